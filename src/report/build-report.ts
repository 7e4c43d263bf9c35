import type { FaultSpec, Model } from '../model/model.ts';
import type { JourneySamples, ObservedEdge, Run, Samples } from '../observe/run.ts';
import type { Predicted } from '../predict/forecast.ts';
import type { RunPrediction } from '../predict/predict-run.ts';
import { percentilesOf, toMicros } from './percentiles.ts';
import type {
  EdgeResult,
  ElementResult,
  FaultResult,
  JourneyResult,
  ObjectiveResult,
  PredictedResult,
  Report,
  RunVerdict,
  StepResult,
  TimelineSecond,
} from './report.ts';

/** Everything that a report is made of. */
export interface ReportInput {
  readonly model: Model;
  readonly run: Run;
  readonly objectives: readonly ObjectiveResult[];
  readonly verdict: RunVerdict;
  /** Why, when the verdict is `invalid`; null otherwise. */
  readonly invalidBecause: string | null;
  /** The faults that the run was given: the scenario's and those of the command line. */
  readonly faults: readonly FaultSpec[];
  /** What the run was predicted to measure; null: nothing was. */
  readonly prediction: RunPrediction | null;
  readonly lintelVersion: string;
  /** The command that runs it again. */
  readonly replay: string;
}

/**
 * Returns the report of a finished run. Pure: the same input gives the same report. What is declared comes first and in
 * the order of the Model (journeys, steps, edges, elements), what was observed besides it after that, sorted by name.
 */
export function buildReport(input: ReportInput): Report {
  const { model, run, prediction } = input;
  const edges = edgesOf(model, run);
  return {
    schemaVersion: '1',
    lintelVersion: input.lintelVersion,
    blueprint: { name: model.name, title: model.title, file: model.source.path },
    scenario: {
      name: run.scenario,
      description: model.scenarios.find(({ name }) => name === run.scenario)?.description ?? '',
      durationMs: toMicros(run.durationMs),
    },
    verdict: input.verdict,
    invalidBecause: input.invalidBecause,
    objectives: input.objectives,
    requests: { ...run.requests },
    journeys: journeysOf(model, run, prediction),
    steps: stepsOf(model, run, prediction),
    edges,
    elements: elementsOf(model, run),
    coverage: coverageOf(edges),
    faults: input.faults.map((fault) => faultOf(fault, run)),
    startup: {
      readyMs: toMicros(run.readyMs),
      firstAnswerMs: toMicros(run.firstAnswerMs),
    },
    timeline: run.timeline.map(secondOf),
    seed: run.seed,
    planHash: run.planHash,
    blueprintDigest: model.digest,
    replay: input.replay,
  };
}

type Prediction = ReportInput['prediction'];

function journeysOf(model: Model, run: Run, prediction: Prediction): readonly JourneyResult[] {
  const declared = model.devices.flatMap((app) =>
    app.journeys.map(({ name }) => ({ app: app.name, journey: name })),
  );
  const keys = declared.map(({ app, journey }) => `${app}\0${journey}`);
  const others = [...run.journeys.keys()].filter((key) => !keys.includes(key)).sort();
  return [...keys, ...others].map((key) => {
    const [app = '', journey = ''] = key.split('\0');
    const samples = run.journeys.get(key) ?? { ...NO_JOURNEYS, app, journey };
    return journeyOf(samples, predictedOf(prediction?.journeys.get(key)));
  });
}

const NO_JOURNEYS = { latenciesMs: [], failed: [], started: 0, unfinished: 0, offline: 0 };

function journeyOf(samples: JourneySamples, predicted: PredictedResult | null): JourneyResult {
  const failed = samples.failed.filter(Boolean).length;
  return {
    app: samples.app,
    journey: samples.journey,
    started: samples.started,
    succeeded: samples.failed.length - failed,
    failed,
    unfinished: samples.unfinished,
    offline: samples.offline,
    ...percentilesOf(samples.latenciesMs),
    predicted,
  };
}

/** To the microsecond and to the millionth, so that a report holds no digits that mean nothing. */
function predictedOf(predicted: Predicted | undefined): PredictedResult | null {
  if (predicted === undefined) return null;
  const { p50Ms, p95Ms, p99Ms, success } = predicted;
  return {
    p50Ms: toMicros(p50Ms),
    p95Ms: toMicros(p95Ms),
    p99Ms: toMicros(p99Ms),
    success: Math.round(success * 1e6) / 1e6,
  };
}

