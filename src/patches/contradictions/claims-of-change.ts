import { type Document, isMap, isNode, isSeq, type Node, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Patch } from '../../model/model.ts';
import { isEqual } from '../is-equal.ts';
import { identityOf, isPlainMap } from '../merge-keys.ts';
import { childOf, plainOf } from '../places.ts';
import type { Claim, Saying } from './claim.ts';
import { childrenOf, type Standings } from './standing.ts';

/** A document before and after a patch. */
export interface Change {
  readonly patch: Patch;
  readonly document: Document;
  /** What the document said before, as plain data. */
  readonly said: unknown;
  readonly before: Standings;
  readonly after: Standings;
}

/** Returns what a patch made of which places, from what differs: what it wrote as it was before is none of them. */
export function claimsOfChange(change: Change): readonly Claim[] {
  const { document, before } = change;
  const root = document.contents;
  if (root === null) return [];
  if (!before.has(root))
    return claimsOfNew(change, { node: root, parent: null, token: '', was: change.said });
  return claimsWithin(change, root, change.said);
}

/** Of a node that was there before. */
function claimsWithin(change: Change, node: Node, was: unknown): readonly Claim[] {
  if (!isMap(node) && !isSeq(node)) return [];
  const { before } = change;
  // Items may stand elsewhere in the list than before; those that are new in a list of the same length replace others.
  const isAsLong = !isSeq(node) || (Array.isArray(was) && was.length === node.items.length);
  const claims = childrenOf(node).flatMap(([token, child]) => {
    if (!isNode(child)) return [];
    const standing = before.get(child);
    if (standing !== undefined) return claimsWithin(change, child, valueAt(was, standing.token));
    return claimsOfNew(change, {
      node: child,
      parent: node,
      token,
      was: isAsLong ? valueAt(was, token) : undefined,
    });
  });
  return [...claims, ...(isMap(node) ? removedKeys(change, node, was) : removedItems(change, node, was))];
}

interface NewNode {
  readonly node: Node;
  readonly parent: YAMLMap | YAMLSeq | null;
  readonly token: string;
  /** What stood there before; undefined: nothing. */
  readonly was: unknown;
}

function claimsOfNew(change: Change, { node, parent, token, was }: NewNode): readonly Claim[] {
  const { patch, document } = change;
  const value = plainOf(document, node);
  if (isEqual(value, was)) return [];
  const own: Claim = { patch, parent, token, says: { type: 'set', value, node } };
  if (isSeq(node)) return [own, ...itemsOf(change, node)];
  if (!isMap(node)) return [own];
  const before = isPlainMap(was) ? was : undefined;
  const all = [
    ...childrenOf(node).flatMap(([key, child]) =>
      isNode(child) ? claimsOfNew(change, { node: child, parent: node, token: key, was: before?.[key] }) : [],
    ),
    ...removedKeys(change, node, before),
  ];
  return all.length === 0 ? [own] : all;
}

function itemsOf(change: Change, list: YAMLSeq): readonly Claim[] {
  return childrenOf(list).flatMap(([token, child]) =>
    isNode(child) ? claimsOfNew(change, { node: child, parent: list, token, was: undefined }) : [],
  );
}

/** The keys that a map had, whether it is the same one or another in its place. */
function removedKeys({ patch, document }: Change, map: YAMLMap, was: unknown): readonly Claim[] {
  if (!isPlainMap(was)) return [];
  const says: Saying = { type: 'removed' };
  return Object.keys(was)
    .filter((key) => childOf(document, map, key) === undefined)
    .map((token) => ({ patch, parent: map, token, says }));
}

function removedItems({ patch, document, after }: Change, list: YAMLSeq, was: unknown): readonly Claim[] {
  const listKey = after.get(list)?.token ?? '';
  const now: unknown = plainOf(document, list);
  if (!Array.isArray(was) || !Array.isArray(now)) return [];
  const left = now.map((item) => identityOf(listKey, item));
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
