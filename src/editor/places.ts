import type { Location, Position, Range, TextEdit } from 'vscode-languageserver';
import type { TextEdit as Edit } from '../diagnostics/diagnostic.ts';
import { positionAt, type Source, type Span } from '../source/source.ts';

/** Returns an offset as the protocol counts: line and character from 0, characters in UTF-16 units. */
export function toPosition(source: Source, offset: number): Position {
  const { line, column } = positionAt(source, offset);
  return { line: line - 1, character: column - 1 };
}

/** Returns the offset of a position; one behind the end of its line is the end of that line. */
export function toOffset(source: Source, { line, character }: Position): number {
  const start = source.lineStarts[line] ?? source.text.length;
  const next = source.lineStarts[line + 1] ?? source.text.length + 1;
  return Math.min(start + character, next - 1);
}

/** Returns a span as a range, end exclusive. */
export function toRange({ source, start, end }: Span): Range {
  return { start: toPosition(source, start), end: toPosition(source, end) };
}

/** Returns a span in a document. */
export function toLocation(uri: string, span: Span): Location {
  return { uri, range: toRange(span) };
}

/** Returns an edit as the protocol has it. */
export function toTextEdit({ span, text }: Edit): TextEdit {
  return { range: toRange(span), newText: text };
}
