import type { Edge, Model } from './model.ts';
import { strongGroups } from './strong-groups.ts';

export { matchRoute } from './path-index.ts';

/** A directed edge between two names. */
export interface Link {
  readonly from: string;
  readonly to: string;
}

/** Returns the model's edges that start at a name, in their order. */
export function edgesFrom(model: Model, from: string): readonly Edge[] {
  return model.edges.filter((edge) => edge.from === from);
}

/** Returns the model's edges that end at a name, in their order. */
export function edgesTo(model: Model, to: string): readonly Edge[] {
  return model.edges.filter((edge) => edge.to === to);
}

/** Returns the names that can be reached from some, themselves included; sorted. */
export function reachable(links: readonly Link[], from: readonly string[]): readonly string[] {
  const next = outgoing(links);
  const reached = new Set(from);
  const open = [...from];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    for (const to of next.get(name) ?? []) {
      if (reached.has(to)) continue;
      reached.add(to);
      open.push(to);
    }
  }
  return [...reached].sort();
}

/**
 * Returns the names in layers: all that a name points to are in later layers, and each layer is sorted. Names on a
 * cycle, and what only they lead to, are left out.
 */
export function topologicalLayers(
  names: readonly string[],
  links: readonly Link[],
): readonly (readonly string[])[] {
  const next = outgoing(links);
  const waiting = new Map(names.map((name) => [name, 0]));
  for (const [from, ends] of next) {
    if (!waiting.has(from)) continue;
    for (const to of ends) waiting.set(to, (waiting.get(to) ?? 0) + 1);
  }
  const layers: string[][] = [];
  let layer = names.filter((name) => waiting.get(name) === 0);
  while (layer.length > 0) {
    layers.push([...new Set(layer)].sort());
    const following: string[] = [];
    for (const to of layer.flatMap((name) => [...(next.get(name) ?? [])])) {
      const left = (waiting.get(to) ?? 0) - 1;
      waiting.set(to, left);
      if (left === 0) following.push(to);
    }
    layer = following;
  }
  return layers;
}

/**
 * Returns one shortest cycle for each group of names that reach each other, as the names in order, the earliest of
 * `names` first. Groups are in the order of their earliest names. Linear in names and links.
 */
export function findCycles(names: readonly string[], links: readonly Link[]): readonly (readonly string[])[] {
  const next = outgoing(links);
  const groupOf = strongGroups(names, next);
  const done = new Set<number>();
  const cycles: (readonly string[])[] = [];
  for (const name of names) {
    const group = groupOf.get(name);
    if (group === undefined || done.has(group)) continue;
    const cycle = shortestWayBack(name, { next, isInside: (other) => groupOf.get(other) === group });
    if (cycle === null) continue;
    done.add(group);
    cycles.push(cycle);
  }
  return cycles;
}

interface Inside {
  readonly next: ReadonlyMap<string, ReadonlySet<string>>;
  readonly isInside: (name: string) => boolean;
}

function shortestWayBack(start: string, { next, isInside }: Inside): readonly string[] | null {
  const before = new Map<string, string>();
  const open = [start];
  for (let at = 0; at < open.length; at++) {
    const name = open[at] ?? start;
    for (const to of next.get(name) ?? []) {
      if (to === start) return wayTo(name, start, before);
      if (before.has(to) || !isInside(to)) continue;
      before.set(to, name);
      open.push(to);
    }
  }
  return null;
}

function wayTo(end: string, start: string, before: ReadonlyMap<string, string>): readonly string[] {
  const way = [end];
  for (let name = end; name !== start; ) {
    name = before.get(name) ?? start;
    way.push(name);
  }
  return way.reverse();
}

function outgoing(links: readonly Link[]): ReadonlyMap<string, ReadonlySet<string>> {
  const next = new Map<string, Set<string>>();
  for (const { from, to } of links) {
    const ends = next.get(from);
    if (ends) ends.add(to);
    else next.set(from, new Set([to]));
  }
  return next;
}
