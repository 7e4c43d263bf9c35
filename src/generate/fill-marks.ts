import type { Place } from './encode/place.ts';
import { fitLines } from './fit.ts';
import { type LineOrigin, originsOf } from './line-origins.ts';
import type { Rendered } from './render.ts';

/** Writes a value for the place where it stands. */
export type Slot = (place: Place) => string;

// Control characters: names in a model are DNS labels, and no encoder leaves a slot inside another's text. Texts with characters
// beyond Latin-1 would take twice the memory, and as much more time, for all that is generated.
export const SLOT_START = '\x01';
export const SLOT_END = '\x02';
export const FIT_START = '\x03';
export const FIT_END = '\x04';
const LINE_START = '\x05';
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the marks.
const MARK = /\x01(\d+)\x02|\x03|\x04|\x05(\d+),(\d+),(\d+)\x02/g;

/** Returns the mark of a line of a template and of those that follow it, for the path with a number. */
export function lineMark(templateLine: number, count: number, path: number): string {
  return `${LINE_START}${templateLine},${count},${path}${SLOT_END}`;
}

/** What the marks in a rendered text stand for, by number. */
export interface Marked {
  readonly slots: readonly Slot[];
  /** Of the parts of the blueprint that lines are rendered for. */
  readonly paths: readonly string[];
}

/**
 * Returns a rendered text with its slots filled, its pieces fitted, and its lines traced back to the template. The marks are looked for in
 * what the template wrote, never in what an encoder gave.
 */
export function fillMarks(text: string, { slots, paths }: Marked): Rendered {
  const outer: Piece[] = [];
  let piece = newPiece();
  let from = 0;
  for (const match of text.matchAll(MARK)) {
    append(piece, text.slice(from, match.index));
    from = match.index + match[0].length;
    if (match[2] !== undefined)
      piece.marks.push({
        line: piece.count + 1,
        templateLine: Number(match[2]),
        count: Number(match[3]),
        blueprintPath: paths[Number(match[4])] ?? '',
      });
    else if (match[0] === FIT_START) {
      outer.push(piece);
      piece = newPiece();
    } else if (match[0] === FIT_END) {
      const inner = piece;
      piece = outer.pop() ?? newPiece();
      appendFitted(piece, inner);
    } else fill(piece, slots[Number(match[1])], { text, from });
  }
  append(piece, text.slice(from));
  return { text: piece.done + piece.open, origins: originsOf(piece.marks) };
}

/**
 * What is written so far: whole lines, and the one that is being written. That is all that layout asks for: looking back in the whole
 * for each slot would take longer the more there is.
 */
interface Piece {
  done: string;
  /** How many lines are done. */
  count: number;
  open: string;
  readonly marks: LineOrigin[];
}

function newPiece(): Piece {
  return { done: '', count: 0, open: '', marks: [] };
}

function append(piece: Piece, text: string): void {
  const end = text.lastIndexOf('\n') + 1;
  if (end > 0) {
    piece.done += piece.open + text.slice(0, end);
    piece.count += lineEndsIn(text);
    piece.open = '';
  }
  piece.open += text.slice(end);
}

/** Of lines that were joined, all marks stand where the joined one does. */
function appendFitted(piece: Piece, { done, open, count, marks }: Piece): void {
  const fitted = fitLines(done + open);
  const isJoined = lineEndsIn(fitted) < count;
  for (const mark of marks) {
    const placed = isJoined ? { line: 1, count: 1 } : mark;
    piece.marks.push({ ...mark, line: piece.count + placed.line, count: placed.count });
  }
  append(piece, fitted);
}

function fill(
  piece: Piece,
  slot: Slot | undefined,
  rest: { readonly text: string; readonly from: number },
): void {
  const before = piece.open;
  const end = rest.text.indexOf('\n', rest.from);
  const after = rest.text.slice(rest.from, end === -1 ? undefined : end).replace(MARK, '').length;
  const indent = before.length - before.trimStart().length;
  const value = slot?.({ indent, column: before.length, before, after }) ?? '';
  // A value that starts on the next line takes the blank before it away.
  if (value.startsWith('\n')) piece.open = piece.open.trimEnd();
  append(piece, value);
}

function lineEndsIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
