import type { Edge, Element, Model } from '../../model/model.ts';
import type { EdgeDemand } from './custom-rule.ts';
import { selects, writtenElements } from './selector.ts';
import type { Take } from './violation.ts';

/** Finds what a custom rule says against edges between elements. An element's own storage is no element. */
export function checkEdges(model: Model, demand: EdgeDemand, take: Take): void {
  const byName = new Map(model.elements.map((element) => [element.name, element]));
  const ways = model.edges.flatMap((edge) => {
    const from = byName.get(edge.from);
    const to = byName.get(edge.to);
    return from === undefined || to === undefined ? [] : [{ edge, from, to }];
  });
  if (demand.verb === 'require') {
    checkRequired(writtenElements(model), ways, { demand, take });
    return;
  }
  for (const way of ways) if (isAgainst(way, demand)) take(edgeViolation(way));
}

interface Way {
  readonly edge: Edge;
  readonly from: Element;
  readonly to: Element;
}

function isAgainst({ from, to }: Way, demand: EdgeDemand): boolean {
  const starts = selects(demand.from, from);
  const ends = selects(demand.to, to);
  return demand.verb === 'forbid' ? starts && ends : starts !== ends;
}

function edgeViolation({ edge, from, to }: Way) {
  const { name, path } = from;
  return {
    values: { from: name, to: to.name, name, path },
    span: edge.span,
    path,
    related: [{ message: `"${to.name}" is declared here`, span: to.span }],
  };
}

function checkRequired(
  elements: readonly Element[],
  ways: readonly Way[],
  { demand, take }: { readonly demand: EdgeDemand; readonly take: Take },
): void {
  const served = new Set(ways.filter(({ to }) => selects(demand.to, to)).map(({ from }) => from));
  for (const element of elements) {
    if (served.has(element) || !selects(demand.from, element)) continue;
    const { name, path, span } = element;
    take({ values: { from: name, name, path }, span, path });
  }
}
