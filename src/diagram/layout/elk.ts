import type { ElkNode } from 'elkjs';
import { bandsOf } from './bands.ts';
import { findBeam, placeBeam } from './beam.ts';
import { elkProblem } from './elk-graph.ts';
import type { Arrangement } from './elk-nodes.ts';
import { finishLayout } from './finish.ts';
import type { Layout, LayoutRequest } from './layout.ts';
import { orderBlocks, spotsOf } from './order.ts';
import { readSolved } from './read-solved.ts';

/**
 * Lays a picture out with the layered algorithm of the Eclipse Layout Kernel, which is loaded here and nowhere else. It
 * runs in this process and thread. The ends of every link are blocks of the request.
 */
export async function layOutWithElk(given: LayoutRequest): Promise<Layout> {
  const order = orderBlocks(given.groups, given.links);
  const groups = [...order.keys()].flatMap((id) => given.groups.filter((group) => group.id === id));
  const request: LayoutRequest = { ...given, groups };
  const beam = findBeam(request);
  const arrangement: Arrangement = {
    bands: bandsOf(beam?.below ?? groups, order, request.inset),
    blocks: new Map(groups.flatMap(({ blocks }) => blocks.map((block) => [block.id, block] as const))),
    spots: spotsOf(groups, order),
    entries: countEntries(request),
    beam: beam?.id ?? null,
  };
  const problem = elkProblem(request.links, arrangement);
  const below = readSolved(problem, await solve(problem.graph), arrangement);
  if (beam === null) return finishLayout(below, request, null);
  return finishLayout(placeBeam(beam, below, { request, order }), request, beam);
}

async function solve(graph: ElkNode): Promise<ElkNode> {
  if (graph.children?.length === 0) return graph;
  const elkjs = await import('elkjs');
  return new elkjs.default.default().layout(graph);
}

function countEntries({ links }: LayoutRequest): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { to } of links) counts.set(to, (counts.get(to) ?? 0) + 1);
  return counts;
}
