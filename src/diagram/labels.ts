import { samplePoints } from './curve.ts';
import type { Layout } from './layout.ts';
import type { Point, Way } from './route.ts';
import { measureText } from './text-width.ts';

/** A label that found a free place: its centre, and the width of its text. */
export interface PlacedLabel extends Point {
  readonly way: Way;
  readonly text: string;
  readonly width: number;
}

interface Rect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const LABEL_SIZE_PX = 10.5;

/** Where on a way a label is tried, as shares of its length: the middle first. */
const TRIED = [0.5, 0.58, 0.42, 0.66, 0.34, 0.74, 0.26, 0.82, 0.18];

/**
 * Returns the labels that fit: on their way, over no box, no frame's title and no other label. Those given first are
 * placed first; what finds no place is left out (the line's tooltip says the same).
 */
export function placeLabels(
  layout: Layout,
  wishes: readonly { readonly way: Way; readonly text: string }[],
  titles: readonly {
    readonly lines: readonly string[];
    readonly x: number;
    readonly y: number;
    readonly width: number;
  }[],
): readonly PlacedLabel[] {
  const taken: Rect[] = [
    ...layout.boxes.map((box) => rectOf({ x: box.x - 2, y: box.y - 2 }, box.width + 4, box.height + 4)),
    ...titles.map(({ lines, x, y, width }) => rectOf({ x, y: y - 12 }, width, 14 * lines.length + 2)),
  ];
  const lines = layout.ways.map((way) => ({ way, points: samplePoints(way) }));
  const placed: PlacedLabel[] = [];
  for (const { way, text } of wishes) {
    const width = measureText(text, LABEL_SIZE_PX) + 4;
    const free = candidatesOf(way)
      .map((point) => ({ point, rect: rectOf({ x: point.x - width / 2, y: point.y - 8 }, width, 16) }))
      .filter(({ rect }) => rect.left >= 0 && rect.right <= layout.width)
      .filter(({ rect }) => !taken.some((other) => overlap(rect, other)));
    // Better on its own line alone and on no frame's border; but a label there is still better than none.
    const isClear = (rect: Rect) =>
      !onBorder(rect, layout) &&
      lines.every((line) => line.way === way || !line.points.some((point) => contains(rect, point)));
    const best = free.find(({ rect }) => isClear(rect)) ?? free[0];
    if (best === undefined) continue;
    taken.push(best.rect);
    placed.push({ way, text, width, ...best.point });
  }
  return placed;
}

function onBorder(rect: Rect, layout: Layout): boolean {
  return layout.frames.some(({ y, height }) =>
    [y, y + height].some((border) => rect.top < border && rect.bottom > border),
  );
}

function contains(rect: Rect, { x, y }: Point): boolean {
  return x > rect.left && x < rect.right && y > rect.top && y < rect.bottom;
}

function candidatesOf(way: Way): readonly Point[] {
  const samples = samplePoints(way);
  const lengths = [0];
  for (const [index, point] of samples.slice(1).entries()) {
    const before = samples[index] ?? point;
    lengths.push((lengths[index] ?? 0) + Math.hypot(point.x - before.x, point.y - before.y));
  }
  const total = lengths.at(-1) ?? 0;
  return TRIED.flatMap((share) => {
    const index = lengths.findIndex((length) => length >= share * total);
    const point = samples[index];
    return point === undefined ? [] : [point];
  });
}

function rectOf({ x, y }: Point, width: number, height: number): Rect {
  return { left: x, top: y, right: x + width, bottom: y + height };
}

function overlap(a: Rect, b: Rect): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