function stepsOf(model: Model, run: Run, prediction: Prediction): readonly StepResult[] {
  const steps = model.devices.flatMap((app) => app.journeys.flatMap((journey) => journey.steps));
  const declared = [...new Set(steps.flatMap((step) => (step.type === 'think' ? [] : [step.label])))];
  const others = [...run.steps.keys()].filter((label) => !declared.includes(label)).sort();
  return [...declared, ...others].map((label) =>
    stepOf(label, run.steps.get(label) ?? NO_SAMPLES, predictedOf(prediction?.steps.get(label))),
  );
}

const NO_SAMPLES: Samples = {
  latenciesMs: [],
  failed: [],
  partial: 0,
  missing: new Map(),
  errors: new Map(),
};

function stepOf(label: string, samples: Samples, predicted: PredictedResult | null): StepResult {
  return {
    label,
    count: samples.latenciesMs.length,
    failed: samples.failed.filter(Boolean).length,
    partial: samples.partial,
    missing: mostFrequent(samples.missing).map(([part, count]) => ({ part, count })),
    errors: mostFrequent(samples.errors).map(([error, count]) => ({ error, count })),
    ...percentilesOf(samples.latenciesMs),
    predicted,
  };
}

function mostFrequent(counts: ReadonlyMap<string, number>): readonly (readonly [string, number])[] {
  return [...counts].sort(([a, countA], [b, countB]) => countB - countA || compare(a, b));
}

function edgesOf(model: Model, run: Run): readonly EdgeResult[] {
  const keys = model.edges.map(({ from, to }) => `${from}\0${to}`);
  const declared = new Set(keys);
  const others = [...run.edges.keys()].filter((key) => !declared.has(key)).sort(compare);
  return [...keys, ...others].map((key) => edgeOf(key, run.edges.get(key), declared.has(key)));
}

function edgeOf(key: string, seen: ObservedEdge | undefined, declared: boolean): EdgeResult {
  const [from = '', to = ''] = key.split('\0');
  return {
    from,
    to,
    declared,
    observed: (seen?.count ?? 0) > 0,
    count: seen?.count ?? 0,
    failed: seen?.failed ?? 0,
    faulted: seen?.faulted ?? 0,
    ...percentilesOf(seen?.latenciesMs ?? []),
  };
}

/** A storage follows its service and has the tier `storage`; what is in no blueprint has the tier `unknown`. */
function elementsOf(model: Model, run: Run): readonly ElementResult[] {
  const declared = model.elements.flatMap((element) => {
    const own = { name: element.name, tier: element.tier as string };
    const hasStorage = element.tier === 'mobileServices' && element.storage !== null;
    return hasStorage ? [own, { name: `${element.name}/storage`, tier: 'storage' }] : [own];
  });
  const names = new Set(declared.map(({ name }) => name));
  const others = [...run.elements.keys()].filter((name) => !names.has(name)).sort(compare);
  return [...declared, ...others.map((name) => ({ name, tier: 'unknown' }))].map(({ name, tier }) => {
    const seen = run.elements.get(name) ?? { count: 0, failed: 0 };
    return { name, tier, count: seen.count, failed: seen.failed };
  });
}

/** Observed declared edges over declared edges; 1 where none is declared. */
function coverageOf(edges: readonly EdgeResult[]): number {
  const declared = edges.filter((edge) => edge.declared);
  return declared.length === 0 ? 1 : declared.filter(({ observed }) => observed).length / declared.length;
}

function faultOf(fault: FaultSpec, run: Run): FaultResult {
  const { expression, fromMs, toMs } = fault;
  return { expression, fromMs, toMs, touched: run.faults.get(expression) ?? 0 };
}

function secondOf(second: Run['timeline'][number]): TimelineSecond {
  const { p50Ms, p95Ms } = percentilesOf(second.latenciesMs);
  return {
    second: second.second,
    sent: second.sent,
    failed: second.failed,
    partial: second.partial,
    p50Ms,
    p95Ms,
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
