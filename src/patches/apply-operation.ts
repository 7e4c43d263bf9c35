import { type Document, isMap, isScalar, isSeq, type Node } from 'yaml';
import type { PatchOperation } from '../model/model.ts';
import { isEqual } from './is-equal.ts';
import { newNode } from './new-node.ts';
import { indexIn, ownAt, plainOf, readAt, removeFrom, setIn } from './places.ts';
import { shownPointer } from './pointer.ts';

/** Why a document cannot be taken away as a whole. */
export const NOTHING_LEFT = 'nothing would be left of the document';

/**
 * Makes one operation of a JSON Patch (RFC 6902) on a YAML document; what it does not touch keeps its comments. Returns why it
 * cannot be made, in words, or null.
 */
export function applyOperation(document: Document, operation: PatchOperation): string | null {
  const { op, path, from, value } = operation;
  if (path.at(-1) === '<<' && op !== 'remove' && op !== 'test') return '"<<" is not written by patches';
  switch (op) {
    case 'add':
      return add(document, path, newNode(document, value));
    case 'remove':
      return readAt(document, path) === undefined ? nothingAt(path) : remove(document, path);
    case 'replace':
      return readAt(document, path) === undefined
        ? nothingAt(path)
        : replace(document, path, newNode(document, value));
    case 'test':
      return test(document, path, value);
    case 'copy':
    case 'move': {
      const found = readAt(document, from);
      if (found === undefined) return nothingAt(from);
      if (op === 'move' && isBelow(path, from)) return `${shownPointer(from)} cannot be moved into itself`;
      const copy = newNode(document, plainOf(document, found));
      if (op === 'move') remove(document, from);
      return add(document, path, copy);
    }
  }
}

function nothingAt(path: readonly string[]): string {
  return `there is nothing at ${shownPointer(path)}`;
}

function isBelow(path: readonly string[], above: readonly string[]): boolean {
  return path.length > above.length && above.every((token, at) => token === path[at]);
}

function test(document: Document, path: readonly string[], value: unknown): string | null {
  const found = readAt(document, path);
  if (found === undefined) return nothingAt(path);
  const is = plainOf(document, found);
  return isEqual(is, value) ? null : `${shownPointer(path)} is ${JSON.stringify(is)}`;
}

function add(document: Document, path: readonly string[], value: Node): string | null {
  const last = path.at(-1);
  if (last === undefined) return replace(document, path, value);
  const above = path.slice(0, -1);
  const parent = ownAt(document, above);
  if (isMap(parent)) {
    setIn(document, parent, { token: last, value });
    return null;
  }
  if (!isSeq(parent)) return nothingAt(above);
  const isEnd = last === '-' || last === String(parent.items.length);
  const at = isEnd ? parent.items.length : indexIn(parent, last);
  if (at === null) return `the list at ${shownPointer(above)} has no place ${last}`;
  parent.items.splice(at, 0, value);
  return null;
}

function replace(document: Document, path: readonly string[], value: Node): string | null {
  const last = path.at(-1);
  if (last === undefined && isScalar(value) && value.value === null) return NOTHING_LEFT;
  if (last === undefined) document.contents = value;
  else setIn(document, ownAt(document, path.slice(0, -1)), { token: last, value });
  return null;
}

function remove(document: Document, path: readonly string[]): string | null {
  const last = path.at(-1);
  if (last === undefined) return NOTHING_LEFT;
  removeFrom(document, ownAt(document, path.slice(0, -1)), last);
  return null;
}
