import type { Model } from '../model/model.ts';
import { type Frame, type PlacedNode, placeNodes } from './grid.ts';
import { STORAGE_GAP, STORAGE_HEIGHT, STORAGE_INSET, sizeNodes } from './nodes.ts';
import type { Link } from './order.ts';
import { routeLinks, type Way } from './route.ts';

/** A box of the figure, a storage included: left upper corner and size in pixels. */
export interface Box {
  /** The element's name, or `<service>/storage`. */
  readonly id: string;
  readonly tier: PlacedNode['tier'] | 'storage';
  readonly lines: readonly string[];
  readonly note: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The geometry of a figure, in pixels. `ways` holds calls in the order of the Model, then further links, then storages. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly frames: readonly Frame[];
  readonly boxes: readonly Box[];
  readonly ways: readonly Way[];
}

/**
 * Returns where everything of a model stands: layers from top to bottom, no two boxes overlapping, no line through a
 * box. `extraLinks` (edges that were observed but not declared) are routed like the others but do not move any box.
 * A link with an end that is no element is left out.
 */
export function layoutDiagram(model: Model, extraLinks: readonly Link[] = []): Layout {
  const nodes = sizeNodes(model);
  const grid = placeNodes(nodes, model.edges);
  const links = [...model.edges, ...extraLinks].filter(({ from, to }) => `${from}/storage` !== to);
  const storages = grid.nodes.flatMap(storageBox);
  const docked = model.edges.flatMap(({ from, to }) => storageWay(grid.nodes, from, to));
  const width = Math.ceil(grid.width);
  return {
    width,
    height: Math.ceil(grid.height + roomBelow(grid.nodes, grid.strips.length, links)),
    frames: grid.frames,
    boxes: [...grid.nodes.map(elementBox), ...storages],
    ways: [...routeLinks(grid, links), ...docked],
  };
}

function elementBox(node: PlacedNode): Box {
  const { id, tier, lines, note, x, y, width, height } = node;
  return { id, tier, lines, note, x, y, width, height };
}

function storageBox(node: PlacedNode): readonly Box[] {
  if (node.storage === null) return [];
  const { id, note } = node.storage;
  const x = node.x + STORAGE_INSET;
  const y = node.y + node.height + STORAGE_GAP;
  const width = node.width - 2 * STORAGE_INSET;
  return [{ id, tier: 'storage', lines: [], note, x, y, width, height: STORAGE_HEIGHT }];
}

/** The straight line from a service down to its storage. */
function storageWay(nodes: readonly PlacedNode[], from: string, to: string): readonly Way[] {
  const node = nodes.find(({ id, storage }) => id === from && storage?.id === to);
  if (node === undefined) return [];
  const x = node.x + node.width / 2;
  const top = node.y + node.height;
  const points = [
    { x, y: top },
    { x, y: top + STORAGE_GAP },
  ];
  return [{ from, to, points, arrivesFromBelow: false }];
}

/** Lines between boxes of the last row turn below it. */
function roomBelow(nodes: readonly PlacedNode[], stripCount: number, links: readonly Link[]): number {
  const last = new Set(nodes.filter(({ strip }) => strip === stripCount - 1).map(({ id }) => id));
  return links.some(({ from, to }) => last.has(from) && last.has(to)) ? 32 : 0;
}
