import type { MapEntry } from '../source/parsed-document.ts';
import type { Source, Span } from '../source/source.ts';
import type { Located } from './document-index.ts';

/**
 * Returns what an entry without brackets around it takes: its lines, the comment lines right above it and those below its
 * value that are indented further. Null where something else begins on its first line, or where it goes on behind its value.
 */
export function blockLines({ entry }: Located): Span | null {
  const { source, start } = entry.keySpan;
  const begin = lineStart(source, start);
  if (!isSpaces(source.text.slice(begin, start))) return null;
  const column = start - begin;
  let end = lineEnd(source, contentEnd(entry));
  for (let next = end; next < source.text.length; ) {
    next = lineEnd(source, nextLine(source, next));
    if (commentColumn(source, next) <= column) break;
    end = next;
  }
  if (goesOn(source, end, column)) return null;
  return { source, start: withCommentsAbove(source, begin, column), end: nextLine(source, end) };
}

/**
 * Returns what an entry within brackets takes, with the comma that it does not leave to others: whole lines where it has
 * them to itself. Null where a comment of another entry would go with it, or where it has no value, and so no known end.
 */
export function flowPart({ entry, siblings }: Located): Span | null {
  if (!hasValue(entry)) return null;
  const { source, start } = entry.keySpan;
  const at = siblings.indexOf(entry);
  const [before, after] = [siblings[at - 1], siblings[at + 1]];
  const end = behindComma(source, contentEnd(entry));
  const begin = lineStart(source, start);
  const rest = source.text.slice(end, lineEnd(source, end)).trim();
  if (isSpaces(source.text.slice(begin, start)) && (rest === '' || rest.startsWith('#'))) {
    const first = withCommentsAbove(source, begin, start - begin);
    return { source, start: first, end: nextLine(source, lineEnd(source, end)) };
  }
  if (after !== undefined) {
    const between = source.text.slice(end, after.keySpan.start);
    return between.trim() === '' ? { source, start, end: after.keySpan.start } : null;
  }
  if (before === undefined) return null;
  const between = source.text.slice(contentEnd(before), start);
  return between.trim() === ',' ? { source, start: contentEnd(before), end: contentEnd(entry) } : null;
}

/**
 * True if what an entry holds goes on behind the line that ends at an offset, for a key at a column: the dash of a last item that has no
 * value is in no value's span.
 */
export function goesOn({ text }: Source, end: number, column: number): boolean {
  const [, spaces = '', first] = /^(?:[^\S\n]*(?:#.*)?\n)*( *)(\S)/.exec(text.slice(end)) ?? [];
  if (first === undefined) return false;
  return spaces.length > column || (spaces.length === column && first === '-');
}

/** False for a key with nothing behind its colon, or without one. */
export function hasValue({ keySpan, value }: MapEntry): boolean {
  return value.span.start > keySpan.start;
}

/** Returns the offset behind an entry's value; a block of text takes the end of its last line in, which is not counted. */
export function contentEnd({ value }: MapEntry): number {
  const { source, end } = value.span;
  if (source.text[end - 1] !== '\n') return end;
  return source.text[end - 2] === '\r' ? end - 2 : end - 1;
}

/** Returns the offset of the first character of the line that an offset is in. */
export function lineStart({ text }: Source, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** Returns the offset of the end of the line that an offset is in: before its line break. */
export function lineEnd({ text }: Source, offset: number): number {
  const found = text.indexOf('\n', offset);
  if (found === -1) return text.length;
  return found > offset && text[found - 1] === '\r' ? found - 1 : found;
}

/** Returns the offset of the line after the one that ends at an offset; the text's length where there is none. */
function nextLine({ text }: Source, end: number): number {
  const found = text.indexOf('\n', end);
  return found === -1 ? text.length : found + 1;
}

/** The column of the comment that fills the line that ends at an offset; -1: there is none. */
function commentColumn(source: Source, end: number): number {
  const line = source.text.slice(lineStart(source, end), end);
  const column = line.search(/[^ ]/);
  return line[column] === '#' ? column : -1;
}

/** Moves up over the lines that hold nothing but a comment at a column. */
function withCommentsAbove(source: Source, begin: number, column: number): number {
  let first = begin;
  while (first > 0) {
    const end = source.text[first - 2] === '\r' ? first - 2 : first - 1;
    if (commentColumn(source, end) !== column) break;
    first = lineStart(source, end);
  }
  return first;
}

/** Moves behind the comma that comes next, over spaces, line ends and comments; stays where another thing comes. */
function behindComma({ text }: Source, offset: number): number {
  const found = /^(?:\s|#.*\n)*,/.exec(text.slice(offset, offset + 2000));
  return found === null ? offset : offset + found[0].length;
}

function isSpaces(text: string): boolean {
  return /^ *$/.test(text);
}
