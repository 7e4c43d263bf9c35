import type { Patch } from '../blueprint/read-patches.ts';
import type { Severity } from '../diagnostics/diagnostic.ts';
import type { Rule } from '../rules/rule.ts';
import type { Span } from '../source/source.ts';

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
  /** Options of packs; the later ones win. */
  readonly packs: readonly PackSettings[];
  /** Absolute path of the baseline; null: there is none. */
  readonly baseline: string | null;
}

/** What is decided about the options of one pack. */
export interface PackSettings {
  /** Name of the pack, or its folder relative to `folder`. */
  readonly pack: string;
  readonly span: Span;
  /** Absolute, of the file that says it. */
  readonly folder: string;
  readonly options: readonly PackOptionSetting[];
}

/** A value for an option, which the pack may not know. */
export interface PackOptionSetting {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: string | number | boolean;
  readonly span: Span;
}

/** An exception from the levels. */
export interface Override {
  /** `file` is an absolute path, `path` a place in the blueprint with dots. */
  readonly isFor: (file: string, path: string) => boolean;
  readonly levels: Levels;
}
