import { type Document, isMap, isNode, isSeq, type Node, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Patch } from '../../model/model.ts';
import { isEqual } from '../is-equal.ts';
import { identityOf, isPlainMap } from '../merge-keys.ts';
import type { Claim, Saying } from './claim.ts';
import { childrenOf, type Standings } from './standing.ts';

/** A document before and after a patch. */
export interface Change {
  readonly patch: Patch;
  readonly document: Document;
  /** What the document said before, and what it says now, as plain data. */
  readonly was: unknown;
  readonly is: unknown;
  readonly before: Standings;
  readonly after: Standings;
}

/** Returns what a patch made of which places, from what differs: what it wrote as it was before is none of them. */
export function claimsOfChange(change: Change): readonly Claim[] {
  const { document, before, was, is } = change;
  const root = document.contents;
  if (root === null) return [];
  if (!before.has(root)) return claimsOfNew(change, { node: root, parent: null, token: '', was, is });
  return claimsWithin(change, root, { was, is });
}

/** What stood at a place, and what stands there; undefined: nothing. */
interface Values {
  readonly was: unknown;
  readonly is: unknown;
}

/** Of a node that was there before. */
function claimsWithin(change: Change, node: Node, { was, is }: Values): readonly Claim[] {
  if (!isMap(node) && !isSeq(node)) return [];
  const { before } = change;
  // Items may stand elsewhere in the list than before; those that are new in a list of the same length replace others.
  const isAsLong = !isSeq(node) || (Array.isArray(was) && was.length === node.items.length);
  const claims = childrenOf(node).flatMap(([token, child]) => {
    if (!isNode(child)) return [];
    const now = valueAt(is, token);
    const standing = before.get(child);
    if (standing !== undefined)
      return claimsWithin(change, child, { was: valueAt(was, standing.token), is: now });
    const then = isAsLong ? valueAt(was, token) : undefined;
    return claimsOfNew(change, { node: child, parent: node, token, was: then, is: now });
  });
  const values = { was, is };
  return [
    ...claims,
    ...(isMap(node) ? removedKeys(change, node, values) : removedItems(change, node, values)),
  ];
}

interface NewNode extends Values {
  readonly node: Node;
  readonly parent: YAMLMap | YAMLSeq | null;
  readonly token: string;
}

function claimsOfNew(change: Change, { node, parent, token, was, is }: NewNode): readonly Claim[] {
  if (isEqual(is, was)) return [];
  const own: Claim = { patch: change.patch, parent, token, says: { type: 'set', value: is, node } };
  if (isSeq(node)) return [own, ...partsOf(change, node, { was: undefined, is })];
  if (!isMap(node)) return [own];
  const before = isPlainMap(was) ? was : undefined;
  const values = { was: before, is };
  const all = [...partsOf(change, node, values), ...removedKeys(change, node, values)];
  return all.length === 0 ? [own] : all;
}

function partsOf(change: Change, parent: YAMLMap | YAMLSeq, { was, is }: Values): readonly Claim[] {
  return childrenOf(parent).flatMap(([token, node]) => {
    if (!isNode(node)) return [];
    return claimsOfNew(change, { node, parent, token, was: valueAt(was, token), is: valueAt(is, token) });
  });
}

/** The keys that a map had, whether it is the same one or another in its place. */
function removedKeys({ patch }: Change, map: YAMLMap, { was, is }: Values): readonly Claim[] {
  if (!isPlainMap(was)) return [];
  const says: Saying = { type: 'removed' };
  return Object.keys(was)
    .filter((key) => valueAt(is, key) === undefined)
    .map((token) => ({ patch, parent: map, token, says }));
}

function removedItems({ patch, after }: Change, list: YAMLSeq, { was, is }: Values): readonly Claim[] {
  const listKey = after.get(list)?.token ?? '';
  if (!Array.isArray(was) || !Array.isArray(is)) return [];
  const left = is.map((item) => identityOf(listKey, item));
  return was.flatMap((item: unknown, at) => {
    const identity = identityOf(listKey, item);
    if (identity === null || left.some((one) => isEqual(one, identity))) return [];
    return [{ patch, parent: list, token: String(at), says: { type: 'item-removed', ...identity } as const }];
  });
}

function valueAt(data: unknown, token: string): unknown {
  return typeof data === 'object' && data !== null && Object.hasOwn(data, token)
    ? Reflect.get(data, token)
    : undefined;
}
