import type { ElkExtendedEdge, ElkNode, LayoutOptions } from 'elkjs';
import type { Band } from './bands.ts';
import { type Arrangement, bandNodes, elkNode, fences } from './elk-nodes.ts';
import {
  type Draft,
  type Piece,
  pieceBeside,
  pieceBetween,
  pieceFromBeam,
  type Route,
} from './elk-pieces.ts';
import type { LayoutLink } from './layout.ts';

export interface ElkProblem {
  readonly graph: ElkNode;
  /** In the order of the links; null: the link does not reach into the graph. */
  readonly routes: readonly (Route | null)[];
  /** The node of each block. */
  readonly nodeOf: ReadonlyMap<string, string>;
}

const OPTIONS: LayoutOptions = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.edgeRouting': 'ORTHOGONAL',
  // The place that a node is given says which row it is in, and where in the row.
  'elk.layered.layering.strategy': 'INTERACTIVE',
  'elk.layered.crossingMinimization.semiInteractive': 'true',
  // Unconnected parts stand in the same rows as the rest.
  'elk.separateConnectedComponents': 'false',
  'elk.layered.spacing.nodeNodeBetweenLayers': '30',
  'elk.layered.spacing.edgeNodeBetweenLayers': '14',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '10',
  'elk.spacing.nodeNode': '1',
  'elk.spacing.edgeNode': '30',
  'elk.spacing.edgeEdge': '12',
  'elk.padding': '0',
};

/** Beyond that many nodes the best would take too long. */
const MAX_THOROUGH_NODES = 160;

/**
 * Returns the graph that ELK's layered algorithm lays out from top to bottom. What the picture demands is fixed: the
 * rows, and the order within them. The places, the lines and the room for labels are ELK's to find.
 */
export function elkProblem(links: readonly LayoutLink[], arrangement: Arrangement): ElkProblem {
  const standing = bandNodes(arrangement);
  const ends = new Map(
    standing.flatMap(({ block, node }) => (block === null ? [] : [[block, node] as const])),
  );
  const beside = linksBeside(links, arrangement.bands);
  const pieces = links.map((link, index) =>
    beside.has(link) ? pieceBeside(link) : pieceOf(link, String(index), { ends, arrangement }),
  );
  const nodes = [...standing.map(({ node }) => node), ...pieces.flatMap((piece) => piece?.nodes ?? [])];
  const edges = pieces.flatMap((piece) => piece?.edges ?? []);
  const leaving = countBy(edges, ({ sources }) => sources[0]);
  const arriving = countBy(edges, ({ targets }) => targets[0]);
  const linesAt = (id: string) => Math.max(leaving.get(id) ?? 0, arriving.get(id) ?? 0);
  const isOnly = ({ sources, targets }: ElkExtendedEdge) =>
    leaving.get(sources[0]) === 1 && arriving.get(targets[0]) === 1;
  return {
    graph: {
      id: 'figure',
      layoutOptions: { ...OPTIONS, ...effortFor(nodes.length) },
      children: nodes
        .toSorted((a, b) => a.partition - b.partition || a.x - b.x)
        .map((node, index) => elkNode(node, { x: index * COLUMN_STEP, lines: linesAt(node.id) })),
      edges: [...edges.map((edge) => (isOnly(edge) ? straight(edge) : edge)), ...fences(arrangement.bands)],
    },
    routes: pieces.map((piece) => piece?.route ?? null),
    nodeOf: new Map([...ends].map(([block, { id }]) => [block, id])),
  };
}

/** Only the order counts, so any will do. */
const COLUMN_STEP = 1000;

/** The one makes the straightest lines (Gansner et al. 1993), the other (Sander 1996) is many times quicker. */
function effortFor(nodes: number): LayoutOptions {
  if (nodes <= MAX_THOROUGH_NODES) return { 'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX' };
  return { 'elk.layered.nodePlacement.strategy': 'LINEAR_SEGMENTS', 'elk.layered.thoroughness': '1' };
}

interface Surroundings {
  readonly ends: ReadonlyMap<string, Draft>;
  readonly arrangement: Arrangement;
}

function pieceOf(link: LayoutLink, id: string, { ends, arrangement }: Surroundings): Piece | null {
  const [from, to] = [ends.get(link.from), ends.get(link.to)];
  if (from !== undefined && to !== undefined) return pieceBetween(link, id, [from, to]);
  const lower = from ?? to;
  const other = lower === from ? link.to : link.from;
  if (lower === undefined || other !== arrangement.beam) return null;
  const firstRank = arrangement.bands[0]?.rank ?? 0;
  return pieceFromBeam(link, id, { lower, firstRank, isReversed: lower === from });
}

/** Links between neighbours in a row that a straight line joins: without a label, and one for each two. */
function linksBeside(links: readonly LayoutLink[], bands: readonly Band[]): ReadonlySet<LayoutLink> {
  const rightOf = new Map<string, string>();
  for (const { parts } of bands) {
    const row = parts.flatMap(({ ids }) => ids);
    for (const [index, id] of row.slice(1).entries()) rightOf.set(row[index] ?? '', id);
  }
  const found = new Map<string, LayoutLink>();
  for (const link of links.filter(({ label }) => label === null)) {
    const left = [link.from, link.to].find(
      (end) => rightOf.get(end) === (end === link.from ? link.to : link.from),
    );
    if (left !== undefined && !found.has(left)) found.set(left, link);
  }
  return new Set(found.values());
}

/** An only line between two nodes had better be straight; among several, a bend more is not seen. */
function straight(edge: ElkExtendedEdge): ElkExtendedEdge {
  return { ...edge, layoutOptions: { 'elk.layered.priority.straightness': '10' } };
}

function countBy<T, K>(things: readonly T[], keyOf: (thing: T) => K): ReadonlyMap<K, number> {
  const counts = new Map<K, number>();
  for (const thing of things) counts.set(keyOf(thing), (counts.get(keyOf(thing)) ?? 0) + 1);
  return counts;
}
