import type { Place } from './encode/place.ts';
import { fitLines } from './fit.ts';
import { type LineMark, originsOf } from './line-origins.ts';
import type { Rendered } from './render.ts';

/** Writes a value for the place where it stands. */
export type Slot = (place: Place) => string;

/** A line of a template, and what of the blueprint it is rendered for. */
export interface TemplateLine {
  readonly templateLine: number;
  readonly blueprintPath: string;
}

// Private use characters: names in a model are DNS labels, and no encoder leaves a slot inside another's text.
export const SLOT_START = '\uE000';
export const SLOT_END = '\uE001';
export const FIT_START = '\uE002';
export const FIT_END = '\uE003';
export const LINE_START = '\uE004';
const MARK = /\uE000(\d+)\uE001|\uE002|\uE003|\uE004(\d+)\uE001/g;

/** What the marks in a rendered text stand for, by number. */
export interface Marked {
  readonly slots: readonly Slot[];
  readonly lines: readonly TemplateLine[];
}

/**
 * Returns a rendered text with its slots filled, its pieces fitted, and its lines traced back to the template. The marks are looked for in
 * what the template wrote, never in what an encoder gave.
 */
export function fillMarks(text: string, { slots, lines }: Marked): Rendered {
  let filled = '';
  let line = 1;
  let from = 0;
  let fit = { at: 0, line: 1, marks: 0 };
  const marks: LineMark[] = [];
  for (const match of text.matchAll(MARK)) {
    const before = text.slice(from, match.index);
    filled += before;
    line += lineEndsIn(before);
    from = match.index + match[0].length;
    const traced = match[2] === undefined ? undefined : lines[Number(match[2])];
    if (traced !== undefined) marks.push({ line, ...traced });
    else if (match[0] === FIT_START) fit = { at: filled.length, line, marks: marks.length };
    else if (match[0] === FIT_END) {
      const piece = fitLines(filled.slice(fit.at));
      filled = filled.slice(0, fit.at) + piece;
      line = fit.line + lineEndsIn(piece);
      // What was joined stands where the piece begins.
      for (const [at, mark] of marks.entries())
        if (at >= fit.marks && mark.line >= line) marks[at] = { ...mark, line: fit.line };
    } else {
      const value = valueAt(filled, slots[Number(match[1])], text.slice(from));
      // A value that starts on the next line takes the blank before it away.
      filled = value.startsWith('\n') ? filled.trimEnd() + value : filled + value;
      line += lineEndsIn(value);
    }
  }
  return { text: filled + text.slice(from), origins: originsOf(marks) };
}

function valueAt(filled: string, slot: Slot | undefined, rest: string): string {
  const before = filled.slice(filled.lastIndexOf('\n') + 1);
  const after = /^[^\n]*/.exec(rest)?.[0].replace(MARK, '').length ?? 0;
  const indent = before.length - before.trimStart().length;
  return slot?.({ indent, column: before.length, before, after }) ?? '';
}

function lineEndsIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
