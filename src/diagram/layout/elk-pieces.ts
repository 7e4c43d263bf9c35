import type { ElkExtendedEdge } from 'elkjs';
import type { LayoutLink, Size } from './layout.ts';

/** A node of the graph. Nodes of one partition stand in one row, by ascending `x`. */
export interface Draft extends Size {
  readonly id: string;
  readonly partition: number;
  readonly x: number;
  /** Free room beside it. */
  readonly gap: number;
}

/** How a link goes through the graph, by the ids of nodes and edges there. */
export type Route =
  /** One edge from the upper end to the lower, or two with the label's node between them. */
  | {
      readonly type: 'down';
      readonly edges: readonly string[];
      readonly label: string | null;
      /** True if the link points upwards. */
      readonly isReversed: boolean;
    }
  /** Two neighbours: a straight line between them, of which ELK need not know. */
  | { readonly type: 'beside'; readonly from: string; readonly to: string }
  /** Two blocks of one rank: both edges lead down to a turn below them. */
  | { readonly type: 'turn'; readonly edges: readonly [string, string]; readonly turn: string };

/** What a link adds to the graph. */
export interface Piece {
  readonly nodes: readonly Draft[];
  readonly edges: readonly ElkExtendedEdge[];
  readonly route: Route;
}

/** Above the rows of a rank stand the labels of what leads there, below them the turns. */
const RANK = 1000;
const LABEL_GAP = 12;

/** Returns the partition of a row. */
export function partitionOf(rank: number, row: number): number {
  return rank * RANK + 1 + row;
}

/** Returns the piece of a link between two neighbours. */
export function pieceBeside({ from, to }: LayoutLink): Piece {
  return { nodes: [], edges: [], route: { type: 'beside', from, to } };
}

/** Returns the piece of a link between two nodes of the graph; `id` is unique. */
export function pieceBetween(link: LayoutLink, id: string, [from, to]: readonly [Draft, Draft]): Piece {
  const [rankFrom, rankTo] = [rankOf(from), rankOf(to)];
  if (rankFrom === rankTo) return turnBelow(link, id, [from, to]);
  const isReversed = rankFrom > rankTo;
  const [upper, lower] = isReversed ? [to, from] : [from, to];
  const label = labelNode(link, id, { partition: rankOf(lower) * RANK, x: (upper.x + lower.x) / 2 });
  return chain(id, [upper, ...label, lower], { own: label, isReversed });
}

/** Returns the piece of a link between the beam and a node of the graph; its label is the first thing below the beam. */
export function pieceFromBeam(link: LayoutLink, id: string, end: BeamEnd): Piece {
  const { lower, firstRank, isReversed } = end;
  const partition = firstRank * RANK;
  const label = labelNode(link, id, { partition, x: lower.x });
  const port = {
    id: `port ${id}`,
    partition: partition - 1,
    x: lower.x,
    width: 1,
    height: 1,
    gap: LABEL_GAP,
  };
  return chain(id, [port, ...label, lower], { own: [port, ...label], isReversed });
}

export interface BeamEnd {
  readonly lower: Draft;
  /** The first rank below the beam. */
  readonly firstRank: number;
  readonly isReversed: boolean;
}

function chain(
  id: string,
  stations: readonly Draft[],
  { own, isReversed }: { readonly own: readonly Draft[]; readonly isReversed: boolean },
): Piece {
  const edges = stations.slice(1).map((to, index) => edge(`${id}.${index}`, stations[index] ?? to, to));
  const label = own.find((node) => node.id.startsWith('label'))?.id ?? null;
  const route: Route = { type: 'down', edges: edges.map((one) => one.id), label, isReversed };
  return { nodes: own, edges, route };
}

function turnBelow(link: LayoutLink, id: string, [from, to]: readonly [Draft, Draft]): Piece {
  const turn: Draft = {
    id: `turn ${id}`,
    partition: rankOf(from) * RANK + RANK - 1,
    x: (from.x + to.x) / 2,
    width: Math.max(MIN_TURN, link.label?.width ?? 0),
    height: link.label?.height ?? 1,
    gap: LABEL_GAP,
  };
  const [first, second] = [edge(`${id}.0`, from, turn), edge(`${id}.1`, to, turn)];
  return {
    nodes: [turn],
    edges: [first, second],
    route: { type: 'turn', edges: [first.id, second.id], turn: turn.id },
  };
}

/** Both lines end at a turn, beside each other. */
const MIN_TURN = 24;

function labelNode(
  { label }: LayoutLink,
  id: string,
  at: { readonly partition: number; readonly x: number },
): readonly Draft[] {
  return label === null ? [] : [{ ...at, ...label, id: `label ${id}`, gap: LABEL_GAP }];
}

function rankOf({ partition }: Draft): number {
  return Math.floor(partition / RANK);
}

function edge(id: string, from: Draft, to: Draft): ElkExtendedEdge {
  return { id, sources: [from.id], targets: [to.id] };
}
