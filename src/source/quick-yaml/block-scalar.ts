import { LIMITS } from '../limits.ts';
import type { Read } from './plain-scalar.ts';
import { beyond, Char, type Cursor, endLine } from './text-cursor.ts';

/**
 * Reads a literal (`|`) or folded (`>`) scalar, with `-` or without, whose lines are indented further than `indent`. Those
 * that keep their last line ends, or say how far they are indented, are not read here. The cursor is then at a line end.
 */
export function readBlockScalar(cursor: Cursor, indent: number): Read {
  const { text } = cursor;
  const isFolded = text.charCodeAt(cursor.at) === Char.greater;
  cursor.at += 1;
  const isStripped = text.charCodeAt(cursor.at) === Char.dash;
  if (isStripped) cursor.at += 1;
  endLine(cursor);
  const { lines, end } = readLines(cursor, indent);
  const value = isFolded ? fold(lines) : lines.join('\n');
  return { value: isStripped ? value : `${value}\n`, end };
}

/** Returns the lines up to the last that is not blank, without the indentation of the first; and the offset behind them. */
function readLines(cursor: Cursor, indent: number): { readonly lines: string[]; readonly end: number } {
  const { text } = cursor;
  const lines: string[] = [];
  let margin = -1;
  let content = 0;
  let end = 0;
  const start = cursor.at;
  while (cursor.at < text.length) {
    const lineStart = cursor.at + 1;
    if (lineStart - start > LIMITS.valueLength) throw beyond;
    const found = text.indexOf('\n', lineStart);
    const lineEnd = found === -1 ? text.length : found;
    let at = lineStart;
    while (at < lineEnd && text.charCodeAt(at) === Char.space) at += 1;
    const column = at - lineStart;
    if (at === lineEnd) {
      // Spaces beyond the margin are content, and before there is a margin nobody knows.
      if (margin === -1 || column > margin) throw beyond;
      lines.push('');
    } else {
      if (margin === -1 && column > indent) margin = column;
      if (margin === -1) throw beyond;
      if (column < margin) break;
      lines.push(text.slice(lineStart + margin, lineEnd));
      content = lines.length;
      end = Math.min(lineEnd + 1, text.length);
    }
    cursor.at = lineEnd;
  }
  if (content === 0) throw beyond;
  lines.length = content;
  return { lines, end };
}

/** Joins lines with spaces, but for those that are indented further than the first: YAML 1.2, section 8.1.3. */
function fold(lines: readonly string[]): string {
  let folded = '';
  let separator = '';
  let wasIndented = false;
  for (const line of lines) {
    if (line === '') {
      if (separator === '\n') folded += '\n';
      else separator = '\n';
    } else if (line.charCodeAt(0) === Char.space) {
      if (separator === ' ') separator = '\n';
      else if (!wasIndented && separator === '\n') separator = '\n\n';
      folded += separator + line;
      separator = '\n';
      wasIndented = true;
    } else {
      folded += separator + line;
      separator = ' ';
      wasIndented = false;
    }
  }
  return folded;
}
