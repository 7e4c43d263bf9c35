import { slideChanges } from './slide-changes.ts';
import { type Box, createSearch, powerNearRoot } from './split-search.ts';

/** Lines `oldStart` to `oldEnd` (exclusive) became lines `newStart` to `newEnd`; one of the two may be empty. */
export interface Hunk {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
}

/** A line that the other text has so often says little about where it belongs. */
const MOST_OFTEN = 1024;
const WINDOW = 100;

/**
 * Returns the changes from one list of lines to another, in order; between two of them is at least one line of both. Lines
 * are numbers, equal where the lines are. By the divide-and-conquer algorithm of E. Myers ("An O(ND) Difference Algorithm
 * and Its Variations", 1986), with the same choices among equally short ways as git's, so that what git can merge comes out
 * the same here. The time is bounded: for texts that differ a lot, the changes may not be the fewest.
 */
export function diffLines(before: Int32Array, after: Int32Array): readonly Hunk[] {
  const old = { lines: before, isChanged: new Uint8Array(before.length) };
  const now = { lines: after, isChanged: new Uint8Array(after.length) };
  const { start, oldEnd, newEnd } = differingPart(before, after);
  const oldKept = informativeLines(old, after, { start, end: oldEnd });
  const newKept = informativeLines(now, before, { start, end: newEnd });
  markChanges(
    { ...old, kept: oldKept, ids: oldKept.map((at) => before[at] ?? -1) },
    { ...now, kept: newKept, ids: newKept.map((at) => after[at] ?? -1) },
  );
  slideChanges(old, now);
  slideChanges(now, old);
  return hunksOf(old.isChanged, now.isChanged);
}

/** The lines of one text, and which of them the other one does not have. */
export interface MarkedLines {
  readonly lines: Int32Array;
  readonly isChanged: Uint8Array;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function differingPart(before: Int32Array, after: Int32Array) {
  let start = 0;
  let oldEnd = before.length;
  let newEnd = after.length;
  while (start < oldEnd && start < newEnd && before[start] === after[start]) start += 1;
  while (oldEnd > start && newEnd > start && before[oldEnd - 1] === after[newEnd - 1]) {
    oldEnd -= 1;
    newEnd -= 1;
  }
  return { start, oldEnd, newEnd };
}

const [UNMATCHED, MATCHED, OFTEN] = [0, 1, 2];

/** Returns the places of the lines worth comparing; the others are marked as changed at once. */
function informativeLines({ lines, isChanged }: MarkedLines, others: Int32Array, range: Range): Int32Array {
  const counts = new Map<number, number>();
  for (const line of others) counts.set(line, (counts.get(line) ?? 0) + 1);
  const often = Math.min(powerNearRoot(lines.length), MOST_OFTEN);
  const kinds = lines.slice(range.start, range.end).map((line) => {
    const count = counts.get(line) ?? 0;
    return count === 0 ? UNMATCHED : count >= often ? OFTEN : MATCHED;
  });
  const kept: number[] = [];
  kinds.forEach((kind, index) => {
    if (kind === MATCHED || (kind === OFTEN && !isLost(kinds, index))) kept.push(range.start + index);
    else isChanged[range.start + index] = 1;
  });
  return Int32Array.from(kept);
}

/** True for a frequent line amid lines without a match: three of four around it, on both sides, have none. */
function isLost(kinds: Int32Array, index: number): boolean {
  const before = countAround(kinds, index, -1);
  const after = countAround(kinds, index, 1);
  if (before.unmatched === 0 || after.unmatched === 0) return false;
  const often = before.often + after.often + 2;
  return often * 4 < often + before.unmatched + after.unmatched;
}

function countAround(kinds: Int32Array, index: number, step: 1 | -1) {
  let unmatched = 0;
  let often = 0;
  for (let distance = 1; distance <= WINDOW; distance += 1) {
    const kind = kinds[index + distance * step];
    if (kind === UNMATCHED) unmatched += 1;
    else if (kind === OFTEN) often += 1;
    else break;
  }
  return { unmatched, often };
}

interface Compared extends MarkedLines {
  /** Where the compared lines stand among all. */
  readonly kept: Int32Array;
  readonly ids: Int32Array;
}

function markChanges(old: Compared, now: Compared): void {
  const search = createSearch(old.ids, now.ids);
  const open: Box[] = [{ oldStart: 0, oldEnd: old.ids.length, newStart: 0, newEnd: now.ids.length }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const box = withoutEnds(next, old.ids, now.ids);
    if (box.oldStart === box.oldEnd || box.newStart === box.newEnd) {
      for (let at = box.oldStart; at < box.oldEnd; at += 1) old.isChanged[old.kept[at] ?? 0] = 1;
      for (let at = box.newStart; at < box.newEnd; at += 1) now.isChanged[now.kept[at] ?? 0] = 1;
      continue;
    }
    const [oldAt, newAt] = search(box);
    open.push({ ...box, oldStart: oldAt, newStart: newAt }, { ...box, oldEnd: oldAt, newEnd: newAt });
  }
}

function withoutEnds(box: Box, old: Int32Array, now: Int32Array): Box {
  let { oldStart, oldEnd, newStart, newEnd } = box;
  while (oldStart < oldEnd && newStart < newEnd && old[oldStart] === now[newStart]) {
    oldStart += 1;
    newStart += 1;
  }
  while (oldStart < oldEnd && newStart < newEnd && old[oldEnd - 1] === now[newEnd - 1]) {
    oldEnd -= 1;
    newEnd -= 1;
  }
  return { oldStart, oldEnd, newStart, newEnd };
}

function hunksOf(oldChanged: Uint8Array, newChanged: Uint8Array): readonly Hunk[] {
  const hunks: Hunk[] = [];
  let [oldAt, newAt] = [0, 0];
  while (oldAt < oldChanged.length || newAt < newChanged.length) {
    const [oldStart, newStart] = [oldAt, newAt];
    while (oldChanged[oldAt] === 1) oldAt += 1;
    while (newChanged[newAt] === 1) newAt += 1;
    if (oldAt > oldStart || newAt > newStart)
      hunks.push({ oldStart, oldEnd: oldAt, newStart, newEnd: newAt });
    oldAt += 1;
    newAt += 1;
  }
  return hunks;
}
