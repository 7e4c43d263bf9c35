import type { Objective } from '../model/model.ts';
import { samplesNeeded } from '../model/samples-needed.ts';
import type { Run } from '../observe/run.ts';
import type { ObjectiveResult, RunVerdict } from '../report/report.ts';
import { shareBounds } from './binomial.ts';

/** What a run says about the objectives. */
export interface Judgement {
  readonly verdict: RunVerdict;
  /** Why, when the run is invalid; null otherwise. */
  readonly invalidBecause: string | null;
  /** In the order of the objectives. */
  readonly objectives: readonly ObjectiveResult[];
}

/** How late arrivals may have been begun, in the 99th percentile, for the load to be the one that was declared. */
const lagLimitMs = 250;
/** Share of requests that the load generator may have dropped. */
const droppedLimit = 0.01;

/**
 * Judges a run. A percentile objective is judged through the share of samples that keep its limit, where a failed request
 * keeps none: it passes if the lower bound of that share reaches the percentile, fails if the upper bound stays below it,
 * and is inconclusive between the two. A run whose load was not the declared one is invalid whatever it measured.
 */
export function judge(objectives: readonly Objective[], run: Run): Judgement {
  const results = objectives.map((objective) => judgeObjective(objective, samplesOf(objective, run)));
  const invalidBecause = reasonOfInvalidity(run);
  return { verdict: overall(results, invalidBecause), invalidBecause, objectives: results };
}

interface SubjectSamples {
  readonly latenciesMs: readonly number[];
  readonly failed: readonly boolean[];
}

const none: SubjectSamples = { latenciesMs: [], failed: [] };

/** A journey of one name that several apps have is one subject. */
function samplesOf({ subject }: Objective, run: Run): SubjectSamples {
  if (subject.type === 'step') return run.steps.get(subject.label) ?? none;
  const journeys = [...run.journeys.values()].filter(({ journey }) => journey === subject.journey);
  return {
    latenciesMs: journeys.flatMap(({ latenciesMs }) => latenciesMs),
    failed: journeys.flatMap(({ failed }) => failed),
  };
}

function judgeObjective({ expression, metric }: Objective, samples: SubjectSamples): ObjectiveResult {
  const { latenciesMs, failed } = samples;
  const count = failed.length;
  const limitMs = metric.type === 'percentile' ? metric.limitMs : Number.POSITIVE_INFINITY;
  const target = metric.type === 'percentile' ? metric.percentile / 100 : metric.limit;
  const kept = failed.filter((miss, at) => !miss && (latenciesMs[at] ?? 0) <= limitMs).length;
  const interval = count === 0 ? null : shareBounds(kept, count);
  const shared = { expression, samples: count, interval, samplesNeeded: samplesNeeded(target) };
  const verdict = verdictOf({ kept, count, target, interval });
  return metric.type === 'percentile'
    ? { ...shared, verdict, actual: percentileOf(samples, target), limit: metric.limitMs, unit: 'ms' }
    : { ...shared, verdict, actual: count === 0 ? null : kept / count, limit: metric.limit, unit: 'share' };
}

function verdictOf(seen: {
  readonly kept: number;
  readonly count: number;
  readonly target: number;
  readonly interval: ObjectiveResult['interval'];
}): ObjectiveResult['verdict'] {
  const { kept, count, target, interval } = seen;
  if (interval === null) return 'inconclusive';
  // No number of samples proves "all of them": whoever asks for it means those of this run.
  if (target >= 1) return kept === count ? 'pass' : 'fail';
  if (interval.low >= target) return 'pass';
  return interval.high < target ? 'fail' : 'inconclusive';
}

/** The nearest-rank percentile with failed samples at the end; null if it falls among those, or without samples. */
function percentileOf({ latenciesMs, failed }: SubjectSamples, share: number): number | null {
  const answered = latenciesMs.filter((_latency, at) => failed[at] !== true).sort((a, b) => a - b);
  const rank = Math.max(1, Math.ceil(share * failed.length - 1e-9));
  return answered[rank - 1] ?? null;
}

function reasonOfInvalidity(run: Run): string | null {
  if (run.interrupted) return 'the run was interrupted';
  if (run.lagP99Ms > lagLimitMs) {
    return `the load generator was ${Math.round(run.lagP99Ms)} ms behind its schedule (p99; at most ${lagLimitMs} ms)`;
  }
  const { dropped, scheduled } = run.requests;
  if (dropped > droppedLimit * scheduled) {
    return `${dropped} of ${scheduled} requests could not be sent (at most ${droppedLimit * 100} %)`;
  }
  return null;
}

function overall(results: readonly ObjectiveResult[], invalidBecause: string | null): RunVerdict {
  if (invalidBecause !== null) return 'invalid';
  if (results.length === 0) return 'unjudged';
  const has = (verdict: ObjectiveResult['verdict']) => results.some((result) => result.verdict === verdict);
  if (has('fail')) return 'fail';
  return has('inconclusive') ? 'inconclusive' : 'pass';
}
