/** A text with the offsets at which its lines start, so that an offset becomes a line and a column at the edge only. */
export interface Source {
  /** As the user named it; forward slashes. Shown in messages. */
  readonly path: string;
  readonly text: string;
  /** UTF-16 offset of the first character of each line, ascending; the first is 0. */
  readonly lineStarts: readonly number[];
}

/** A place in a source: UTF-16 offsets, end exclusive. Reported by rules as a value, so it always exists. */
export interface Span {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

/** A 1-based line and column; the column counts UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Returns the source of a text. Lines end at LF or CRLF; a lone CR is no line end (as in YAML 1.2 editors). */
export function createSource(path: string, text: string): Source {
  const lineStarts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lineStarts.push(at + 1);
  return { path, text, lineStarts };
}

/** Returns the 1-based line and column of an offset, by binary search; an offset past the end is the end. */
export function positionAt(source: Source, offset: number): Position {
  const at = Math.max(0, Math.min(offset, source.text.length));
  let low = 0;
  let high = source.lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((source.lineStarts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: at - (source.lineStarts[low] ?? 0) + 1 };
}
