import type { BudgetTerm } from './budget-terms.ts';
import type { Predicted } from './forecast.ts';
import type { EdgeLoad } from './load.ts';

/** The arithmetic of a blueprint: what its own figures come to, under its first scenario and without faults. */
export interface Budget {
  readonly title: string;
  /** Null: there is no scenario, and no load. */
  readonly scenario: BudgetScenario | null;
  /** In the order of the blueprint. */
  readonly journeys: readonly JourneyBudget[];
  /** Each request that steps of an application send, once, in the order in which it occurs first. */
  readonly requests: readonly RequestBudget[];
  /** At the highest peak of all scenarios. Null: there is no scenario. */
  readonly peak: PeakBudget | null;
  /** What days like the first scenario write; a phone runs 24 journeys a day at most. */
  readonly journeysPerDay: number;
  readonly storages: readonly StorageBudget[];
}

export interface BudgetScenario {
  readonly name: string;
  readonly meanPerSecond: number;
  readonly peakPerSecond: number;
  readonly durationMs: number;
}

export interface JourneyBudget {
  readonly app: string;
  readonly journey: string;
  /** Of all journeys, 0 to 1. */
  readonly share: number;
  readonly predicted: Predicted;
  /** Opening the connection and signing in: once a journey, in its first steps. */
  readonly beginning: Predicted;
  readonly objectives: readonly ObjectiveBudget[];
  /** In order; a step that occurs elsewhere too is predicted for all its requests together, as it is measured. */
  readonly steps: readonly StepBudget[];
}

export interface StepBudget {
  readonly label: string;
  readonly predicted: Predicted;
  readonly objectives: readonly ObjectiveBudget[];
}

/** An objective with the figure that is predicted for it. */
export interface ObjectiveBudget {
  readonly expression: string;
  /** `p95`, `success`. */
  readonly metric: string;
  readonly unit: 'ms' | 'share';
  readonly limit: number;
  /** Where what fails keeps no percentile; null: more fails than the percentile leaves. */
  readonly predicted: number | null;
  readonly met: boolean;
}

export interface RequestBudget {
  readonly app: string;
  /** Of the steps that send it, in order. */
  readonly steps: readonly string[];
  readonly method: string;
  readonly path: string;
  readonly terms: readonly BudgetTerm[];
}

export interface PeakBudget {
  readonly scenario: string;
  readonly journeysPerSecond: number;
  readonly backends: readonly BackendBudget[];
  readonly edges: readonly EdgeLoad[];
}

export interface BackendBudget {
  readonly backend: string;
  /** Null: unlimited. */
  readonly capacityPerSecond: number | null;
  /** With the gateway's caches, and retries of what fails by itself. */
  readonly expectedPerSecond: number;
  /** Without a cache and without a retry. */
  readonly uncachedPerSecond: number;
  /** Without a cache, every attempt failing: the most there can be. */
  readonly mostPerSecond: number;
}

export interface StorageBudget {
  readonly service: string;
  readonly sizeBytes: number;
  readonly bytesPerDay: number;
  readonly mostBytes: number;
  /** Null: never. */
  readonly fullAfterMs: number | null;
}
