import type { Source, Span } from '../source.ts';

/** A place in a text that moves on. */
export interface Cursor {
  readonly source: Source;
  readonly text: string;
  at: number;
  /** Offset of the first character of the line that `at` is in. */
  lineStart: number;
  /** Column of the content that `nextContent` came to, from 0; -1 at the end of the text. */
  column: number;
  /** How many nodes and keys may still come. */
  nodesLeft: number;
}

/** Thrown inside of this folder alone: the text goes beyond what is read here. */
export const beyond = new Error('beyond quick YAML');

/** The UTF-16 units that mean something to YAML. */
export const Char = {
  lineFeed: 10,
  space: 32,
  doubleQuote: 34,
  hash: 35,
  singleQuote: 39,
  comma: 44,
  dash: 45,
  dot: 46,
  colon: 58,
  greater: 62,
  openBracket: 91,
  closeBracket: 93,
  openBrace: 123,
  bar: 124,
  closeBrace: 125,
} as const;

/** Returns a cursor before the first line of a text with so many nodes and keys at most. */
export function createCursor(source: Source, nodesLeft: number): Cursor {
  return { source, text: source.text, at: -1, lineStart: 0, column: -1, nodesLeft };
}

/** Counts a node or a key. */
export function countNode(cursor: Cursor): void {
  cursor.nodesLeft -= 1;
  if (cursor.nodesLeft < 0) throw beyond;
}

/** Returns the place from an offset to another. */
export function spanOf({ source }: Cursor, start: number, end: number): Span {
  return { source, start, end };
}

/** True for a space, a line end and the end of the text. */
export function isBlank(code: number): boolean {
  return code === Char.space || code === Char.lineFeed || Number.isNaN(code);
}

/** Moves behind the spaces that stand here. */
export function skipSpaces(cursor: Cursor): void {
  while (cursor.text.charCodeAt(cursor.at) === Char.space) cursor.at += 1;
}

/** Moves to the end of the line, from behind a value: nothing but spaces and a comment may follow it. */
export function endLine(cursor: Cursor): void {
  const start = cursor.at;
  skipSpaces(cursor);
  const code = cursor.text.charCodeAt(cursor.at);
  if (code === Char.hash && cursor.at > start) skipComment(cursor);
  else if (code !== Char.lineFeed && cursor.at < cursor.text.length) throw beyond;
}

/** Moves to the end of the line that a comment fills. */
export function skipComment(cursor: Cursor): void {
  const end = cursor.text.indexOf('\n', cursor.at);
  cursor.at = end === -1 ? cursor.text.length : end;
}

/** Moves from the end of a line to the next content, behind blank lines and comments, and notes its column. */
export function nextContent(cursor: Cursor): void {
  const { text } = cursor;
  while (cursor.at < text.length) {
    cursor.at += 1;
    cursor.lineStart = cursor.at;
    skipSpaces(cursor);
    const code = text.charCodeAt(cursor.at);
    if (code === Char.hash) skipComment(cursor);
    else if (code !== Char.lineFeed && cursor.at < text.length) {
      cursor.column = cursor.at - cursor.lineStart;
      return;
    }
  }
  cursor.column = -1;
}
