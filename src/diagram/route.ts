import type { Grid, PlacedNode, Strip } from './grid.ts';
import { STORAGE_INSET } from './nodes.ts';
import type { Link } from './order.ts';
import { spreadAround, spreadWithin } from './spread.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * The way of an edge. `points` come in pairs: within a pair the line is vertical (beside boxes), between pairs it is a
 * curve with vertical ends in the free band between two strips. So no line crosses a box.
 */
export interface Way extends Link {
  readonly points: readonly Point[];
  /** True where the last curve turns back up, or the arrow points upwards. */
  readonly arrivesFromBelow: boolean;
}

/** Free space beside a box that a line keeps from it. */
const CLEARANCE = 7;
const LANE_SPACING = 8;
const PORT_SPACING = 20;

/** An edge to be routed from the upper of its two ends to the lower. */
interface Trip {
  readonly link: Link;
  readonly upper: PlacedNode;
  readonly lower: PlacedNode;
  readonly reversed: boolean;
  /** One x per strip between the two. */
  readonly lanes: number[];
}

/**
 * Returns the ways of the links whose both ends are boxes (storage is docked to its service and needs none), in the
 * order of the links. Ways through a row of boxes take the gap nearest to the straight line.
 */
export function routeLinks(grid: Grid, links: readonly Link[]): readonly Way[] {
  const nodes = new Map(grid.nodes.map((node) => [node.id, node]));
  const trips = links.flatMap((link) => {
    const [from, to] = [nodes.get(link.from), nodes.get(link.to)];
    if (from === undefined || to === undefined) return [];
    const reversed = from.strip > to.strip;
    return [
      { link, upper: reversed ? to : from, lower: reversed ? from : to, reversed, lanes: [] as number[] },
    ];
  });
  chooseLanes(grid, trips);
  const ports = choosePorts(trips);
  return trips.map((trip) => wayOf(trip, grid, ports));
}

function chooseLanes(grid: Grid, trips: readonly Trip[]): void {
  interface Wish {
    readonly trip: Trip;
    readonly at: number;
    readonly gap: Gap;
    readonly x: number;
  }
  const wishes = new Map<string, Wish[]>();
  const gaps = grid.strips.map((_, strip) => gapsOf(grid, strip));
  for (const trip of trips) {
    const steps = trip.lower.strip - trip.upper.strip;
    for (let step = 1; step < steps; step += 1) {
      const strip = trip.upper.strip + step;
      const wish = desiredX(trip, step / steps);
      const gap = nearest(gaps[strip] ?? [], wish);
      const key = `${strip}/${gap.low}`;
      const list = wishes.get(key) ?? [];
      list.push({ trip, at: step - 1, gap, x: Math.max(gap.low, Math.min(wish, gap.high)) });
      wishes.set(key, list);
    }
  }
  for (const list of wishes.values()) {
    list.sort((a, b) => a.x - b.x || centreOf(a.trip.lower) - centreOf(b.trip.lower));
    const range = list[0]?.gap ?? { low: 0, high: 0 };
    const places = spreadWithin(
      list.map(({ x }) => x),
      range,
      LANE_SPACING,
    );
    for (const [index, { trip, at }] of list.entries()) trip.lanes[at] = places[index] ?? 0;
  }
}

interface Gap {
  readonly low: number;
  readonly high: number;
}

/** Returns where a vertical line may pass a strip, from left to right; the outer two reach to the figure's edges. */
function gapsOf(grid: Grid, strip: number): readonly Gap[] {
  const boxes = grid.nodes.filter((node) => node.strip === strip).sort((a, b) => a.x - b.x);
  const gaps: Gap[] = [];
  let low = 4;
  for (const box of boxes) {
    gaps.push({ low, high: box.x - CLEARANCE });
    low = box.x + box.width + CLEARANCE;
  }
  gaps.push({ low, high: grid.width - 4 });
  return gaps.filter((gap) => gap.high >= gap.low);
}

function nearest(gaps: readonly Gap[], x: number): Gap {
  const distance = (gap: Gap) => Math.max(0, gap.low - x, x - gap.high);
  let best = gaps[0] ?? { low: x, high: x };
  for (const gap of gaps) if (distance(gap) < distance(best)) best = gap;
  return best;
}

/** Where the straight line would be: from a wide box (a gateway) straight down to the other end. */
function desiredX(trip: Trip, share: number): number {
  const end = centreOf(trip.lower);
  const start = isWide(trip.upper) ? end : centreOf(trip.upper);
  return start + (end - start) * share;
}

