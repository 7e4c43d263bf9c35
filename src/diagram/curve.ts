import type { Point, Way } from './route.ts';

/** Returns the SVG path of a way: vertical within each pair of points, a curve with vertical ends between pairs. */
export function pathOf(way: Way): string {
  const start = way.points[0];
  if (start === undefined) return '';
  let text = `M${at(start)}`;
  for (const segment of segmentsOf(way)) {
    if (segment.type === 'line') text += `V${n(segment.to.y)}`;
    else text += `C${at(segment.control1)} ${at(segment.control2)} ${at(segment.to)}`;
  }
  return text;
}

/** Returns the corners of the arrow's head at the end of a way, as an SVG polygon has them. */
export function arrowOf(way: Way, size: number): string {
  const tip = way.points.at(-1) ?? { x: 0, y: 0 };
  const direction = way.arrivesFromBelow ? 1 : -1;
  const base = tip.y + direction * size * 1.35;
  return `${at(tip)} ${at({ x: tip.x - size * 0.55, y: base })} ${at({ x: tip.x + size * 0.55, y: base })}`;
}

/** Returns points along a way, from start to end, close enough to each other to place a label on one. */
export function samplePoints(way: Way): readonly Point[] {
  const start = way.points[0];
  if (start === undefined) return [];
  const samples: Point[] = [start];
  for (const segment of segmentsOf(way)) {
    for (let step = 1; step <= 16; step += 1) samples.push(pointOn(segment, step / 16));
  }
  return samples;
}

/** Returns whether any of the ways runs through a rectangle. */
export function crossesRect(
  ways: readonly Way[],
  rect: Point & { readonly width: number; readonly height: number },
): boolean {
  const isIn = ({ x, y }: Point) =>
    x > rect.x && x < rect.x + rect.width && y > rect.y && y < rect.y + rect.height;
  return ways.some((way) => samplePoints(way).some(isIn));
}

type Segment =
  | { readonly type: 'line'; readonly from: Point; readonly to: Point }
  | {
      readonly type: 'curve';
      readonly from: Point;
      readonly control1: Point;
      readonly control2: Point;
      readonly to: Point;
    };

/** How far a line between two boxes of one row hangs below it. */
const TURN_DEPTH = 34;

function segmentsOf(way: Way): readonly Segment[] {
  return way.points.slice(1).map((to, index): Segment => {
    const from = way.points[index] ?? to;
    if (index % 2 === 0) return { type: 'line', from, to };
    const turns = from.y === to.y;
    const middle = turns ? from.y + TURN_DEPTH : (from.y + to.y) / 2;
    return { type: 'curve', from, control1: { x: from.x, y: middle }, control2: { x: to.x, y: middle }, to };
  });
}

function pointOn(segment: Segment, t: number): Point {
  const { from, to } = segment;
  if (segment.type === 'line') return { x: from.x, y: from.y + (to.y - from.y) * t };
  const { control1, control2 } = segment;
  const mix = (a: number, b: number, c: number, d: number) =>
    (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t ** 2 * c + t ** 3 * d;
  return { x: mix(from.x, control1.x, control2.x, to.x), y: mix(from.y, control1.y, control2.y, to.y) };
}

function at({ x, y }: Point): string {
  return `${n(x)},${n(y)}`;
}

function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}
