import { once, rememberedFor } from '../../model/memo.ts';
import type { Edge, Model } from '../../model/model.ts';

/** The traffic of one element with others; what it keeps in its own storage is none. */
export interface Neighbours {
  /** Edges that end at it, by the name of where they begin. */
  readonly callers: readonly Edge[];
  /** Edges that begin at it, by the name of where they end. */
  readonly callees: readonly Edge[];
}

const NOBODY: Neighbours = { callers: [], callees: [] };

/** Returns the edges that an element is an end of. All of a model are sorted once: asking for each element would be quadratic. */
export function neighboursOf(model: Model, name: string): Neighbours {
  return indexOf(model).get(name) ?? NOBODY;
}

const indexOf = rememberedFor((model: Model): ReadonlyMap<string, Neighbours> => {
  const index = new Map<string, { readonly callers: Edge[]; readonly callees: Edge[] }>();
  const at = (name: string) => once(index, name, () => ({ callers: [], callees: [] }));
  for (const edge of model.edges) {
    if (edge.kind === 'storage') continue;
    at(edge.from).callees.push(edge);
    at(edge.to).callers.push(edge);
  }
  for (const { callers, callees } of index.values()) {
    callers.sort((a, b) => (a.from < b.from ? -1 : 1));
    callees.sort((a, b) => (a.to < b.to ? -1 : 1));
  }
  return index;
});
