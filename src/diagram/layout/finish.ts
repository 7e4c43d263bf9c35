import type { Beam, Sketch } from './beam.ts';
import { bottomOf, framesOf, hullOf, rightOf } from './frames.ts';
import type { Layout, LayoutRequest, Point, Rect, Way } from './layout.ts';
import { isNear, withoutNeedless, withoutSteps } from './path.ts';
import { widenFrames } from './widen-frames.ts';

/**
 * Returns the layout of a sketch: frames around the groups, ways that end at their blocks, and everything moved so that
 * it begins at 0, 0; to a tenth of a pixel.
 */
export function finishLayout(sketch: Sketch, request: LayoutRequest, beam: Beam | null): Layout {
  const groups = request.groups.filter((group) => group !== beam?.group);
  const ways = sketch.ways.map((way, index) => {
    const { from = '', to = '' } = request.links[index] ?? {};
    return leadWay(way, sketch.blocks.get(from), sketch.blocks.get(to));
  });
  const tight = framesOf(groups, sketch.blocks, request.inset);
  const bounds = hullOf([...sketch.blocks.values(), ...tight.values()]);
  const frames = widenFrames(tight, { groups, ways, bounds });
  const blocks = widenBeam(sketch.blocks, beam, hullOf([bounds, ...frames.values()]));
  const all = hullOf([...blocks.values(), ...frames.values(), ...ways.flatMap(rectsOf)]);
  const point = ({ x, y }: Point): Point => ({ x: rounded(x - all.x), y: rounded(y - all.y) });
  const rect = (one: Rect): Rect => {
    const start = point(one);
    const end = point({ x: rightOf(one), y: bottomOf(one) });
    return { ...start, width: rounded(end.x - start.x), height: rounded(end.y - start.y) };
  };
  const rects = (some: ReadonlyMap<string, Rect>) => new Map([...some].map(([id, one]) => [id, rect(one)]));
  return {
    width: Math.ceil(all.width),
    height: Math.ceil(all.height),
    blocks: rects(blocks),
    frames: rects(frames),
    ways: ways.map(({ points, label }) => ({
      points: points.map(point),
      label: label === null ? null : rect(label),
    })),
  };
}

/** A frame that had to grow takes the beam with it. */
function widenBeam(
  blocks: ReadonlyMap<string, Rect>,
  beam: Beam | null,
  { x, width }: Rect,
): ReadonlyMap<string, Rect> {
  const rect = blocks.get(beam?.id ?? '');
  return beam === null || rect === undefined
    ? blocks
    : new Map([...blocks, [beam.id, { ...rect, x, width }]]);
}

const NO_WAY: Way = { points: [], label: null };

function leadWay(way: Way | null, from: Rect | undefined, to: Rect | undefined): Way {
  if (way === null || from === undefined || to === undefined) return NO_WAY;
  const inner = way.points.slice(1, -1);
  const [first, last] = [way.points[0], way.points.at(-1)];
  if (first === undefined || last === undefined) return NO_WAY;
  // A straight line to the side ends at its blocks already.
  if (inner.length === 0 && isNear(first.y, last.y)) return way;
  const start = { x: first.x, y: sideOf(from, inner[0] ?? last) };
  const end = { x: last.x, y: sideOf(to, inner.at(-1) ?? first) };
  const led: Way = { ...way, points: withoutNeedless([start, ...inner, end]) };
  const points = withoutSteps(led);
  const isAtBlocks = isWithin(points[0], from) && isWithin(points.at(-1), to);
  return isAtBlocks ? { ...led, points } : led;
}

/** True if a point is within the width of a block, and not at its corner. */
function isWithin(point: Point | undefined, { x, width }: Rect): boolean {
  return point !== undefined && point.x > x + 3 && point.x < x + width - 3;
}

/** The y of the side of a block that faces a point. */
function sideOf({ y, height }: Rect, towards: Point): number {
  return towards.y > y + height / 2 ? y + height : y;
}

function rectsOf({ points, label }: Way): readonly Rect[] {
  const dots = points.map(({ x, y }) => ({ x, y, width: 0, height: 0 }));
  return label === null ? dots : [...dots, label];
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
