import { suggest } from '../../diagnostics/suggest.ts';
import type { MapEntry, MapNode, Node } from '../../source/parsed-document.ts';
import type { Span } from '../../source/source.ts';
import { packMistake } from './pack-mistake.ts';

/** A text of a manifest with its place. */
export interface Located {
  readonly value: string;
  readonly span: Span;
}

/** Throws for the first key that is none of those. */
export function allowKeys(map: MapNode, keys: readonly string[]): void {
  const unknown = [...map.entries.values()].find(({ key }) => !keys.includes(key));
  if (unknown === undefined) return;
  throw packMistake(
    unknown.keySpan,
    `unknown key "${unknown.key}"`,
    suggest(unknown.key, keys, 'the keys are') ?? null,
  );
}

/** Returns the items of the list at a key, none where it is not there; throws beyond `most`. */
export function itemsOf(map: MapNode, key: string, most: number): readonly Node[] {
  const entry = map.entries.get(key);
  if (entry === undefined) return [];
  if (entry.value.type !== 'list') throw packMistake(entry.value.span, `"${key}" must be a list`);
  const excess = entry.value.items[most];
  if (excess !== undefined) throw packMistake(excess.span, `"${key}" has more than ${most} items`);
  return entry.value.items;
}

/** Returns the entries of the map at a key, none where it is not there; throws beyond `most`. */
export function entriesOf(map: MapNode, key: string, most: number): readonly MapEntry[] {
  const entry = map.entries.get(key);
  if (entry === undefined) return [];
  const entries = [...mapOf(entry.value, `"${key}"`).entries.values()];
  const excess = entries[most];
  if (excess !== undefined) throw packMistake(excess.keySpan, `"${key}" has more than ${most} keys`);
  return entries;
}

/** Returns whether a key is true; it may be missing. */
export function flagAt(map: MapNode, key: string): boolean {
  const node = map.entries.get(key)?.value;
  if (node === undefined) return false;
  if (node.type === 'scalar' && typeof node.value === 'boolean') return node.value;
  throw packMistake(node.span, `"${key}" must be true or false`);
}

/** Returns the text at a key that has to be there. */
export function textAt(map: MapNode, key: string): Located {
  const entry = map.entries.get(key);
  if (entry === undefined) throw packMistake(map.span, `"${key}" is missing`);
  return textOf(entry.value, `"${key}"`);
}

/** Returns a node as a map; `what` names it in the message. */
export function mapOf(node: Node, what: string): MapNode {
  if (node.type === 'map') return node;
  throw packMistake(node.span, `${what} must be a map`);
}

/** Returns a node as a text that is not empty; `what` names it in the message. */
export function textOf(node: Node, what: string): Located {
  if (node.type === 'scalar' && typeof node.value === 'string' && node.value !== '')
    return { value: node.value, span: node.span };
  throw packMistake(node.span, `${what} must be a text`, 'a number is a text in quotes');
}
