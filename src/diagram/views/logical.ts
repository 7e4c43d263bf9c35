import type { Edge, Element, Model } from '../../model/model.ts';
import { groupsOf, type ModelGroup } from '../groups.ts';
import type { Group, Link, Picture, PictureNode } from '../picture.ts';
import { iconOf } from './words.ts';

/** More elements than that are counted in one last box. */
const MOST_NODES = 12;
/** A tooltip names so many edges, then counts. */
const MOST_NAMED = 12;

/** Returns the big picture: every group with its elements, what each is for, and which group uses which. */
export function logicalView(model: Model): Picture {
  const groups = groupsOf(model, 'shortest');
  const { name, title, description } = model;
  return {
    view: 'logical',
    name,
    title,
    description,
    groups: groups.map(groupOf),
    links: linksOf(model.edges, groups),
    joins: 'groups',
    observed: false,
  };
}

function groupOf({ id, title, rank, elements }: ModelGroup): Group {
  const isCut = elements.length > MOST_NODES;
  const shown = isCut ? elements.slice(0, MOST_NODES - 1) : elements;
  const nodes = shown.map((element) => nodeOf(element, id));
  if (!isCut) return { id, title, rank, nodes };
  const rest = elements.slice(shown.length);
  const more: PictureNode = {
    id: `${id}/more`,
    text: `${rest.length} more`,
    note: '',
    icon: 'more',
    rows: [],
    tooltip: rest.map((element) => element.name).join(', '),
    state: null,
  };
  return { id, title, rank, nodes: [...nodes, more] };
}

function nodeOf(element: Element, group: Group['id']): PictureNode {
  const isStorage = group === 'storage';
  const note = element.tier === 'mobileServices' && !isStorage ? element.kind.title : '';
  const words = [element.name, element.title === element.name ? '' : element.title, note];
  return {
    id: isStorage ? `${element.name}/storage` : element.name,
    text: element.title,
    note,
    icon: isStorage ? 'database' : iconOf(element),
    rows: [],
    tooltip: words.filter((text) => text !== '').join(' · '),
    state: null,
  };
}

/** One link for all edges from one group to another. */
function linksOf(edges: readonly Edge[], groups: readonly ModelGroup[]): readonly Link[] {
  const groupOfName = new Map(
    groups.flatMap(({ id, elements }) =>
      elements.map(({ name }) => [id === 'storage' ? `${name}/storage` : name, id] as const),
    ),
  );
  const bundles = new Map<string, { from: Group['id']; to: Group['id']; edges: Edge[] }>();
  for (const edge of edges) {
    const [from, to] = [groupOfName.get(edge.from), groupOfName.get(edge.to)];
    if (from === undefined || to === undefined) continue;
    const bundle = bundles.get(`${from} ${to}`) ?? { from, to, edges: [] };
    bundle.edges.push(edge);
    bundles.set(`${from} ${to}`, bundle);
  }
  return [...bundles.values()].map(linkOf);
}

function linkOf({ from, to, edges }: { from: string; to: string; edges: readonly Edge[] }): Link {
  const named = edges.slice(0, MOST_NAMED).map((edge) => `${edge.from} → ${edge.to}`);
  const rest = edges.length - named.length;
  return {
    from,
    to,
    kind: edges.every(({ kind }) => kind === 'storage') ? 'storage' : 'call',
    optional: edges.every(({ optional }) => optional),
    label: [],
    tooltip: `${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`,
    state: null,
    count: 0,
  };
}
