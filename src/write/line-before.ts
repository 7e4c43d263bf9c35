import { diffLines } from '../merge/diff-lines.ts';

/** Returns which line of a text as it was became a line of the text as it is now, both 1-based; null where it is a new or another one. */
export function lineBefore(before: string, after: string, line: number): number | null {
  const ids = new Map<string, number>();
  const numbered = (text: string) =>
    Int32Array.from(text.split(/\r?\n/), (content) => {
      const id = ids.get(content) ?? ids.size;
      ids.set(content, id);
      return id;
    });
  let shift = 0;
  for (const { oldEnd, newStart, newEnd } of diffLines(numbered(before), numbered(after))) {
    if (line - 1 < newStart) break;
    if (line - 1 < newEnd) return null;
    shift = oldEnd - newEnd;
  }
  return line + shift;
}
