import type { Patch } from '../blueprint/read-patches.ts';
import type { Severity } from '../diagnostics/diagnostic.ts';
import type { Rule } from '../rules/rule.ts';

/** What a rule can be set to. */
export const LEVELS = ['off', 'info', 'warning', 'error'] as const;

export type Level = 'off' | Severity;

/** Levels by rule id. A rule that is absent keeps its own severity. */
export type Levels = ReadonlyMap<string, Level>;

/** What a team decided about findings, read from one file and all that it extends. */
export interface Config {
  /** Absolute. */
  readonly path: string;
  readonly levels: Levels;
  /** The later ones win. */
  readonly overrides: readonly Override[];
  /** Sorted by id. */
  readonly custom: readonly Rule[];
  /** Changes to generated manifests, those of the files that it extends first. */
  readonly patches: readonly Patch[];
  /** Absolute path of the baseline; null: there is none. */
  readonly baseline: string | null;
}

/** An exception from the levels. */
export interface Override {
  /** `file` is an absolute path, `path` a place in the blueprint with dots. */
  readonly isFor: (file: string, path: string) => boolean;
  readonly levels: Levels;
}
