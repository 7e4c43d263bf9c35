import { diffLines, type Hunk } from '../merge/diff-lines.ts';
import { numberLines } from '../merge/merge-lines.ts';

/** Two renderings of what a text says: as it is, and as it is after a change. */
export interface Renderings {
  readonly unchanged: string;
  readonly changed: string;
}

/**
 * Returns a text with what differs between two renderings of what it says. A rendering has a layout of its own: only the lines
 * that differ come in, and what is written elsewhere stays.
 */
export function keepLayout(text: string, { unchanged, changed }: Renderings): string {
  const ids = new Map<string, number>();
  const [old, now] = [text.split('\n'), changed.split('\n')];
  const rendered = numberLines(unchanged.split('\n'), ids);
  const layout = diffLines(rendered, numberLines(old, ids));
  const changes = diffLines(rendered, numberLines(now, ids));
  const lines: string[] = [];
  let done = 0;
  let growth = 0;
  for (const region of regionsOf(changes, layout)) {
    const from = placeIn(layout, region);
    const start = region.start + growth;
    growth += region.growth;
    lines.push(...old.slice(done, from.start), ...now.slice(start, region.end + growth));
    done = from.end;
  }
  return [...lines, ...old.slice(done)].join('\n');
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Lines of the unchanged rendering that change, and by how many they become more. */
interface Region extends Range {
  readonly growth: number;
}

/** Returns the changes in order, each with all of the layout's differences that it cuts through. */
function regionsOf(changes: readonly Hunk[], layout: readonly Hunk[]): readonly Region[] {
  const regions: Region[] = [];
  for (const change of changes) {
    let range: Range = { start: change.oldStart, end: change.oldEnd };
    for (const hunk of layout) if (cutsThrough(hunk, range)) range = around(hunk, range);
    const region = { ...range, growth: growthOf(change) };
    const last = regions.at(-1);
    if (last === undefined || region.start >= last.end) regions.push(region);
    else {
      const end = Math.max(last.end, region.end);
      regions[regions.length - 1] = { start: last.start, end, growth: last.growth + region.growth };
    }
  }
  return regions;
}

function growthOf({ oldStart, oldEnd, newStart, newEnd }: Hunk): number {
  return newEnd - newStart - (oldEnd - oldStart);
}

function cutsThrough({ oldStart, oldEnd }: Hunk, { start, end }: Range): boolean {
  return oldStart < end && start < oldEnd;
}

function around({ oldStart, oldEnd }: Hunk, { start, end }: Range): Range {
  return { start: Math.min(start, oldStart), end: Math.max(end, oldEnd) };
}

/** Returns where a range is in the written text. What that has at its start stands before it, at its end behind it. */
function placeIn(layout: readonly Hunk[], range: Range): Range {
  let start = range.start;
  let length = range.end - range.start;
  for (const hunk of layout) {
    if (hunk.oldEnd <= range.start) start += growthOf(hunk);
    else if (hunk.oldEnd <= range.end && hunk.oldStart < range.end) length += growthOf(hunk);
  }
  return { start, end: start + length };
}
