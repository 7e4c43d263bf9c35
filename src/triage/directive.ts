import { positionAt, type Source, type Span } from '../source/source.ts';
import { SUPPRESSION_WORD } from './suppression-word.ts';

/** What a comment that suppresses findings is for: its own line, the next one with content, or the whole file. */
export const SCOPES = ['line', 'next-line', 'file'] as const;

export type Scope = (typeof SCOPES)[number];

/** A comment that begins with `lintel-disable`, as written; what of it is right is for others to say. */
export interface Directive {
  /** Of the comment. */
  readonly span: Span;
  /** What stands before the first space: `lintel-disable-line`. */
  readonly word: string;
  readonly names: readonly RuleName[];
  /** Empty where there is none. */
  readonly reason: string;
  /** 1-based; of the comment. */
  readonly line: number;
  /** True if nothing but the comment is in its line. */
  readonly isAlone: boolean;
}

/** The id of a rule, as a comment names it. */
export interface RuleName {
  readonly id: string;
  readonly span: Span;
}

const FORM = new RegExp(`^#[ \\t]*(${SUPPRESSION_WORD}[\\w-]*)`);

/** Returns what a comment says about suppressing, or null where it says nothing of that. */
export function readDirective(comment: Span): Directive | null {
  const { source, start, end } = comment;
  const text = source.text.slice(start, end);
  const match = FORM.exec(text);
  if (match === null) return null;
  const word = match[1] ?? '';
  const rest = match[0].length;
  const dashes = /(^|\s)--(?=\s|$)/.exec(text.slice(rest));
  const namesEnd = dashes === null ? text.length : rest + dashes.index;
  const { line } = positionAt(source, start);
  return {
    span: comment,
    word,
    names: namesIn(source, start + rest, start + namesEnd),
    reason: dashes === null ? '' : text.slice(namesEnd + dashes[0].length).trim(),
    line,
    isAlone: source.text.slice(source.lineStarts[line - 1], start).trim() === '',
  };
}

function namesIn(source: Source, from: number, to: number): readonly RuleName[] {
  const text = source.text.slice(from, to);
  return [...text.matchAll(/[^\s,]+/g)].map(({ 0: id, index }) => ({
    id,
    span: { source, start: from + index, end: from + index + id.length },
  }));
}
