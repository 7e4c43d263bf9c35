import { positionAt, type Source, type Span } from '../source/source.ts';
import { escapeControl } from './escape-control.ts';

/** A line longer than this is shown around the marked place only. */
const WIDEST = 120;

/**
 * Returns the line of the span's start, with its number and a row of carets under the marked part, preceded by the line
 * before it: 2 or 3 lines, each ending without a line break. A span over several lines is marked to the end of the first.
 */
export function codeFrame(span: Span): readonly string[] {
  const { source } = span;
  const { line, column } = positionAt(source, span.start);
  const gutter = String(line).length;
  const number = (at: number) => `  ${String(at).padStart(gutter)} | `;
  const text = lineText(source, line);
  const from = Math.max(0, Math.min(column - 1 - WIDEST / 2, text.length - WIDEST));
  const shown = (raw: string) => escapeControl(sliceWhole(raw, from, from + WIDEST)).replaceAll('\t', ' ');
  const markedTo = Math.min(from + WIDEST, column - 1 + Math.max(1, span.end - span.start));
  const before = shown(text.slice(0, column - 1)).length;
  const width = Math.max(1, escapeControl(sliceWhole(text, column - 1, markedTo)).length);
  const frame = [
    `${number(line)}${shown(text)}`,
    `  ${' '.repeat(gutter)} | ${' '.repeat(before)}${'^'.repeat(width)}`,
  ];
  const previous = line > 1 ? shown(lineText(source, line - 1)) : '';
  return previous.trim() === '' ? frame : [`${number(line - 1)}${previous}`, ...frame];
}

/** Returns a part of a text, no half of a character at its ends. */
function sliceWhole(text: string, from: number, to: number): string {
  return text.slice(isSecondHalf(text, from) ? from + 1 : from, isSecondHalf(text, to) ? to - 1 : to);
}

function isSecondHalf(text: string, at: number): boolean {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(Math.max(0, at - 1), at + 1));
}

function lineText(source: Source, line: number): string {
  const start = source.lineStarts[line - 1] ?? 0;
  const end = source.lineStarts[line] ?? source.text.length;
  const text = source.text.slice(start, end);
  if (text.endsWith('\r\n')) return text.slice(0, -2);
  return text.endsWith('\n') ? text.slice(0, -1) : text;
}
