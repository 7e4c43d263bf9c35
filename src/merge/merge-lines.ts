import { diffLines, type Hunk } from './diff-lines.ts';

/** Lines `start` to `end` (exclusive) of one side. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
}

/** A piece of a merged text, in order. */
export type Part =
  /** Of ours: unchanged, changed by us alone, or by both in the same way. */
  | { readonly type: 'ours'; readonly ours: LineRange }
  /** Of theirs, in the place of what ours has there. */
  | { readonly type: 'theirs'; readonly theirs: LineRange }
  | { readonly type: 'conflict'; readonly ours: LineRange; readonly theirs: LineRange };

/** The lines of the three texts, without what is not compared of them. */
export interface Sides {
  readonly base: readonly string[];
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
}

/** Two conflicts with so few lines between them are one. */
const NEAR = 3;

/**
 * Returns the three-way merge by line, as `git merge-file` makes it: changes that touch each other are a conflict unless they
 * are the same; a conflict is no larger than what differs between the two sides.
 */
export function mergeLines(sides: Sides): readonly Part[] {
  const ids = new Map<string, number>();
  const [base, ours, theirs] = [sides.base, sides.ours, sides.theirs].map((lines) => numberLines(lines, ids));
  if (base === undefined || ours === undefined || theirs === undefined) return [];
  const parts: Part[] = [];
  let at = 0;
  for (const region of regionsOf(diffLines(base, ours), diffLines(base, theirs))) {
    if (region.type === 'ours') continue;
    addOurs(parts, { start: at, end: region.ours.start });
    at = region.ours.end;
    if (region.type === 'theirs') parts.push({ type: 'theirs', theirs: region.theirs });
    else parts.push(...differing(region, ours, theirs));
  }
  addOurs(parts, { start: at, end: ours.length });
  return joinNear(parts, sides.ours);
}

/** Returns a number for each line, the same for equal ones; new lines are added to the numbers. */
export function numberLines(lines: readonly string[], ids: Map<string, number>): Int32Array {
  return Int32Array.from(lines, (line) => {
    const id = ids.get(line) ?? ids.size;
    ids.set(line, id);
    return id;
  });
}

function addOurs(parts: Part[], ours: LineRange): void {
  const last = parts.at(-1);
  if (ours.end <= ours.start) return;
  if (last?.type === 'ours')
    parts[parts.length - 1] = { type: 'ours', ours: { ...last.ours, end: ours.end } };
  else parts.push({ type: 'ours', ours });
}

/** Changes that touch each other, and what both sides have there. */
export interface Region {
  /** Who changed it. */
  readonly type: 'ours' | 'theirs' | 'both';
  readonly base: LineRange;
  readonly ours: LineRange;
  readonly theirs: LineRange;
}

/** Returns the places that one side or both changed, in order, from the changes of each side. */
export function* regionsOf(ourHunks: readonly Hunk[], theirHunks: readonly Hunk[]): Generator<Region> {
  const ours = createSide(ourHunks);
  const theirs = createSide(theirHunks);
  for (;;) {
    const start = Math.min(ours.nextStart(), theirs.nextStart());
    if (start === Number.POSITIVE_INFINITY) return;
    const begins = { ours: ours.placeOf(start), theirs: theirs.placeOf(start) };
    let end = start;
    let [byUs, byThem] = [false, false];
    while (ours.nextStart() <= end || theirs.nextStart() <= end) {
      if (ours.nextStart() <= end) [end, byUs] = [Math.max(end, ours.take()), true];
      else [end, byThem] = [Math.max(end, theirs.take()), true];
    }
    const type = byUs && byThem ? 'both' : byUs ? 'ours' : 'theirs';
    yield {
      type,
      base: { start, end },
      ours: { start: begins.ours, end: ours.placeOf(end) },
      theirs: { start: begins.theirs, end: theirs.placeOf(end) },
    };
  }
}

function createSide(hunks: readonly Hunk[]) {
  let index = 0;
  let shift = 0;
  return {
    /** Line of the base. */
    nextStart: () => hunks[index]?.oldStart ?? Number.POSITIVE_INFINITY,
    /** Line of this side for a line of the base that no change ahead contains. */
    placeOf: (line: number) => line + shift,
    /** Goes behind the next change; returns the line of the base where it ends. */
    take: () => {
      const hunk = hunks[index];
      if (hunk === undefined) return 0;
      index += 1;
      shift = hunk.newEnd - hunk.oldEnd;
      return hunk.oldEnd;
    },
  };
}

/** What both changed, without the lines that they made the same of. */
function differing({ ours, theirs }: Region, ourLines: Int32Array, theirLines: Int32Array): readonly Part[] {
  const parts: Part[] = [];
  let at = ours.start;
  const hunks = diffLines(
    ourLines.subarray(ours.start, ours.end),
    theirLines.subarray(theirs.start, theirs.end),
  );
  for (const { oldStart, oldEnd, newStart, newEnd } of hunks) {
    addOurs(parts, { start: at, end: ours.start + oldStart });
    at = ours.start + oldEnd;
    parts.push({
      type: 'conflict',
      ours: { start: ours.start + oldStart, end: at },
      theirs: { start: theirs.start + newStart, end: theirs.start + newEnd },
    });
  }
  addOurs(parts, { start: at, end: ours.end });
  return parts;
}

/** Makes one of two conflicts where there is little between them, and nothing that only one side changed. */
function joinNear(parts: readonly Part[], lines: readonly string[]): readonly Part[] {
  const joined: Part[] = [];
  for (const part of parts) {
    const [before, between] = joined.slice(-2);
    const isNear =
      part.type === 'conflict' &&
      before?.type === 'conflict' &&
      between?.type === 'ours' &&
      between.ours.end - between.ours.start === part.ours.start - before.ours.end &&
      part.ours.start - before.ours.end === part.theirs.start - before.theirs.end &&
      isLittle(lines.slice(between.ours.start, between.ours.end));
    if (!isNear) joined.push(part);
    else {
      const ours = { start: before.ours.start, end: part.ours.end };
      joined.splice(-2, 2, {
        type: 'conflict',
        ours,
        theirs: { start: before.theirs.start, end: part.theirs.end },
      });
    }
  }
  return joined;
}

function isLittle(lines: readonly string[]): boolean {
  return lines.length <= NEAR || !lines.some((line) => /[\p{L}\p{N}]/u.test(line));
}
