import { mergeText } from './merge-text.ts';

/**
 * What becomes of a place that both sides changed: `fail` gives no text, `markers` writes both sides between the lines that
 * git writes, `ours` and `theirs` take one of them.
 */
export type ConflictStyle = 'fail' | 'markers' | 'ours' | 'theirs';

/** A file in the three states that a merge is made of. */
export interface MergeInput {
  /** Says by its ending how the text is read. */
  readonly path: string;
  /** As it was generated last. */
  readonly base: string;
  /** The user's, on the disk. */
  readonly ours: string;
  /** As it is generated now. */
  readonly theirs: string;
}

export type Merged =
  | { readonly type: 'clean'; readonly text: string }
  | {
      readonly type: 'conflict';
      /** With markers, or with every conflict resolved, after the style; null for `fail`. */
      readonly text: string | null;
      /** In the order of the text; at least one. */
      readonly conflicts: readonly MergeConflict[];
    };

export interface MergeConflict {
  /** Line of ours where it begins, from 1. */
  readonly line: number;
  /** `both changed scripts.test`, `lines 3 to 5`. */
  readonly what: string;
}

/**
 * Returns one text with the changes of both sides since the base. The layout is the user's: line ends, byte order mark, end
 * of the last line.
 */
export function mergeFile(input: MergeInput, style: ConflictStyle): Merged {
  const { base, ours, theirs } = input;
  if (ours === base) return { type: 'clean', text: theirs };
  if (theirs === base || theirs === ours) return { type: 'clean', text: ours };
  return mergeText(input, style);
}
