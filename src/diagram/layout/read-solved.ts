import type { ElkExtendedEdge, ElkNode } from 'elkjs';
import type { Sketch } from './beam.ts';
import type { ElkProblem } from './elk-graph.ts';
import type { Arrangement } from './elk-nodes.ts';
import type { Route } from './elk-pieces.ts';
import type { Point, Rect, Way } from './layout.ts';

/** Returns the blocks and ways of a graph that ELK has solved. The ends of ways are those of the rows, not of the blocks. */
export function readSolved(
  { routes, nodeOf }: ElkProblem,
  solved: ElkNode,
  { bands, blocks: sizes }: Arrangement,
): Sketch {
  const nodes = new Map((solved.children ?? []).map((node) => [node.id, rectOf(node)]));
  const lines = new Map((solved.edges ?? []).map((edge) => [edge.id, pointsOf(edge)]));
  const blocks = new Map<string, Rect>();
  for (const { parts, head } of bands) {
    for (const id of parts.flatMap(({ ids }) => ids)) {
      const { x, y } = nodes.get(nodeOf.get(id) ?? '') ?? NOWHERE;
      const { width, height } = sizes.get(id) ?? NOWHERE;
      blocks.set(id, { x, y: y + head, width, height });
    }
  }
  const solution: Solution = { nodes, lines, blocks };
  return { blocks, ways: routes.map((route) => (route === null ? null : wayOf(route, solution))) };
}

const NOWHERE: Rect = { x: 0, y: 0, width: 0, height: 0 };

interface Solution {
  readonly nodes: ReadonlyMap<string, Rect>;
  readonly lines: ReadonlyMap<string, readonly Point[]>;
  readonly blocks: ReadonlyMap<string, Rect>;
}

function wayOf(route: Route, { nodes, lines, blocks }: Solution): Way {
  if (route.type === 'beside') {
    return wayBeside(blocks.get(route.from) ?? NOWHERE, blocks.get(route.to) ?? NOWHERE);
  }
  if (route.type === 'down') {
    const points = route.edges.flatMap((edge) => lines.get(edge) ?? []);
    const label = route.label === null ? null : (nodes.get(route.label) ?? null);
    return { points: route.isReversed ? points.toReversed() : points, label };
  }
  const turn = nodes.get(route.turn) ?? NOWHERE;
  const [out = [], back = []] = route.edges.map((edge) => lines.get(edge));
  const y = turn.y + turn.height / 2;
  const corners = [out.at(-1), back.at(-1)].flatMap((end) => (end === undefined ? [] : [{ x: end.x, y }]));
  return { points: [...out, ...corners, ...back.toReversed()], label: turn.height > 1 ? turn : null };
}

/** Half way down the lower of the two: they stand on one line. */
function wayBeside(from: Rect, to: Rect): Way {
  const y = from.y + Math.min(from.height, to.height) / 2;
  const [start, end] = from.x < to.x ? [from.x + from.width, to.x] : [from.x, to.x + to.width];
  return {
    points: [
      { x: start, y },
      { x: end, y },
    ],
    label: null,
  };
}

function rectOf({ x = 0, y = 0, width = 0, height = 0 }: ElkNode): Rect {
  return { x, y, width, height };
}

function pointsOf({ sections = [] }: ElkExtendedEdge): readonly Point[] {
  return sections.flatMap(({ startPoint, bendPoints = [], endPoint }) => [
    startPoint,
    ...bendPoints,
    endPoint,
  ]);
}