/** By box and side, for each trip the x at which it leaves or arrives. */
type Ports = ReadonlyMap<Trip, { readonly upper: number; readonly lower: number }>;

interface Ending {
  readonly trip: Trip;
  readonly end: 'upper' | 'lower';
  readonly node: PlacedNode;
  readonly side: 'top' | 'bottom';
  /** Where the line comes from or goes to. */
  readonly towards: number;
}

function choosePorts(trips: readonly Trip[]): Ports {
  const endings = new Map<string, Ending[]>();
  for (const trip of trips) {
    const sameStrip = trip.upper.strip === trip.lower.strip;
    const upperTowards = trip.lanes[0] ?? centreOf(trip.lower);
    const lowerTowards = trip.lanes.at(-1) ?? centreOf(trip.upper);
    for (const ending of [
      { trip, end: 'upper', node: trip.upper, side: 'bottom', towards: upperTowards },
      { trip, end: 'lower', node: trip.lower, side: sameStrip ? 'bottom' : 'top', towards: lowerTowards },
    ] as const) {
      const key = `${ending.node.id}/${ending.side}`;
      endings.set(key, [...(endings.get(key) ?? []), ending]);
    }
  }
  const ports = new Map<Trip, { upper: number; lower: number }>();
  for (const list of endings.values()) {
    // Lines to a wide box end where they come from, those to a narrow one are sorted by where they come from.
    const sorted = [...list].sort((a, b) => a.towards - b.towards);
    for (const [index, x] of portsOf(sorted).entries()) {
      const ending = sorted[index];
      if (ending === undefined) continue;
      const both = ports.get(ending.trip) ?? { upper: 0, lower: 0 };
      both[ending.end] = x;
      ports.set(ending.trip, both);
    }
  }
  return ports;
}

/** Returns an x for each ending of one side of one box. */
function portsOf(endings: readonly Ending[]): readonly number[] {
  const first = endings[0];
  if (first === undefined) return [];
  const { node } = first;
  if (isWide(node)) {
    const range = { low: node.x + 16, high: node.x + node.width - 16 };
    return spreadWithin(
      endings.map(({ towards }) => towards),
      range,
      PORT_SPACING,
    );
  }
  if (node.storage !== null && first.side === 'bottom') return besideStorage(endings, node);
  return spreadAround(centreOf(node), endings.length, { room: node.width - 28, spacing: PORT_SPACING });
}

/** Below a service with storage the lines pass on the side that they go to. */
function besideStorage(endings: readonly Ending[], node: PlacedNode): readonly number[] {
  const centre = centreOf(node);
  const room = STORAGE_INSET - CLEARANCE - 3;
  const left = endings.filter(({ towards }) => towards < centre).length;
  const right = endings.length - left;
  const step = (count: number) => (count > 1 ? room / (count - 1) : 0);
  return endings.map((_, index) => {
    if (index < left) return node.x + 3 + index * step(left);
    return node.x + node.width - 3 - (endings.length - 1 - index) * step(right);
  });
}

function wayOf(trip: Trip, grid: Grid, ports: Ports): Way {
  const { upper, lower } = trip;
  const port = ports.get(trip) ?? { upper: centreOf(upper), lower: centreOf(lower) };
  const stripAt = (index: number): Strip => grid.strips[index] ?? { top: 0, bottom: 0 };
  const points: Point[] = [
    { x: port.upper, y: upper.y + upper.height },
    { x: port.upper, y: stripAt(upper.strip).bottom },
  ];
  for (const [index, x] of trip.lanes.entries()) {
    const strip = stripAt(upper.strip + index + 1);
    points.push({ x, y: strip.top }, { x, y: strip.bottom });
  }
  const sameStrip = upper.strip === lower.strip;
  if (sameStrip) {
    points.push(
      { x: port.lower, y: stripAt(lower.strip).bottom },
      { x: port.lower, y: lower.y + lower.height },
    );
  } else {
    points.push({ x: port.lower, y: stripAt(lower.strip).top }, { x: port.lower, y: lower.y });
  }
  if (trip.reversed) points.reverse();
  return { from: trip.link.from, to: trip.link.to, points, arrivesFromBelow: sameStrip || trip.reversed };
}

function isWide(node: PlacedNode): boolean {
  return node.tier === 'gateway';
}

function centreOf(node: PlacedNode): number {
  return node.x + node.width / 2;
}
