import { LIMITS } from '../limits.ts';
import type { ListNode, MapEntry, MapNode, Node, ScalarNode } from '../parsed-document.ts';
import type { Span } from '../source.ts';
import type { Key } from './key.ts';
import { beyond } from './text-cursor.ts';

/** Keys that have to be refused, or that mean something to JavaScript itself. */
const REFUSED_KEYS = new Set(['<<', '__proto__', 'constructor', 'prototype']);

/** Adds an entry to a map. What would have to be reported is not read here: keys that are refused, twice or too many. */
export function addEntry(entries: Map<string, MapEntry>, { key, keySpan }: Key, value: Node): void {
  if (REFUSED_KEYS.has(key) || entries.has(key) || entries.size >= LIMITS.keysPerMap) throw beyond;
  entries.set(key, { key, keySpan, value });
}

/** Returns a map with the entries in the order of the text. */
export function mapNode(entries: ReadonlyMap<string, MapEntry>, span: Span): MapNode {
  return { type: 'map', entries, span };
}

/** Returns a list with the items in the order of the text. */
export function listNode(items: readonly Node[], span: Span): ListNode {
  return { type: 'list', items, span };
}

/** Returns a single value. */
export function scalarNode(value: ScalarNode['value'], span: Span): ScalarNode {
  if (span.end - span.start > LIMITS.valueLength) throw beyond;
  return { type: 'scalar', value, span };
}
