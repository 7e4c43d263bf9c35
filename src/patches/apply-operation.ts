import { type Document, isCollection, isMap, isNode, isSeq, type Node, type YAMLSeq } from 'yaml';
import type { PatchOperation } from '../model/model.ts';
import { isEqual } from './is-equal.ts';

/**
 * Makes one operation of a JSON Patch (RFC 6902) on a YAML document; what it does not touch keeps its comments and layout. Returns
 * why it cannot be made, in words, or null.
 */
export function applyOperation(document: Document, operation: PatchOperation): string | null {
  const { op, path, from, value } = operation;
  switch (op) {
    case 'add':
      return add(document, path, document.createNode(value));
    case 'remove':
      return find(document, path) === undefined ? nothingAt(path) : remove(document, path);
    case 'replace':
      return find(document, path) === undefined
        ? nothingAt(path)
        : replace(document, path, document.createNode(value));
    case 'test': {
      const found = find(document, path);
      if (found === undefined) return nothingAt(path);
      return isEqual(found.toJS(document), value)
        ? null
        : `${shown(path)} is ${JSON.stringify(found.toJS(document))}`;
    }
    case 'copy':
    case 'move': {
      const found = find(document, from);
      if (found === undefined) return nothingAt(from);
      if (op === 'move' && isBelow(path, from)) return `${shown(from)} cannot be moved into itself`;
      const copy = document.createNode(found.toJS(document));
      if (op === 'move') remove(document, from);
      return add(document, path, copy);
    }
  }
}

/** `/spec/replicas`, as it is written. */
export function shown(path: readonly string[]): string {
  const tokens = path.map((token) => `/${token.replaceAll('~', '~0').replaceAll('/', '~1')}`);
  return `"${tokens.join('')}"`;
}

function nothingAt(path: readonly string[]): string {
  return `there is nothing at ${shown(path)}`;
}

function isBelow(path: readonly string[], above: readonly string[]): boolean {
  return path.length > above.length && above.every((token, at) => token === path[at]);
}

function find(document: Document, path: readonly string[]): Node | undefined {
  let node: unknown = document.contents;
  for (const token of path) {
    if (isMap(node)) node = node.items.find(({ key }) => keyOf(key) === token)?.value;
    else if (isSeq(node)) node = node.items[indexOf(token, node) ?? node.items.length];
    else return undefined;
  }
  return isNode(node) ? node : undefined;
}

function keyOf(key: unknown): string {
  return String(isNode(key) ? key.toJSON() : key);
}

/** Null for what is no index of an item that is there. */
function indexOf(token: string, { items }: YAMLSeq): number | null {
  if (!/^(0|[1-9][0-9]{0,8})$/.test(token)) return null;
  return Number(token) < items.length ? Number(token) : null;
}

function add(document: Document, path: readonly string[], value: Node): string | null {
  const last = path.at(-1);
  if (last === undefined) {
    document.contents = value;
    return null;
  }
  const parent = find(document, path.slice(0, -1));
  if (isMap(parent)) {
    parent.set(last, value);
    return null;
  }
  if (!isSeq(parent)) return nothingAt(path.slice(0, -1));
  const isEnd = last === '-' || last === String(parent.items.length);
  const at = isEnd ? parent.items.length : indexOf(last, parent);
  if (at === null) return `the list at ${shown(path.slice(0, -1))} has no place ${last}`;
  parent.items.splice(at, 0, value);
  return null;
}

function replace(document: Document, path: readonly string[], value: Node): null {
  const last = path.at(-1);
  const parent = last === undefined ? undefined : find(document, path.slice(0, -1));
  if (last !== undefined && isCollection(parent)) parent.set(isSeq(parent) ? Number(last) : last, value);
  else document.contents = value;
  return null;
}

function remove(document: Document, path: readonly string[]): null {
  const last = path.at(-1);
  const parent = last === undefined ? undefined : find(document, path.slice(0, -1));
  if (last !== undefined && isCollection(parent)) parent.delete(isSeq(parent) ? Number(last) : last);
  else document.contents = document.createNode(null);
  return null;
}
