import type { Source } from '../source/source.ts';

/** Which lines of a text hold more than blanks and comments. Lines are 1-based. */
export interface ContentLines {
  /** Returns the first line with content behind a line, or the last line of the text: several comments may stand before one line. */
  nextAfter(line: number): number;
  /** True if nothing but comments, blank lines and document marks stands before a line. */
  isAtTop(line: number): boolean;
}

const BLANK = /^\s*(#|$)/;
const DOCUMENT_MARK = /^\s*---\s*$/;

/** Returns the lines with content of a text, which is read once, whatever is asked. */
export function contentLinesOf({ text, lineStarts }: Source): ContentLines {
  const last = lineStarts.length;
  const next = new Uint32Array(last + 1).fill(last);
  let top = last;
  for (let line = last; line >= 1; line--) {
    const content = text.slice(lineStarts[line - 1] ?? text.length, lineStarts[line] ?? text.length);
    const isBlank = BLANK.test(content);
    if (!isBlank && !DOCUMENT_MARK.test(content)) top = line;
    next[line - 1] = isBlank ? (next[line] ?? last) : line;
  }
  return {
    nextAfter: (line) => Math.max(next[line] ?? last, line + 1),
    isAtTop: (line) => line <= top,
  };
}
