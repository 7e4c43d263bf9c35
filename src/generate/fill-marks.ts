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
  const written = createWritten();
  let from = 0;
  let fit = { start: written.place(), marks: 0 };
  const marks: LineMark[] = [];
  for (const match of text.matchAll(MARK)) {
    written.add(text.slice(from, match.index));
    from = match.index + match[0].length;
    const traced = match[2] === undefined ? undefined : lines[Number(match[2])];
    if (traced !== undefined) marks.push({ line: written.place().line, ...traced });
    else if (match[0] === FIT_START) fit = { start: written.place(), marks: marks.length };
    else if (match[0] === FIT_END) {
      written.add(fitLines(written.takeFrom(fit.start)));
      // What was joined stands where the piece begins.
      const { line } = written.place();
      for (const [at, mark] of marks.entries())
        if (at >= fit.marks && mark.line >= line) marks[at] = { ...mark, line: fit.start.line };
    } else written.addValue(valueAt(written.place().open, slots[Number(match[1])], text.slice(from)));
  }
  written.add(text.slice(from));
  return { text: written.whole(), origins: originsOf(marks) };
}

/** Where a text that is being written has come to. */
interface Written {
  /** How many pieces of whole lines are written. */
  readonly pieces: number;
  /** 1-based. */
  readonly line: number;
  /** What is written of the line that has no end yet. */
  readonly open: string;
}

/** Keeps the open line by itself: to look for its beginning in the whole text at every slot would be quadratic. */
function createWritten() {
  const pieces: string[] = [];
  let line = 1;
  let open = '';
  const add = (text: string) => {
    const end = text.lastIndexOf('\n') + 1;
    if (end === 0) open += text;
    else {
      pieces.push(open + text.slice(0, end));
      line += lineEndsIn(text);
      open = text.slice(end);
    }
  };
  return {
    add,
    /** A value that starts on the next line takes the blank before it away. */
    addValue: (value: string) => {
      if (value.startsWith('\n')) open = open.trimEnd();
      add(value);
    },
    place: (): Written => ({ pieces: pieces.length, line, open }),
    /** Takes away what was written since a place, and returns it. */
    takeFrom: (start: Written): string => {
      const taken = (pieces.splice(start.pieces).join('') + open).slice(start.open.length);
      ({ line, open } = start);
      return taken;
    },
    whole: () => pieces.join('') + open,
  };
}

function valueAt(before: string, slot: Slot | undefined, rest: string): string {
  const after = /^[^\n]*/.exec(rest)?.[0].replace(MARK, '').length ?? 0;
  const indent = before.length - before.trimStart().length;
  return slot?.({ indent, column: before.length, before, after }) ?? '';
}

function lineEndsIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
