import type { Edge, Element, Model } from '../../model/model.ts';
import type { Link, Picture, PictureNode } from '../picture.ts';
import { callsOf } from './edge-calls.ts';
import { rowsOf } from './element-rows.ts';
import { schematicLink, schematicView } from './schematic.ts';

/** Lines of calls on an edge; further ones are counted, and all are in the tooltip. */
const MOST_CALLS = 4;

/** Returns the schematic view with what each element does and which calls each connection carries. */
export function detailView(model: Model): Picture {
  const elements = new Map(model.elements.map((element) => [element.name, element]));
  const picture = schematicView(model);
  return {
    ...picture,
    view: 'detail',
    groups: picture.groups.map((group) => ({
      ...group,
      nodes: group.nodes.map((node) => withRows(node, elements.get(node.id))),
    })),
    links: model.edges.map((edge) => withCalls(edge, elements)),
  };
}

function withRows(node: PictureNode, element: Element | undefined): PictureNode {
  if (element === undefined) return node;
  const rows = rowsOf(element);
  return { ...node, rows };
}

function withCalls(edge: Edge, elements: ReadonlyMap<string, Element>): Link {
  const link = schematicLink(edge, elements);
  const calls = callsOf(edge, elements);
  const shown = calls.length > MOST_CALLS ? calls.slice(0, MOST_CALLS - 1) : calls;
  const rest = calls.length - shown.length;
  return {
    ...link,
    label: [...link.label, ...shown, ...(rest > 0 ? [`${rest} more`] : [])],
    tooltip: [link.tooltip, ...calls].join('\n'),
  };
}
