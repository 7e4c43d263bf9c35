import type { LayoutGroup, LayoutRequest, Rect } from './layout.ts';
import { isNear } from './path.ts';

/** Returns the frame around the blocks of each group; those of one rank with one row each are equally high. */
export function framesOf(
  groups: readonly LayoutGroup[],
  blocks: ReadonlyMap<string, Rect>,
  inset: LayoutRequest['inset'],
): ReadonlyMap<string, Rect> {
  const frames = groups.flatMap(({ id, rank, blocks: own }) => {
    const rects = own.flatMap((block) => blocks.get(block.id) ?? []);
    if (rects.length === 0) return [];
    const isOneRow = rects.every(({ y }) => isNear(y, rects[0]?.y ?? y));
    return [{ id, rect: grown(hullOf(rects), inset), row: isOneRow ? rank : null }];
  });
  const tallest = (row: number) =>
    Math.max(...frames.filter((one) => one.row === row).map(({ rect }) => rect.height));
  return new Map(
    frames.map(({ id, rect, row }) => [id, row === null ? rect : { ...rect, height: tallest(row) }]),
  );
}

/** Returns the smallest rectangle around some; there is at least one. */
export function hullOf(rects: readonly Rect[]): Rect {
  const x = Math.min(...rects.map((rect) => rect.x));
  const y = Math.min(...rects.map((rect) => rect.y));
  const right = Math.max(...rects.map(rightOf));
  const bottom = Math.max(...rects.map(bottomOf));
  return { x, y, width: right - x, height: bottom - y };
}

function grown({ x, y, width, height }: Rect, { head, side, foot }: LayoutRequest['inset']): Rect {
  return { x: x - side, y: y - head, width: width + 2 * side, height: height + head + foot };
}

/** Returns the x of the right edge. */
export function rightOf({ x, width }: Rect): number {
  return x + width;
}

/** Returns the y of the lower edge. */
export function bottomOf({ y, height }: Rect): number {
  return y + height;
}
