import { type Cost, costOf, type Drawing, isBetter, type Line, type Spot } from './crossings.ts';
import type { LayoutGroup, LayoutLink } from './layout.ts';

/** Blocks from left to right, by group; groups by rank, and within it from left to right. */
export type Order = ReadonlyMap<string, readonly string[]>;

interface Problem {
  readonly groups: readonly LayoutGroup[];
  readonly lines: readonly Line[];
  /** Lines by their ends. */
  readonly touching: ReadonlyMap<string, readonly Line[]>;
  readonly beams: ReadonlySet<string>;
}

const SWEEPS = 8;
/** Beyond that many lines the sweeps alone decide: neighbours are not exchanged one by one. */
const MAX_EXCHANGED_LINES = 600;
const MAX_EXCHANGE_ROUNDS = 6;

/**
 * Returns the groups of each rank, and the blocks of each group, in an order with few crossings: barycentre sweeps down
 * and up (Sugiyama, Tagawa and Toda 1981), with neighbouring groups exchanged as long as that helps, and at last
 * neighbouring blocks. Groups stay together, which the layout engine's own ordering knows nothing of. Ties keep what was
 * given.
 */
export function orderBlocks(groups: readonly LayoutGroup[], links: readonly LayoutLink[]): Order {
  const problem = problemOf(groups, links);
  const best = exchangeGroups(problem);
  if (problem.lines.length > MAX_EXCHANGED_LINES) return best.order;
  return exchangeNeighbours({ ...problem, groups: best.groups }, best.order);
}

function exchangeGroups(problem: Problem): Swept {
  let best = sweep(problem);
  for (let round = 0; round < MAX_EXCHANGE_ROUNDS; round += 1) {
    const before = best;
    for (const index of problem.groups.keys()) {
      const [left, right] = best.groups.slice(index, index + 2);
      if (left === undefined || right === undefined || left.rank !== right.rank) continue;
      const candidate = sweep({ ...problem, groups: best.groups.toSpliced(index, 2, right, left) });
      if (candidate.cost.crossings < best.cost.crossings) best = candidate;
    }
    if (best === before) break;
  }
  return best;
}

interface Swept {
  readonly groups: readonly LayoutGroup[];
  readonly order: Order;
  readonly cost: Cost;
}

function sweep(problem: Problem): Swept {
  const { groups } = problem;
  let order: Order = new Map(groups.map(({ id, blocks }) => [id, blocks.map((block) => block.id)]));
  let best: Swept = { groups, order, cost: costOf(drawn(problem, order)) };
  for (let round = 0; round < SWEEPS; round += 1) {
    order = sweepOnce(problem, order, round % 2 === 0);
    const cost = costOf(drawn(problem, order));
    if (isBetter(cost, best.cost)) best = { groups, order, cost };
  }
  return best;
}

/** Returns where each block stands in an order. The columns of a rank are as wide as each other. */
export function spotsOf(groups: readonly LayoutGroup[], order: Order): ReadonlyMap<string, Spot> {
  const spots = new Map<string, Spot>();
  const columns = new Map<number, number>();
  for (const { id, rank } of groups) {
    const column = columns.get(rank) ?? 0;
    columns.set(rank, column + 1);
    const blocks = order.get(id) ?? [];
    for (const [index, block] of blocks.entries())
      spots.set(block, { rank, x: column + (index + 0.5) / blocks.length });
  }
  return spots;
}

function problemOf(groups: readonly LayoutGroup[], links: readonly LayoutLink[]): Problem {
  const lines = links.filter(({ isOrdering }) => isOrdering);
  const touching = new Map<string, Line[]>();
  for (const line of lines) {
    for (const end of new Set([line.from, line.to])) {
      const known = touching.get(end);
      if (known === undefined) touching.set(end, [line]);
      else known.push(line);
    }
  }
  const beams = groups.filter(({ isBeam }) => isBeam).flatMap(({ blocks }) => blocks.map(({ id }) => id));
  return { groups, lines, touching, beams: new Set(beams) };
}

function drawn({ groups, lines, beams }: Problem, order: Order): Drawing {
  return { lines, beams, spots: spotsOf(groups, order) };
}

/** Reorders each group by the mean place of the blocks above it (downwards) or below it that it is joined to. */
function sweepOnce({ groups, touching, beams }: Problem, order: Order, downwards: boolean): Order {
  const result = new Map(order);
  for (const { id, rank } of downwards ? groups : groups.toReversed()) {
    const spots = spotsOf(groups, result);
    const keyOf = (block: string): number => {
      const others = (touching.get(block) ?? [])
        .map(({ from, to }) => (from === block ? to : from))
        .filter((other) => !beams.has(other))
        .flatMap((other) => spots.get(other) ?? [])
        .filter((spot) => (downwards ? spot.rank < rank : spot.rank > rank));
      return others.length === 0 ? (spots.get(block)?.x ?? 0) : mean(others.map(({ x }) => x));
    };
    const keyed = (result.get(id) ?? []).map((block) => ({ block, key: keyOf(block) }));
    result.set(
      id,
      keyed.toSorted((a, b) => a.key - b.key).map(({ block }) => block),
    );
  }
  return result;
}

/** Exchanges neighbours of a group where that costs less, until nothing changes. */
function exchangeNeighbours(problem: Problem, start: Order): Order {
  const order = new Map([...start].map(([id, blocks]) => [id, [...blocks]]));
  for (let round = 0; round < MAX_EXCHANGE_ROUNDS; round += 1) {
    let changed = false;
    for (const blocks of order.values()) {
      for (let index = 0; index + 1 < blocks.length; index += 1) {
        const [left = '', right = ''] = blocks.slice(index, index + 2);
        const moved = new Set([left, right].flatMap((id) => problem.touching.get(id) ?? []));
        const before = costOf(drawn(problem, order), [...moved]);
        blocks.splice(index, 2, right, left);
        const after = costOf(drawn(problem, order), [...moved]);
        if (isBetter(after, before)) changed = true;
        else blocks.splice(index, 2, left, right);
      }
    }
    if (!changed) break;
  }
  return order;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
