import type { Element, Model, Tier } from '../model/model.ts';
import { measureText, wrapName } from './text-width.ts';

/** An element as a box to be placed: its texts and its size in pixels. */
export interface DiagramNode {
  /** The element's name. */
  readonly id: string;
  readonly tier: Tier;
  /** The name on one or two lines, shortened where it must be. */
  readonly lines: readonly string[];
  /** A few words under the name. */
  readonly note: string;
  readonly width: number;
  readonly height: number;
  /** Container native storage, docked below the box; null: none. */
  readonly storage: StorageNode | null;
}

export interface StorageNode {
  /** `<service>/storage`, as edges name it. */
  readonly id: string;
  readonly note: string;
}

export const NAME_SIZE_PX = 13;
/** Height of a docked storage, and the way between it and its service. */
export const STORAGE_HEIGHT = 38;
export const STORAGE_GAP = 26;
/** How much narrower than its service a storage is, on each side: other edges pass there. */
export const STORAGE_INSET = 18;

const MIN_WIDTH = 108;
const MAX_TEXT_WIDTH = 146;
/** Holds the dot that says what was observed, too. */
const TEXT_MARGIN = 38;

/** Returns the boxes of every element in Model order; the boxes of a tier are equally large. */
export function sizeNodes(model: Model): readonly DiagramNode[] {
  const drafts = model.elements.map((element) => ({
    element,
    lines: wrapName(element.name, NAME_SIZE_PX, MAX_TEXT_WIDTH),
  }));
  const widths = new Map<Tier, number>();
  const lineCounts = new Map<Tier, number>();
  for (const { element, lines } of drafts) {
    const text = Math.max(...lines.map((line) => measureText(line, NAME_SIZE_PX)));
    const width = Math.max(MIN_WIDTH, Math.ceil(text + TEXT_MARGIN));
    widths.set(element.tier, Math.max(widths.get(element.tier) ?? 0, width));
    lineCounts.set(element.tier, Math.max(lineCounts.get(element.tier) ?? 1, lines.length));
  }
  return drafts.map(({ element, lines }) => ({
    id: element.name,
    tier: element.tier,
    lines,
    note: noteOf(element),
    width: widths.get(element.tier) ?? MIN_WIDTH,
    height: 50 + ((lineCounts.get(element.tier) ?? 1) - 1) * 15,
    storage: storageOf(element),
  }));
}

/** Returns the height of a box with the storage docked below it. */
export function fullHeight(node: DiagramNode): number {
  return node.height + (node.storage === null ? 0 : STORAGE_GAP + STORAGE_HEIGHT);
}

function storageOf(element: Element): StorageNode | null {
  if (element.tier !== 'mobileServices' || element.storage === null) return null;
  const { engine, sizeBytes } = element.storage;
  const gibibytes = sizeBytes / 2 ** 30;
  const size = gibibytes >= 1 ? `${round(gibibytes)} GiB` : `${round(sizeBytes / 2 ** 20)} MiB`;
  return { id: `${element.name}/storage`, note: `${engine === 'sqlite' ? 'SQLite' : engine} ${size}` };
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function noteOf(element: Element): string {
  switch (element.tier) {
    case 'devices':
      return counted(element.journeys.length, 'journey');
    case 'gateway':
      return `API gateway · ${counted(element.routes.length, 'route')}`;
    case 'frontends':
    case 'integrations':
      return counted(element.operations.length, 'operation');
    case 'mobileServices':
      return element.kind.id;
    case 'backends':
      return element.protocol === 'rest' ? 'REST' : 'SOAP';
    case 'providers':
      return element.provider === 'fcm' ? 'FCM' : 'APNs';
  }
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
