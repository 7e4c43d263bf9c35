/** Steps after which a split is good enough: bounds the time for texts that have little in common. */
const LEAST_COST = 256;
/** A part of both texts, by places among the compared lines. */
export interface Box {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
}

/** Furthest places reached, by diagonal (old place less new place), and which diagonals those are. */
interface Front {
  readonly reached: Int32Array;
  low: number;
  high: number;
}

/** Where both texts are divided. */
export type Split = readonly [oldAt: number, newAt: number];

/**
 * Returns a function that finds, for a box whose texts differ at both ends, a place on a shortest way through it, searching
 * from both ends at once; where that takes too many steps, the place that one of the two came furthest to.
 */
export function createSearch(old: Int32Array, now: Int32Array): (box: Box) => Split {
  const size = old.length + now.length + 3;
  const middle = now.length + 1;
  const forward: Front = { reached: new Int32Array(size), low: 0, high: 0 };
  const backward: Front = { reached: new Int32Array(size), low: 0, high: 0 };
  const mostCost = Math.max(LEAST_COST, powerNearRoot(size));
  return (box) => {
    const first = box.oldStart - box.newStart;
    const last = box.oldEnd - box.newEnd;
    start(forward, first, box.oldStart);
    start(backward, last, box.oldEnd);
    const isOdd = ((first - last) & 1) !== 0;
    for (let cost = 1; ; cost += 1) {
      const met = stepForward(box, isOdd) ?? stepBackward(box, isOdd);
      if (met !== null) return met;
      if (cost >= mostCost) return furthest(box);
    }
  };

  function start(front: Front, diagonal: number, place: number): void {
    front.low = diagonal;
    front.high = diagonal;
    front.reached[middle + diagonal] = place;
  }

  /** One diagonal more on each side, or one less where the box ends. */
  function widen(front: Front, box: Box, outside: number): void {
    if (front.low > box.oldStart - box.newEnd) {
      front.low -= 1;
      front.reached[middle + front.low - 1] = outside;
    } else front.low += 1;
    if (front.high < box.oldEnd - box.newStart) {
      front.high += 1;
      front.reached[middle + front.high + 1] = outside;
    } else front.high -= 1;
  }

  function stepForward(box: Box, mayMeet: boolean): Split | null {
    widen(forward, box, -1);
    const { reached } = forward;
    for (let diagonal = forward.high; diagonal >= forward.low; diagonal -= 2) {
      const left = reached[middle + diagonal - 1] ?? 0;
      const right = reached[middle + diagonal + 1] ?? 0;
      let at = left >= right ? left + 1 : right;
      while (at < box.oldEnd && at - diagonal < box.newEnd && old[at] === now[at - diagonal]) at += 1;
      reached[middle + diagonal] = at;
      const isCommon = mayMeet && backward.low <= diagonal && diagonal <= backward.high;
      if (isCommon && (backward.reached[middle + diagonal] ?? 0) <= at) return [at, at - diagonal];
    }
    return null;
  }

  function stepBackward(box: Box, isOdd: boolean): Split | null {
    widen(backward, box, 0x7fffffff);
    const { reached } = backward;
    for (let diagonal = backward.high; diagonal >= backward.low; diagonal -= 2) {
      const left = reached[middle + diagonal - 1] ?? 0;
      const right = reached[middle + diagonal + 1] ?? 0;
      let at = left < right ? left : right - 1;
      while (at > box.oldStart && at - diagonal > box.newStart && old[at - 1] === now[at - diagonal - 1])
        at -= 1;
      reached[middle + diagonal] = at;
      const isCommon = !isOdd && forward.low <= diagonal && diagonal <= forward.high;
      if (isCommon && at <= (forward.reached[middle + diagonal] ?? 0)) return [at, at - diagonal];
    }
    return null;
  }

  function furthest(box: Box): Split {
    let [most, mostAt, mostDiagonal] = [-1, box.oldStart, 0];
    for (let diagonal = forward.high; diagonal >= forward.low; diagonal -= 2) {
      const at = Math.min(forward.reached[middle + diagonal] ?? 0, box.oldEnd, box.newEnd + diagonal);
      if (at * 2 - diagonal > most) [most, mostAt, mostDiagonal] = [at * 2 - diagonal, at, diagonal];
    }
    let [least, leastAt, leastDiagonal] = [Number.POSITIVE_INFINITY, box.oldEnd, 0];
    for (let diagonal = backward.high; diagonal >= backward.low; diagonal -= 2) {
      const at = Math.max(backward.reached[middle + diagonal] ?? 0, box.oldStart, box.newStart + diagonal);
      if (at * 2 - diagonal < least) [least, leastAt, leastDiagonal] = [at * 2 - diagonal, at, diagonal];
    }
    const isForward = box.oldEnd + box.newEnd - least < most - (box.oldStart + box.newStart);
    return isForward ? [mostAt, mostAt - mostDiagonal] : [leastAt, leastAt - leastDiagonal];
  }
}

/** Returns a power of two near the square root. */
export function powerNearRoot(value: number): number {
  let power = 1;
  for (let rest = value; rest > 0; rest >>= 2) power <<= 1;
  return power;
}
