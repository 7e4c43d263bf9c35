import type { MapEntry, MapNode, Node } from '../source/parsed-document.ts';

/** A map as nothing, where there is none. */
const NO_ENTRIES: readonly MapEntry[] = [];

/** Returns the entry at a key, or null. */
export function entryAt(map: MapNode, key: string): MapEntry | null {
  return map.entries.get(key) ?? null;
}

/** Returns the map at a key, or null where there is none or another thing stands there. */
export function mapAt(map: MapNode, key: string): MapNode | null {
  const value = map.entries.get(key)?.value;
  return value?.type === 'map' ? value : null;
}

/** Returns the entries of the map at a key, in order; none where there is no map. */
export function entriesAt(map: MapNode, key: string): readonly MapEntry[] {
  const found = mapAt(map, key);
  return found === null ? NO_ENTRIES : [...found.entries.values()];
}

/** As `entriesAt`, only the entries whose values are maps. */
export function mapsAt(map: MapNode, key: string): readonly (MapEntry & { readonly value: MapNode })[] {
  return entriesAt(map, key).filter(hasMap);
}

/** Returns the items of the list at a key, in order; none where there is no list. */
export function itemsAt(map: MapNode, key: string): readonly Node[] {
  const value = map.entries.get(key)?.value;
  return value?.type === 'list' ? value.items : [];
}

/** Returns the text at a key, or null where there is none or another thing stands there. */
export function textAt(map: MapNode, key: string): string | null {
  return asText(map.entries.get(key)?.value);
}

/** Returns the number at a key, or null. */
export function numberAt(map: MapNode, key: string): number | null {
  const value = map.entries.get(key)?.value;
  return value?.type === 'scalar' && typeof value.value === 'number' ? value.value : null;
}

/** Returns true or false as written at a key, or null. */
export function flagAt(map: MapNode, key: string): boolean | null {
  const value = map.entries.get(key)?.value;
  return value?.type === 'scalar' && typeof value.value === 'boolean' ? value.value : null;
}

/** Returns the texts of the list at a key; other items are left out. */
export function textsAt(map: MapNode, key: string): readonly string[] {
  return itemsAt(map, key).flatMap((item) => asText(item) ?? []);
}

/** As `textsAt`, of a key at which a single text may stand instead of a list. */
export function oneOrSeveral(map: MapNode, key: string): readonly string[] {
  const single = textAt(map, key);
  return single === null ? textsAt(map, key) : [single];
}

/**
 * Returns the quantity at a key by its parser; where the key is absent or its value no such quantity, the default,
 * which is written and parsed in the same way.
 */
export function quantityAt<T>(map: MapNode | null, key: string, read: QuantityReader<T>): T {
  const written = map === null ? null : textAt(map, key);
  const value = written === null ? null : read.parse(written);
  if (value !== null) return value;
  const fallback = read.parse(read.default);
  if (fallback === null) throw new Error(`default "${read.default}" of "${key}" is no such quantity`);
  return fallback;
}

export interface QuantityReader<T> {
  readonly parse: (text: string) => T | null;
  readonly default: string;
}

/** Returns the quantity at a key, or null where it is absent or none. */
export function optionalQuantityAt<T>(
  map: MapNode,
  key: string,
  parse: (text: string) => T | null,
): T | null {
  const written = textAt(map, key);
  return written === null ? null : parse(written);
}

/** Returns the text of a node, or null where it is none. */
export function asText(node: Node | undefined): string | null {
  return node?.type === 'scalar' && typeof node.value === 'string' ? node.value : null;
}

function hasMap(entry: MapEntry): entry is MapEntry & { readonly value: MapNode } {
  return entry.value.type === 'map';
}
