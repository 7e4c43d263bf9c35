import type { DiagramNode } from './nodes.ts';

/** An edge between two elements, by name. */
export interface Link {
  readonly from: string;
  readonly to: string;
}

/** What stands side by side, and where: 0 is the left edge of the figure, 1 the right one. */
export interface OrderGroup {
  readonly nodes: readonly DiagramNode[];
  readonly left: number;
  readonly right: number;
}

/** Beyond this many edges crossings are not counted: the sweeps alone decide. */
const MAX_COUNTED_LINKS = 1500;
const SWEEPS = 8;

/**
 * Returns the nodes of each group in an order with few crossings: barycentre sweeps down and up (Sugiyama, Tagawa and
 * Toda 1981), of which the best is kept. Ties keep the given order, so the result is the same for the same input.
 * Groups are given from top to bottom.
 */
export function orderGroups(groups: readonly OrderGroup[], links: readonly Link[]): readonly OrderGroup[] {
  const neighbours = neighboursOf(links);
  let current = groups;
  let best = groups;
  let fewest = countCrossings(groups, links);
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep += 1) {
    current = sweepOnce(current, neighbours, sweep % 2 === 0);
    const crossings = countCrossings(current, links);
    if (crossings < fewest) {
      fewest = crossings;
      best = current;
    }
  }
  return best;
}

function neighboursOf(links: readonly Link[]): ReadonlyMap<string, readonly string[]> {
  const neighbours = new Map<string, string[]>();
  const add = (of: string, other: string) => {
    const list = neighbours.get(of);
    if (list === undefined) neighbours.set(of, [other]);
    else list.push(other);
  };
  for (const { from, to } of links) {
    add(from, to);
    add(to, from);
  }
  return neighbours;
}

/** Reorders each group by the mean place of its neighbours in the groups above (downwards) or below it. */
function sweepOnce(
  groups: readonly OrderGroup[],
  neighbours: ReadonlyMap<string, readonly string[]>,
  downwards: boolean,
): readonly OrderGroup[] {
  const result = [...groups];
  const indices = groups.map((_, index) => index);
  if (!downwards) indices.reverse();
  for (const index of indices) {
    const places = placesOf(result);
    const inView = (other: string) => {
      const place = places.get(other);
      return place !== undefined && (downwards ? place.group < index : place.group > index) ? place.x : null;
    };
    const group = result[index];
    if (group === undefined) continue;
    const keyed = group.nodes.map((node, position) => {
      const seen = (neighbours.get(node.id) ?? []).map(inView).filter((x) => x !== null);
      const own = places.get(node.id)?.x ?? 0;
      return { node, position, key: seen.length === 0 ? own : mean(seen) };
    });
    keyed.sort((a, b) => a.key - b.key || a.position - b.position);
    result[index] = { ...group, nodes: keyed.map(({ node }) => node) };
  }
  return result;
}

interface Place {
  readonly group: number;
  readonly x: number;
}

function placesOf(groups: readonly OrderGroup[]): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  for (const [group, { nodes, left, right }] of groups.entries()) {
    for (const [index, node] of nodes.entries()) {
      places.set(node.id, { group, x: left + ((right - left) * (index + 0.5)) / nodes.length });
    }
  }
  return places;
}

function countCrossings(groups: readonly OrderGroup[], links: readonly Link[]): number {
  if (links.length > MAX_COUNTED_LINKS) return Number.POSITIVE_INFINITY;
  const places = placesOf(groups);
  const lines = links.flatMap(({ from, to }) => {
    const [a, b] = [places.get(from), places.get(to)];
    if (a === undefined || b === undefined || a.group === b.group) return [];
    return a.group < b.group ? [{ above: a, below: b }] : [{ above: b, below: a }];
  });
  let crossings = 0;
  for (const [index, line] of lines.entries()) {
    for (const other of lines.slice(index + 1)) {
      if (line.above.group !== other.above.group || line.below.group !== other.below.group) continue;
      if ((line.above.x - other.above.x) * (line.below.x - other.below.x) < 0) crossings += 1;
    }
  }
  return crossings;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
