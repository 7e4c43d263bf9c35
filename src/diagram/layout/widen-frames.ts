import { bottomOf, rightOf } from './frames.ts';
import type { LayoutGroup, Rect, Way } from './layout.ts';
import { isNear } from './path.ts';

type Frames = ReadonlyMap<string, Rect>;

interface Surroundings {
  readonly groups: readonly LayoutGroup[];
  readonly ways: readonly Way[];
  /** What the whole figure takes. */
  readonly bounds: Rect;
}

/** Free room that a frame keeps to another frame or to a line that is not its own. */
const CLEARANCE = 14;
/** Edges of frames that are closer than that come to stand below each other. */
const ALIGNED = 48;

/**
 * Returns the frames widened: to the left and right edge of the figure where nothing stands between, or to a line that
 * passes; otherwise so that there is room for their titles left of the first line that comes in. Then edges that nearly
 * stand below each other do. No frame becomes narrower.
 */
export function widenFrames(frames: Frames, { groups, ways, bounds }: Surroundings): Frames {
  const uprights = ways.flatMap(({ points }) => uprightsOf(points));
  const lines = [...uprights, ...ways.flatMap(({ points }) => sideways(points))];
  const wishes = new Map(
    groups.map(({ id, titleRoom }) => [id, leftForTitle(frames.get(id), uprights, titleRoom)] as const),
  );
  const leftmost = Math.min(bounds.x, ...wishes.values());
  const widened = new Map(frames);
  for (const [id, frame] of frames) {
    const free = freeBeside(id, widened, lines);
    const left = free.isFirst ? leftmost : (wishes.get(id) ?? frame.x);
    const right = free.isLast ? rightOf(bounds) : rightOf(frame);
    widened.set(id, stretched(frame, Math.max(left, free.left), Math.min(right, free.right)));
  }
  return alignEdges(widened, lines);
}

function leftForTitle(frame: Rect | undefined, uprights: readonly Rect[], titleRoom: number): number {
  if (frame === undefined) return Number.POSITIVE_INFINITY;
  const comeIn = uprights.filter((line) => line.y <= frame.y && bottomOf(line) > frame.y && line.x > frame.x);
  return Math.min(frame.x, ...comeIn.map(({ x }) => x - titleRoom));
}

function alignEdges(frames: Frames, lines: readonly Rect[]): Frames {
  const aligned = new Map(frames);
  for (const [id, frame] of frames) {
    const others = [...aligned.values()];
    const free = freeBeside(id, aligned, lines);
    const lefts = others.map(({ x }) => x).filter((x) => x > frame.x - ALIGNED && x >= free.left);
    const rights = others.map(rightOf).filter((x) => x < rightOf(frame) + ALIGNED && x <= free.right);
    aligned.set(id, stretched(frame, Math.min(frame.x, ...lefts), Math.max(rightOf(frame), ...rights)));
  }
  return aligned;
}

interface Free {
  /** How far the frame may reach. */
  readonly left: number;
  readonly right: number;
  /** True if no other frame stands on that side of it. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

function freeBeside(id: string, frames: Frames, lines: readonly Rect[]): Free {
  const frame = frames.get(id) ?? { x: 0, y: 0, width: 0, height: 0 };
  const isBeside = (rect: Rect) => rect.y < bottomOf(frame) && bottomOf(rect) > frame.y;
  const others = [...frames].filter(([other]) => other !== id).map(([, rect]) => rect);
  const isBefore = (rect: Rect) => isBeside(rect) && rightOf(rect) <= frame.x;
  const isAfter = (rect: Rect) => isBeside(rect) && rect.x >= rightOf(frame);
  const all = [...others, ...lines];
  return {
    left: Math.max(
      Number.NEGATIVE_INFINITY,
      ...all.filter(isBefore).map((rect) => rightOf(rect) + CLEARANCE),
    ),
    right: Math.min(Number.POSITIVE_INFINITY, ...all.filter(isAfter).map(({ x }) => x - CLEARANCE)),
    isFirst: !others.some(isBefore),
    isLast: !others.some(isAfter),
  };
}

function stretched(frame: Rect, left: number, right: number): Rect {
  const x = Math.min(frame.x, left);
  return { ...frame, x, width: Math.max(rightOf(frame), right) - x };
}

/** The vertical pieces of a line, as rectangles without width. */
function uprightsOf(points: Way['points']): readonly Rect[] {
  return points.slice(1).flatMap((to, index) => {
    const from = points[index] ?? to;
    if (!isNear(from.x, to.x)) return [];
    return [{ x: from.x, y: Math.min(from.y, to.y), width: 0, height: Math.abs(to.y - from.y) }];
  });
}

/** A straight line to the side, as a rectangle without height: what it ends at must not move towards it. */
function sideways(points: Way['points']): readonly Rect[] {
  const [from, to, ...others] = points;
  if (from === undefined || to === undefined || others.length > 0 || !isNear(from.y, to.y)) return [];
  return [{ x: Math.min(from.x, to.x), y: from.y, width: Math.abs(to.x - from.x), height: 0 }];
}
