import type { Span } from '../source/source.ts';

/** One finding that is known and does not count. */
export interface BaselineEntry {
  /** The blueprint, relative to the folder of the baseline, with forward slashes. */
  readonly file: string;
  readonly rule: string;
  /** Where in the blueprint, with dots. */
  readonly path: string;
  readonly message: string;
  /** Why it does not count; never empty. */
  readonly reason: string;
  readonly fingerprint: string;
}

/** One that was read, with the place where it stands. */
export interface WrittenEntry extends BaselineEntry {
  readonly span: Span;
}

/** The keys of an entry, in the order in which they are written. */
export const ENTRY_KEYS = ['file', 'rule', 'path', 'message', 'reason', 'fingerprint'] as const;

export const BASELINE_VERSION = '1';

/** More entries than these are not read back: nobody works on so many findings one by one. */
export const MOST_ENTRIES = 10_000;
