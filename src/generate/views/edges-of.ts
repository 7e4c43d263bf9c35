import type { Edge, Element, Model } from '../../model/model.ts';
import { perModel } from './per-model.ts';

/** Returns the edges that begin at an element, and those that end there, in the order of the model. */
export function edgesOf(model: Model, name: string): EdgesOf {
  return edgesByName(model).get(name) ?? NONE;
}

export interface EdgesOf {
  readonly from: readonly Edge[];
  readonly to: readonly Edge[];
}

/** Returns the tier of an element by its name. */
export function tierOf(model: Model, name: string): Element['tier'] | undefined {
  return tiersByName(model).get(name);
}

const NONE: EdgesOf = { from: [], to: [] };

/** Looking through all edges for each element would take time by the square of the blueprint. */
const edgesByName = perModel((model) => {
  const edges = new Map<string, { from: Edge[]; to: Edge[] }>();
  const at = (name: string) => {
    const known = edges.get(name) ?? { from: [], to: [] };
    edges.set(name, known);
    return known;
  };
  for (const edge of model.edges) {
    at(edge.from).from.push(edge);
    at(edge.to).to.push(edge);
  }
  return edges;
});

const tiersByName = perModel((model) => new Map(model.elements.map(({ name, tier }) => [name, tier])));
