import { contentEnd, lineEnd, lineStart } from '../diagnostics/entry-lines.ts';
import type { MapEntry, Node } from '../source/parsed-document.ts';
import type { Source } from '../source/source.ts';

/** An entry or an item, as text. */
export interface Piece {
  readonly entry: MapEntry | null;
  readonly value: Node;
  /** Of the key, or of the item itself, behind its dash. */
  readonly start: number;
  /** Behind the value; a line end is not counted. */
  readonly end: number;
}

const pieces = new WeakMap<Node, readonly Piece[]>();
const lines = new WeakMap<Node, readonly Lines[]>();

/** Returns the entries or items of a collection in order; none for a scalar. */
export function piecesOf(node: Node): readonly Piece[] {
  const known = pieces.get(node) ?? readPieces(node);
  pieces.set(node, known);
  return known;
}

function readPieces(node: Node): readonly Piece[] {
  if (node.type === 'scalar') return [];
  if (node.type === 'list')
    return node.items.map((value) => {
      const end = contentEnd({ key: '', keySpan: value.span, value });
      return { entry: null, value, start: value.span.start, end };
    });
  return [...node.entries.values()].map((entry) => {
    const { start } = entry.keySpan;
    return { entry, value: entry.value, start, end: entryEnd(entry) };
  });
}

/** Returns the offset behind an entry; a key whose value is left out ends behind its colon. */
export function entryEnd(entry: MapEntry): number {
  const { keySpan } = entry;
  const end = contentEnd(entry);
  if (end > keySpan.end) return end;
  const colon = /^[ \t]*:/.exec(keySpan.source.text.slice(keySpan.end, lineEnd(keySpan.source, keySpan.end)));
  return keySpan.end + (colon?.[0].length ?? 0);
}

/** True for a collection in brackets. */
export function isFlow({ span }: Node): boolean {
  return /[{[]/.test(span.source.text.charAt(span.start));
}

/** Returns how many characters stand before an offset on its line. */
export function columnOf(source: Source, offset: number): number {
  return offset - lineStart(source, offset);
}

/** Whole lines. */
export interface Lines {
  readonly start: number;
  readonly end: number;
}

/**
 * Returns the lines of each piece of a collection without brackets: those of a piece begin with the empty lines and comments
 * above it, and end with the comments below that are indented further. The first one begins with the collection.
 */
export function linesOfPieces(node: Node): readonly Lines[] {
  const known = lines.get(node) ?? readLines(node);
  lines.set(node, known);
  return known;
}

function readLines(node: Node): readonly Lines[] {
  const { source } = node.span;
  const column = columnOf(source, node.span.start);
  let start = node.span.start;
  return piecesOf(node).map(({ end }) => {
    const lines = { start, end: behindComments(source, end, column) };
    start = lines.end;
    return lines;
  });
}

/** Returns the start of the line behind a piece and the comments that belong to it. */
function behindComments(source: Source, offset: number, column: number): number {
  const { text } = source;
  let next = lineStart(source, text.indexOf('\n', offset) + 1);
  for (;;) {
    const line = text.slice(next, lineEnd(source, next));
    if (!/^ *#/.test(line) || line.indexOf('#') <= column) return next;
    next = text.indexOf('\n', next) + 1;
  }
}

/** Returns a text with its lines moved by so many columns; those that are empty stay so. */
export function shift(lines: string, columns: number): string {
  if (columns >= 0) return lines.replaceAll(/^(?=[^\n])/gm, ' '.repeat(columns));
  return lines.replaceAll(new RegExp(`^ {1,${-columns}}`, 'gm'), '');
}
