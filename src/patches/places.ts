import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { newNode, newPair } from './new-node.ts';

/**
 * Returns what stands at a place of a document as it is read: aliases are followed, and what `<<` merges into a map is there.
 * Undefined where nothing is.
 */
export function readAt(document: Document, path: readonly string[]): Node | undefined {
  let node = followed(document, document.contents);
  for (const token of path) node = followed(document, childOf(document, node, token));
  return node;
}

/**
 * As `readAt`, to be changed: what is an alias or merged in becomes a copy that is written at the place itself, so that a
 * change of it is none of what it was a copy of.
 */
export function ownAt(document: Document, path: readonly string[]): Node | undefined {
  let node = isNode(document.contents) ? document.contents : undefined;
  for (const token of path) node = ownChild(document, node, token);
  return node;
}

/** As `ownAt`, for one step. */
export function ownChild(document: Document, parent: unknown, token: string): Node | undefined {
  const written = writtenIn(parent, token);
  if (isNode(written) && !isAlias(written)) return written;
  const found = followed(document, childOf(document, parent, token));
  if (found === undefined) return undefined;
  const value = newNode(document, plainOf(document, found));
  setIn(document, parent, { token, value });
  return value;
}

/** Returns a node as plain data, with all that aliases and merges make of it. */
export function plainOf(document: Document, node: Node): unknown {
  return node.toJS(document, { maxAliasCount: -1 });
}

/** Puts a value at a key of a map or at an item of a list that is there; a comment beside a single value stays. */
export function setIn(
  document: Document,
  parent: unknown,
  { token, value }: { readonly token: string; readonly value: Node },
): void {
  const before = writtenIn(parent, token);
  if (isNode(before) && !isAlias(before)) inherit(before, value);
  if (isSeq(parent)) parent.items[Number(token)] = value;
  else if (isMap(parent)) {
    const pair = pairAt(parent, token);
    if (pair === undefined) parent.items.push(newPair(document, token, value));
    else pair.value = value;
  }
}

/** Takes a key or an item away; where `<<` merges the key in, all else that it merges in is written out. */
export function removeFrom(document: Document, parent: unknown, token: string): void {
  if (isSeq(parent)) parent.items.splice(Number(token), 1);
  if (!isMap(parent)) return;
  parent.items = parent.items.filter((pair) => keyOf(pair.key) !== token);
  if (childOf(document, parent, token) === undefined) return;
  const kept = new Map<string, Node>();
  for (const source of mergedInto(document, parent)) {
    for (const key of keysOf(document, source)) {
      const value = followed(document, childOf(document, source, key));
      if (value !== undefined && key !== token && !kept.has(key) && pairAt(parent, key) === undefined)
        kept.set(key, value);
    }
  }
  parent.items = parent.items.filter((pair) => !isMerge(pair.key));
  for (const [key, value] of kept)
    parent.items.push(newPair(document, key, newNode(document, plainOf(document, value))));
}

/** Returns the place of an item that is there, or null. */
export function indexIn({ items }: YAMLSeq, token: string): number | null {
  if (!/^(0|[1-9][0-9]{0,8})$/.test(token)) return null;
  return Number(token) < items.length ? Number(token) : null;
}

/** What aliases stand for keeps its name, and a single value the comments around it. */
function inherit(before: Node, value: Node): void {
  const isNamed = isScalar(before) || isCollection(before);
  if (isNamed && before.anchor !== undefined && (isScalar(value) || isCollection(value)))
    value.anchor = before.anchor;
  if (!isScalar(before) || !isScalar(value)) return;
  value.comment = before.comment ?? null;
  value.commentBefore = before.commentBefore ?? null;
}

/** Returns a node, or what it is an alias of; undefined where neither is there. */
export function followed(document: Document, node: unknown): Node | undefined {
  if (isAlias(node)) return node.resolve(document);
  return isNode(node) ? node : undefined;
}

function writtenIn(parent: unknown, token: string): unknown {
  if (isMap(parent)) return pairAt(parent, token)?.value;
  return isSeq(parent) ? parent.items[indexIn(parent, token) ?? parent.items.length] : undefined;
}

/** Returns what stands at a key or an index of a node as it is read: what `<<` merges into a map is there. */
export function childOf(document: Document, parent: unknown, token: string): unknown {
  const written = writtenIn(parent, token);
  if (written !== undefined || !isMap(parent)) return written;
  for (const source of mergedInto(document, parent)) {
    const found = childOf(document, source, token);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The maps that `<<` merges into a map; the first that has a key counts. */
function mergedInto(document: Document, map: YAMLMap): readonly YAMLMap[] {
  return map.items.flatMap(({ key, value }) => {
    if (!isMerge(key)) return [];
    const source = followed(document, value);
    const all = isSeq(source) ? source.items.map((item) => followed(document, item)) : [source];
    return all.filter((one) => isMap(one));
  });
}

function keysOf(document: Document, map: YAMLMap): readonly string[] {
  const own = map.items.flatMap(({ key }) => (isMerge(key) ? [] : keyOf(key)));
  return [...own, ...mergedInto(document, map).flatMap((source) => keysOf(document, source))];
}

function pairAt(map: YAMLMap, token: string) {
  return map.items.find(({ key }) => keyOf(key) === token);
}

/** Returns a key as a token of a JSON Pointer. */
export function keyOf(key: unknown): string {
  if (isMerge(key)) return '<<';
  return String(isNode(key) ? key.toJSON() : key);
}

/** Returns whether a key merges maps in: the parser reads `<<` as a symbol. */
export function isMerge(key: unknown): boolean {
  return isScalar(key) && typeof key.value === 'symbol';
}
