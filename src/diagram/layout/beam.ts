import { BLOCK_GAP } from './bands.ts';
import { framesOf, hullOf } from './frames.ts';
import type { LayoutGroup, LayoutLink, LayoutRequest, Point, Rect, Size, Way } from './layout.ts';
import type { Order } from './order.ts';

/** A block over the whole width, what stands above it, and what below. */
export interface Beam {
  readonly id: string;
  readonly group: LayoutGroup;
  readonly above: readonly LayoutGroup[];
  readonly below: readonly LayoutGroup[];
}

/** Blocks and ways as far as they are placed; a way that is not yet is null. */
export interface Sketch {
  readonly blocks: ReadonlyMap<string, Rect>;
  readonly ways: readonly (Way | null)[];
}

/** Free height above the beam and, where no line leaves it, below. */
const GAP = 40;
/** Free room above and below a label on a line to the beam. */
const LABEL_MARGIN = 14;

/**
 * Returns the beam of a request: the only block of its rank, with at most one rank above it whose blocks have one link
 * each, to the beam. Null where there is none such: then the block is one like the others.
 */
export function findBeam({ groups, links }: LayoutRequest): Beam | null {
  const group = groups.find(({ isBeam }) => isBeam);
  const [block, ...others] = group?.blocks ?? [];
  if (group === undefined || block === undefined || others.length > 0) return null;
  const above = groups.filter(({ rank }) => rank < group.rank);
  const isAlone = groups.filter(({ rank }) => rank === group.rank).length === 1;
  if (!isAlone || new Set(above.map(({ rank }) => rank)).size > 1) return null;
  const upper = above.flatMap(({ blocks }) => blocks.map(({ id }) => id));
  const isServed = upper.every((id) => {
    const own = links.filter(({ from, to }) => from === id || to === id);
    return own.length <= 1 && own.every(({ from, to }) => from === block.id || to === block.id);
  });
  const isSelfServed = links.some(({ from, to }) => from === block.id && to === block.id);
  if (!isServed || isSelfServed) return null;
  return { id: block.id, group, above, below: groups.filter(({ rank }) => rank > group.rank) };
}

/** Returns the sketch of what is below the beam with the beam over its whole width, and what is above in a row. */
export function placeBeam(beam: Beam, below: Sketch, { request, order }: BeamContext): Sketch {
  const { inset, links } = request;
  const under = [...framesOf(beam.below, below.blocks, inset).values()];
  const hull = under.length === 0 ? { x: 0, y: 0, width: 0, height: 0 } : hullOf(under);
  const row = rowAbove(beam, order, inset);
  const own = beam.group.blocks[0] ?? { width: 0, height: 0 };
  const width = Math.max(hull.width, row.width, own.width);
  const left = hull.x + (hull.width - width) / 2;
  const hasPorts = below.ways.some((way) => way !== null);
  const bottom = hasPorts ? 0 : hull.y - GAP;
  const placed: Rect = { x: left, y: bottom - own.height, width, height: own.height };
  const labelled = links.filter((link) => isAbove(link, row.ids)).map(({ label }) => label?.height ?? 0);
  const gap = Math.max(GAP, ...labelled.map((height) => height + 2 * LABEL_MARGIN));
  const base = placed.y - gap - inset.foot;
  const start = left + (width - row.width) / 2;
  const upper = row.blocks.map(([id, rect]): readonly [string, Rect] => [
    id,
    { ...rect, x: start + rect.x, y: base - row.height },
  ]);
  const blocks = new Map([...upper, [beam.id, placed] as const, ...below.blocks]);
  const ways = below.ways.map((way, index) => way ?? wayAbove(links[index], row.ids, blocks));
  return { blocks, ways };
}

export interface BeamContext {
  readonly request: LayoutRequest;
  readonly order: Order;
}

interface RowAbove {
  readonly ids: ReadonlySet<string>;
  /** With the frames at both ends. */
  readonly width: number;
  readonly height: number;
  /** From the left end of the row. */
  readonly blocks: readonly (readonly [id: string, rect: Rect])[];
}

function rowAbove({ above }: Beam, order: Order, { side }: LayoutRequest['inset']): RowAbove {
  const sizes = new Map(above.flatMap(({ blocks }) => blocks.map((block) => [block.id, block] as const)));
  const blocks: [string, Rect][] = [];
  let x = 0;
  for (const { id } of above) {
    x += side;
    for (const block of order.get(id) ?? []) {
      const { width, height } = sizes.get(block) ?? { width: 0, height: 0 };
      blocks.push([block, { x, y: 0, width, height }]);
      x += width + BLOCK_GAP;
    }
    x += side;
  }
  const height = Math.max(0, ...blocks.map(([, place]) => place.height));
  return { ids: new Set(sizes.keys()), width: Math.max(0, x - BLOCK_GAP), height, blocks };
}

function isAbove({ from, to }: LayoutLink, ids: ReadonlySet<string>): boolean {
  return ids.has(from) || ids.has(to);
}

/** The straight line from a block above the beam down to it, or up. */
function wayAbove(
  link: LayoutLink | undefined,
  above: ReadonlySet<string>,
  blocks: Sketch['blocks'],
): Way | null {
  if (link === undefined || !isAbove(link, above)) return null;
  const isDown = above.has(link.from);
  const block = blocks.get(isDown ? link.from : link.to);
  const beam = blocks.get(isDown ? link.to : link.from);
  if (block === undefined || beam === undefined) return null;
  const x = block.x + block.width / 2;
  const [top, bottom] = [block.y + block.height, beam.y];
  const points = [
    { x, y: top },
    { x, y: bottom },
  ];
  return {
    points: isDown ? points : points.toReversed(),
    label: centred(link.label, { x, y: (top + bottom) / 2 }),
  };
}

function centred(size: Size | null, { x, y }: Point): Rect | null {
  return size === null ? null : { ...size, x: x - size.width / 2, y: y - size.height / 2 };
}
