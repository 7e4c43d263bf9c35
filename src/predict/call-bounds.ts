import type { IntegrationCall } from '../model/model.ts';
import { hopMs, longestPauseMs, storageMs } from './attempts.ts';
import { attemptsOf, type Flow, hasKey } from './flows.ts';
import { momentsOf, shareBeyond } from './laws.ts';

/**
 * What a duration is at most, by its mean and its variance, and how likely it fails at most. Quick to work out: what is met
 * by these is met, and needs no distribution.
 */
export interface Bound {
  readonly meanMs: number;
  readonly variance: number;
  /** Share of the cases that may fail, the deadlines on the way included. */
  readonly failure: number;
}

/** Of its capacity, how much is asked of a backend at the peak; 0 where there is no limit. */
export type UseOf = (call: IntegrationCall) => number;

/** Above this use a queue may be long, and no bound is given. */
const mostUse = 0.8;
/** A wait longer than so many times its mean does not happen: e^-12 of the cases. */
const longestWaits = 12;

/** Nothing is known. */
export const unknownBound: Bound = { meanMs: Number.POSITIVE_INFINITY, variance: 0, failure: 1 };

/** Returns the most share of the cases that take longer than a limit, by Cantelli's inequality: v / (v + k²). */
export function shareAbove({ meanMs, variance }: Bound, limitMs: number): number {
  const slackMs = limitMs - meanMs;
  if (!(slackMs >= 0)) return 1;
  return variance === 0 ? 0 : variance / (variance + slackMs * slackMs);
}

/** Returns what follows each other without depending on each other. */
export function bothBounds(a: Bound, b: Bound): Bound {
  return {
    meanMs: a.meanMs + b.meanMs,
    variance: a.variance + b.variance,
    failure: Math.min(1, a.failure + b.failure),
  };
}

/** Returns a bound of what takes always the same. */
export function fixedBound(ms: number): Bound {
  return { meanMs: ms, variance: 0, failure: 0 };
}

/** Returns a bound of what the gateway makes of a request, without its cache. */
export function answerBound(flow: Flow, useOf: UseOf): Bound {
  const { app, target, method } = flow;
  if (target.type === 'service') return fixedBound(2 * hopMs + storageMs);
  const { gathers, deadlineMs } = target.operation;
  const parts = gathers.map(({ from, optional, timeoutMs }) => {
    const part =
      from.type === 'integration' ? callBound(from, hasKey(method), useOf) : fixedBound(hopMs + storageMs);
    if (optional) return { ...part, failure: 0 };
    const late = timeoutMs === null ? 0 : shareAbove(part, timeoutMs);
    return { ...part, failure: Math.min(1, part.failure + late) };
  });
  const all = parts.reduce(bothBounds, fixedBound(2 * hopMs));
  const isSideBySide = gathers.every(({ after }) => after.length === 0);
  const meanMs = isSideBySide ? Math.min(all.meanMs, meanOfLatest(parts) + 2 * hopMs) : all.meanMs;
  const bound = { ...all, meanMs };
  const late = shareAbove(bound, Math.min(deadlineMs, app.gateway.deadlineMs));
  return { ...bound, failure: Math.min(1, bound.failure + late) };
}

/**
 * The mean of the last of n independent durations is at most the largest mean + sqrt((n - 1) / n * sum of variances) (Aven,
 * Journal of Applied Probability 22, 1985), its variance at most the sum of theirs (Efron and Stein).
 */
function meanOfLatest(parts: readonly Bound[]): number {
  if (parts.length === 0) return 0;
  const largest = parts.reduce((most, { meanMs }) => Math.max(most, meanMs), 0);
  const variances = parts.reduce((sum, { variance }) => sum + variance, 0);
  return largest + Math.sqrt(((parts.length - 1) / parts.length) * variances);
}

/** Attempts depend on each other through the failure that sets off the next: their deviations are added, not their squares. */
function callBound(call: IntegrationCall, withKey: boolean, useOf: UseOf): Bound {
  const { latency, errors, capacityPerSecond } = call.element.reaches.behaves;
  const { timeoutMs } = call.operation.resilience;
  const use = useOf(call);
  if (use > mostUse) return unknownBound;
  const waitMs = capacityPerSecond === null || use === 0 ? 0 : 500 / (capacityPerSecond * (1 - use));
  const answer = momentsOf(latency);
  const meanMs = answer.meanMs + use * waitMs + hopMs;
  const variance = answer.variance + 2 * use * waitMs * waitMs;
  const late =
    shareBeyond(latency, timeoutMs - hopMs - longestWaits * waitMs) + Math.exp(-longestWaits) * use;
  const failed = Math.min(1, errors + late);
  let total = meanMs + hopMs;
  let deviation = Math.sqrt(variance);
  let reached = 1;
  const attempts = attemptsOf(call.operation, withKey);
  for (let repetition = 0; repetition < attempts - 1; repetition++) {
    reached *= failed;
    const pauseMs = longestPauseMs(repetition);
    total += reached * (pauseMs / 2 + meanMs);
    deviation += Math.sqrt(reached) * (pauseMs + Math.sqrt(variance + meanMs * meanMs));
  }
  return { meanMs: total, variance: deviation * deviation, failure: reached * failed };
}
