import type { Span } from '../../source/source.ts';
import { rangeOf } from '../diagnostic.ts';

/** Returns the last line that holds a part of a span, 1-based: one that ends where a line starts ends before that line. */
export function lastLineOf(span: Span): number {
  const { start, end } = rangeOf(span);
  return end.column === 1 && end.line > start.line ? end.line - 1 : end.line;
}
