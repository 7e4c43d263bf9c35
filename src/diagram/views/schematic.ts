import type { Edge, Element, MobileService, Model } from '../../model/model.ts';
import { groupsOf } from '../groups.ts';
import type { Group, Link, Picture, PictureNode } from '../picture.ts';
import { protocolOf } from './protocol.ts';
import { counted, iconOf, storageInWords } from './words.ts';

/** Returns every element and every connection between them, with the protocol that each speaks. */
export function schematicView(model: Model): Picture {
  const { name, title, description } = model;
  const byName = new Map(model.elements.map((element) => [element.name, element]));
  return {
    view: 'schematic',
    name,
    title,
    description,
    groups: groupsOf(model, 'longest').map(({ elements, ...group }) => ({
      ...group,
      nodes: elements.map((element) => schematicNode(element, group.id)),
    })),
    links: model.edges.map((edge) => schematicLink(edge, byName)),
    joins: 'nodes',
    observed: false,
  };
}

/** Returns an element as a box of the schematic view; in the group `storage` it is the storage of a mobile service. */
export function schematicNode(element: Element, group: Group['id']): PictureNode {
  const isStorage = group === 'storage' && element.tier === 'mobileServices';
  const id = isStorage ? `${element.name}/storage` : element.name;
  const note = isStorage ? storageNote(element) : noteOf(element);
  const title = element.title === element.name || note === element.title ? '' : element.title;
  return {
    id,
    text: element.name,
    note,
    icon: isStorage ? 'database' : iconOf(element),
    rows: [],
    tooltip: [id, title, note, element.description].filter((text) => text !== '').join(' · '),
    state: null,
  };
}

/** Returns an edge as a link of the schematic view. */
export function schematicLink(edge: Edge, elements: ReadonlyMap<string, Element>): Link {
  const protocol = protocolOf(edge, elements.get(edge.to));
  return {
    from: edge.from,
    to: edge.to,
    kind: edge.kind,
    optional: edge.optional,
    label: [protocol],
    tooltip: `${edge.from} → ${edge.to}: ${protocol}${edge.optional ? ', optional' : ''}`,
    state: null,
    count: 0,
  };
}

function storageNote({ storage }: MobileService): string {
  return storage === null ? '' : storageInWords(storage);
}

function noteOf(element: Element): string {
  switch (element.tier) {
    case 'devices':
      return counted(element.journeys.length, 'journey');
    case 'gateway':
      return counted(element.routes.length, 'route');
    case 'frontends':
    case 'integrations':
      return counted(element.operations.length, 'operation');
    case 'mobileServices':
      return element.kind.title;
    case 'backends':
      return element.title === element.name
        ? counted(element.contract.operations.length, 'operation')
        : element.title;
    case 'providers':
      return element.provider === 'fcm' ? 'Android' : 'iOS';
  }
}
