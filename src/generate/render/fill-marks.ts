import type { Place } from '../encode/place.ts';
import { type LineOrigin, originsOf } from '../line-origins.ts';
import { fitLines } from './fit.ts';
import { MarkKind, MarkReader, withoutMarks } from './marks.ts';
import type { Rendered } from './template.ts';

/** Writes a value for the place where it stands. */
export type Slot = (place: Place) => string;

/** What the marks in a rendered text stand for, by number. */
export interface Marked {
  readonly slots: readonly Slot[];
  /** Of the parts of the blueprint that lines are rendered for. */
  readonly paths: readonly string[];
}

/**
 * Returns a rendered text with its slots filled, its pieces fitted, and its lines traced back to the template. The marks are looked for in
 * what the template wrote, never in what a slot gave.
 */
export function fillMarks(text: string, { slots, paths }: Marked): Rendered {
  const outer: Piece[] = [];
  const within: string[] = [];
  const reader = new MarkReader(text);
  let piece = newPiece();
  let from = 0;
  for (let mark = reader.next(); mark !== -1; mark = reader.next()) {
    append(piece, text.slice(from, mark));
    switch (reader.kind()) {
      case MarkKind.line:
        piece.marks.push({
          line: piece.count + 1,
          templateLine: reader.number(),
          count: reader.number(),
          blueprintPath: within.at(-1) ?? '',
        });
        break;
      case MarkKind.slot:
        fill(piece, slots[reader.number()], { text, from: reader.at });
        break;
      case MarkKind.pathStart:
        within.push(paths[reader.number()] ?? '');
        break;
      case MarkKind.pathEnd:
        within.pop();
        break;
      case MarkKind.fitStart:
        outer.push(piece);
        piece = newPiece();
        break;
      default: {
        const inner = piece;
        piece = outer.pop() ?? newPiece();
        appendFitted(piece, inner);
      }
    }
    from = reader.at;
  }
  append(piece, text.slice(from));
  return { text: textOf(piece), origins: originsOf(piece.marks) };
}

/**
 * What is written so far: whole lines, and the one that is being written. That is all that layout asks for: looking back in the whole
 * for each slot would take longer the more there is.
 */
interface Piece {
  /** Kept apart until the end: thousands of long-lived texts that are not joined yet are what takes a collector of garbage longest. */
  readonly done: string[];
  /** How many lines are done. */
  count: number;
  open: string;
  readonly marks: LineOrigin[];
}

function newPiece(): Piece {
  return { done: [], count: 0, open: '', marks: [] };
}

function textOf({ done, open }: Piece): string {
  return done.join('') + open;
}

function append(piece: Piece, text: string): void {
  const end = text.lastIndexOf('\n') + 1;
  if (end > 0) {
    piece.done.push(piece.open, text.slice(0, end));
    piece.count += lineEndsIn(text);
    piece.open = '';
  }
  piece.open += text.slice(end);
}

/** Of lines that were joined, all marks stand where the joined one does. */
function appendFitted(piece: Piece, inner: Piece): void {
  const fitted = fitLines(textOf(inner));
  const isJoined = lineEndsIn(fitted) < inner.count;
  for (const mark of inner.marks) {
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
  const indent = before.length - before.trimStart().length;
  const value = slot?.({ indent, column: before.length, before, after: lengthAfter(rest) }) ?? '';
  // A value that starts on the next line takes the blank before it away.
  if (value.startsWith('\n')) piece.open = piece.open.trimEnd();
  append(piece, value);
}

/** Returns how much follows on a line, without marks. */
function lengthAfter({ text, from }: { readonly text: string; readonly from: number }): number {
  const end = text.indexOf('\n', from);
  return withoutMarks(text.slice(from, end === -1 ? undefined : end)).length;
}

function lineEndsIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
