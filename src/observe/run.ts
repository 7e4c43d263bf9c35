import type { RunEvent } from './run-event.ts';

/** A finished run in figures: what verdict and report read. Built from the event stream alone. */
export interface Run {
  readonly scenario: string;
  readonly seed: number;
  readonly planHash: string;
  readonly durationMs: number;
  readonly interrupted: boolean;
  /** Milliseconds from the start of the command. */
  readonly readyMs: number;
  /** From the start of the command to the first successful answer that a phone got through all tiers; null: none. */
  readonly firstAnswerMs: number | null;
  readonly lagP99Ms: number;
  readonly requests: {
    readonly scheduled: number;
    readonly sent: number;
    readonly dropped: number;
    readonly failed: number;
  };
  /** By label. */
  readonly steps: ReadonlyMap<string, Samples>;
  /** By `<app>\u0000<journey>`. */
  readonly journeys: ReadonlyMap<string, JourneySamples>;
  /** By `<from>\u0000<to>`. */
  readonly edges: ReadonlyMap<string, ObservedEdge>;
  /** By element name, or `<service>/storage`. */
  readonly elements: ReadonlyMap<string, { readonly count: number; readonly failed: number }>;
  /** By expression. */
  readonly faults: ReadonlyMap<string, number>;
  /** Per second of the scenario, ascending. */
  readonly timeline: readonly RunSecond[];
}

/** Latencies of every ended request of one label, with which of them failed; same length, in order of ending. */
export interface Samples {
  readonly latenciesMs: readonly number[];
  readonly failed: readonly boolean[];
  readonly partial: number;
  /** How often each optional part was missing, by part. */
  readonly missing: ReadonlyMap<string, number>;
  readonly errors: ReadonlyMap<string, number>;
}

export interface JourneySamples {
  readonly app: string;
  readonly journey: string;
  readonly latenciesMs: readonly number[];
  readonly failed: readonly boolean[];
  readonly started: number;
  readonly unfinished: number;
  readonly offline: number;
}

export interface ObservedEdge {
  readonly from: string;
  readonly to: string;
  readonly count: number;
  readonly failed: number;
  readonly faulted: number;
  readonly latenciesMs: readonly number[];
}

export interface RunSecond {
  readonly second: number;
  readonly sent: number;
  readonly failed: number;
  readonly partial: number;
  readonly latenciesMs: readonly number[];
}

/** Anything that follows a run: recorder, terminal view, report. */
export interface RunListener {
  on(event: RunEvent): void;
}
