import type { Source, Span } from './source.ts';

/** A YAML text as a tree with places. Aliases are resolved: an aliased collection occurs several times, as one object. */
export interface ParsedDocument {
  readonly source: Source;
  readonly root: Node;
}

export type Node = ScalarNode | MapNode | ListNode;

export interface ScalarNode {
  readonly type: 'scalar';
  /** By the YAML 1.2 core schema. */
  readonly value: string | number | boolean | null;
  readonly span: Span;
}

export interface MapNode {
  readonly type: 'map';
  /** In the order of the text; a key that is written twice occurs once, as first written. */
  readonly entries: ReadonlyMap<string, MapEntry>;
  readonly span: Span;
}

export interface MapEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Node;
}

export interface ListNode {
  readonly type: 'list';
  readonly items: readonly Node[];
  readonly span: Span;
}

/** Returns the node as plain data: objects in the order of their keys, lists, strings, numbers, booleans, null. */
export function toPlain(node: Node): unknown {
  if (node.type === 'scalar') return node.value;
  if (node.type === 'list') return node.items.map(toPlain);
  const plain: Record<string, unknown> = {};
  node.entries.forEach((entry, key) => {
    plain[key] = toPlain(entry.value);
  });
  return plain;
}
