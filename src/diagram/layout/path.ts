import type { Point, Rect, Way } from './layout.ts';

const TOLERANCE = 0.05;

/** Returns a line of horizontal and vertical pieces without points that change nothing. */
export function withoutNeedless(points: readonly Point[]): readonly Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    const last = kept.at(-1);
    if (last !== undefined && isNear(last.x, point.x) && isNear(last.y, point.y)) continue;
    const before = kept.at(-2);
    if (last !== undefined && before !== undefined && isBetween(before, last, point)) kept.pop();
    kept.push(point);
  }
  return kept;
}

/** A step to the side that is not larger looks like a mistake. */
const STEP = 4;

/**
 * Returns the points of a way without small steps to the side: one of the two upright pieces is moved, rather not one
 * that ends at a block, and never one with the label on it.
 */
export function withoutSteps({ points, label }: Way): readonly Point[] {
  const moved = [...points];
  for (let at = 1; at + 2 < moved.length; at += 1) {
    const [above, start, end, below] = moved.slice(at - 1, at + 3);
    if (above === undefined || start === undefined || end === undefined || below === undefined) continue;
    const isStep = isNear(start.y, end.y) && Math.abs(start.x - end.x) <= STEP;
    if (!isStep || !isNear(above.x, start.x) || !isNear(end.x, below.x)) continue;
    const mayMoveFirst = !isLabelled(above, start, label);
    const mayMoveSecond = !isLabelled(end, below, label);
    const isSecondBetter = at + 3 < moved.length || at === 1;
    if (mayMoveSecond && (isSecondBetter || !mayMoveFirst)) {
      moved.splice(at + 1, 2, { ...end, x: start.x }, { ...below, x: start.x });
    } else if (mayMoveFirst) {
      moved.splice(at - 1, 2, { ...above, x: end.x }, { ...start, x: end.x });
    }
  }
  return withoutNeedless(moved);
}

/** True if an upright piece of a way runs through its label. */
function isLabelled(from: Point, to: Point, label: Rect | null): boolean {
  if (label === null) return false;
  const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
  return top < label.y + label.height && bottom > label.y;
}

/** True if the middle one of three points lies on the line on through them. */
function isBetween(before: Point, middle: Point, after: Point): boolean {
  const isVertical = isNear(before.x, middle.x) && isNear(middle.x, after.x);
  const isHorizontal = isNear(before.y, middle.y) && isNear(middle.y, after.y);
  return isVertical || isHorizontal;
}

/** True if two coordinates are the same but for the fractions that ELK calculates with. */
export function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) < TOLERANCE;
}
