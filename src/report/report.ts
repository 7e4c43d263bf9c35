/** What a simulation found, as plain JSON: `lintel simulate -f json` prints it. */
export interface Report {
  readonly schemaVersion: '1';
  readonly lintelVersion: string;
  readonly blueprint: { readonly name: string; readonly title: string; readonly file: string };
  readonly scenario: { readonly name: string; readonly description: string; readonly durationMs: number };
  readonly verdict: RunVerdict;
  /** Why, when the run is invalid; null otherwise. */
  readonly invalidBecause: string | null;
  readonly objectives: readonly ObjectiveResult[];
  readonly requests: RequestCounts;
  readonly journeys: readonly JourneyResult[];
  readonly steps: readonly StepResult[];
  readonly edges: readonly EdgeResult[];
  readonly elements: readonly ElementResult[];
  /** Observed declared edges over declared edges, 0 to 1. */
  readonly coverage: number;
  readonly faults: readonly FaultResult[];
  readonly startup: { readonly readyMs: number; readonly firstAnswerMs: number | null };
  /** One entry a second of the scenario, in order. */
  readonly timeline: readonly TimelineSecond[];
  readonly seed: number;
  /** `sha256:<hex>` of the planned arrivals, payloads and faults: the same seed gives the same hash. */
  readonly planHash: string;
  readonly blueprintDigest: string;
  /** The command that runs it again. */
  readonly replay: string;
}

/** `invalid`: the load generator could not keep its schedule. `unjudged`: no objective is declared. */
export type RunVerdict = 'pass' | 'fail' | 'inconclusive' | 'invalid' | 'unjudged';

export interface ObjectiveResult {
  /** `open-app p95 <= 1500ms`. */
  readonly expression: string;
  readonly verdict: 'pass' | 'fail' | 'inconclusive';
  /** Milliseconds, or a share from 0 to 1; null without samples. */
  readonly actual: number | null;
  readonly limit: number;
  readonly unit: 'ms' | 'share';
  readonly samples: number;
  /** One-sided 95 % bounds of the share of samples that keep the limit (Clopper and Pearson); null without samples. */
  readonly interval: { readonly low: number; readonly high: number } | null;
  /** Samples that a conclusive statement needs when none misses. */
  readonly samplesNeeded: number;
}

export interface RequestCounts {
  readonly scheduled: number;
  readonly sent: number;
  readonly dropped: number;
  readonly failed: number;
}

/** Milliseconds; null without samples. */
export interface Percentiles {
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly p99Ms: number | null;
}

/** What the blueprint's own figures come to, without faults: percentiles of all that end, and the share that ends well. */
export interface PredictedResult extends Percentiles {
  readonly success: number;
}

export interface JourneyResult extends Percentiles {
  readonly app: string;
  readonly journey: string;
  readonly started: number;
  readonly succeeded: number;
  readonly failed: number;
  /** Still under way, offline or thinking, when the run ended: in no latency and no success figure. */
  readonly unfinished: number;
  readonly offline: number;
  /** Null where nothing is predicted. */
  readonly predicted: PredictedResult | null;
}

export interface StepResult extends Percentiles {
  readonly label: string;
  readonly count: number;
  readonly failed: number;
  /** Answers with an optional part missing. */
  readonly partial: number;
  /** How often each optional part was missing, most frequent first. */
  readonly missing: readonly { readonly part: string; readonly count: number }[];
  /** How often each error occurred, most frequent first. */
  readonly errors: readonly { readonly error: string; readonly count: number }[];
  /** Null where nothing is predicted: for what phones send by themselves. */
  readonly predicted: PredictedResult | null;
}

export interface EdgeResult extends Percentiles {
  readonly from: string;
  readonly to: string;
  readonly declared: boolean;
  readonly observed: boolean;
  readonly count: number;
  readonly failed: number;
  /** Requests that a fault touched. */
  readonly faulted: number;
}

export interface ElementResult {
  readonly name: string;
  readonly tier: string;
  /** Requests served (for devices: sent; for storage: statements). */
  readonly count: number;
  readonly failed: number;
}

export interface FaultResult {
  readonly expression: string;
  /** The window, in ms of the scenario; null: to its end. */
  readonly fromMs: number;
  readonly toMs: number | null;
  /** Requests that it touched. */
  readonly touched: number;
}

export interface TimelineSecond {
  readonly second: number;
  readonly sent: number;
  readonly failed: number;
  readonly partial: number;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
}
