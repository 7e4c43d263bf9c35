import { mergeDocuments } from './merge-documents.ts';
import { mergeText } from './merge-text.ts';
import { isSound, type Syntax, syntaxOf } from './structure.ts';
import { formOf, inForm, mergeForms, plainText } from './text-form.ts';

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
 * of the last line. JSON and YAML are merged by what they say where the lines alone would have a conflict, or would come to
 * something that neither side meant; such a result is read again before it is given, and is a conflict if it says another
 * thing.
 */
export function mergeFile(input: MergeInput, style: ConflictStyle): Merged {
  const { path, base, ours, theirs } = input;
  if (ours === base) return { type: 'clean', text: theirs };
  if (theirs === base || theirs === ours) return { type: 'clean', text: ours };
  const byLine = mergeText(input, style);
  const syntax = syntaxOf(path);
  return syntax === null ? byLine : mergeBySyntax(input, { style, syntax, byLine });
}

interface Reading {
  readonly style: ConflictStyle;
  readonly syntax: Syntax;
  readonly byLine: Merged;
}

function mergeBySyntax(input: MergeInput, reading: Reading): Merged {
  const { style, syntax, byLine } = reading;
  const [base, ours, theirs] = [plainText(input.base), plainText(input.ours), plainText(input.theirs)];
  const clean = byLine.type === 'clean' ? plainText(byLine.text) : null;
  const merged = mergeDocuments({ base, ours, theirs, byLine: clean }, syntax);
  if (merged === null) return byLineIfSound(input, reading);
  if (merged.isByLine) return byLine;
  if (merged.ours === null || merged.theirs === null) return conflictByLine(input, reading);
  const form = mergeForms(formOf(input.base), formOf(input.ours), formOf(input.theirs));
  const [forOurs, forTheirs] = [inForm(merged.ours, form), inForm(merged.theirs, form)];
  const { conflicts } = merged;
  if (conflicts.length === 0) return { type: 'clean', text: forOurs };
  return {
    type: 'conflict',
    text: inStyle({ ...input, ours: forOurs, theirs: forTheirs }, style),
    conflicts,
  };
}

/** The lines decide where the structure is not understood, unless they make an unreadable text of two readable ones. */
function byLineIfSound(input: MergeInput, reading: Reading): Merged {
  const { byLine, syntax, style } = reading;
  if (byLine.type === 'conflict' && (style === 'fail' || style === 'markers')) return byLine;
  const isReadable = [byLine.text ?? '', input.ours, input.theirs].map((text) =>
    isSound(plainText(text), syntax),
  );
  const [isSoundMerge, ...areSound] = isReadable;
  return isSoundMerge || areSound.includes(false) ? byLine : conflictOfAll(input, style);
}

/** The structure says that the lines do not mean what was meant, and cannot be written either. */
function conflictByLine(input: MergeInput, reading: Reading): Merged {
  return reading.byLine.type === 'conflict'
    ? byLineIfSound(input, reading)
    : conflictOfAll(input, reading.style);
}

function conflictOfAll(input: MergeInput, style: ConflictStyle): Merged {
  const what = 'the changes of both sides do not make a file together that can be read';
  return { type: 'conflict', text: inStyle(input, style), conflicts: [{ line: 1, what }] };
}

/** Two texts as one, each difference between them a conflict. */
function inStyle(input: MergeInput, style: ConflictStyle): string | null {
  if (style === 'fail') return null;
  return style === 'markers' ? mergeText({ ...input, base: '' }, 'markers').text : input[style];
}
