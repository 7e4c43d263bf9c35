import { diffLines } from './diff-lines.ts';

/**
 * Returns a function that says which line of a text as it was became a line of the text as it is now, both 1-based; null for one that
 * is new or another.
 */
export function linesBefore(before: string, after: string): (line: number) => number | null {
  const ids = new Map<string, number>();
  const numbered = (text: string) =>
    Int32Array.from(text.split(/\r?\n/), (content) => {
      const id = ids.get(content) ?? ids.size;
      ids.set(content, id);
      return id;
    });
  const hunks = diffLines(numbered(before), numbered(after));
  return (line) => {
    let shift = 0;
    for (const { oldEnd, newStart, newEnd } of hunks) {
      if (line - 1 < newStart) break;
      if (line - 1 < newEnd) return null;
      shift = oldEnd - newEnd;
    }
    return line + shift;
  };
}
