import { LIMITS } from '../limits.ts';
import type { MapEntry, Node } from '../parsed-document.ts';
import type { Source, Span } from '../source.ts';
import { readBlockScalar } from './block-scalar.ts';
import { readFlowCollection } from './flow-collection.ts';
import { type Key, readKey } from './key.ts';
import { addEntry, listNode, mapNode, scalarNode } from './nodes.ts';
import { readPlain } from './plain-scalar.ts';
import { readQuoted } from './quoted-scalar.ts';
import {
  beyond,
  Char,
  type Cursor,
  countNode,
  createCursor,
  endLine,
  isBlank,
  nextContent,
  skipSpaces,
  spanOf,
} from './text-cursor.ts';

/** Tabs, carriage returns and other characters that YAML, or the parser behind this one, treats specially. */
const UNUSUAL =
  /[^\n\x20-\x7e\u00a1-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffc\u{10000}-\u{10ffff}]/u;

/**
 * Returns the root of a YAML 1.2 text (core schema) of the sort that most documents are: a map or a list of blocks, scalars
 * of all five styles, collections in brackets, comments. Null for everything else, be it allowed or not: then the careful
 * parser decides, and says what is wrong. Where this one answers, its tree and all places are those of the careful one,
 * and no limit is met but that of the whole text's size: of depth, of keys in a map, of a key's and a value's length, and
 * of `mostNodes` keys and values. It takes a twentieth of the time for a first, small document, and a tenth for a large one.
 */
export function parseQuickYaml(source: Source, mostNodes: number = LIMITS.nodes): Node | null {
  if (UNUSUAL.test(source.text)) return null;
  const cursor = createCursor(source, mostNodes);
  try {
    nextContent(cursor);
    const { column: first } = cursor;
    if (first !== 0) return null;
    const root = readBlock(cursor, -1, 0);
    return cursor.column === -1 && root.type !== 'scalar' ? root : null;
  } catch (error) {
    if (error === beyond) return null;
    throw error;
  }
}

/** Reads what stands here, and below, in a collection that is indented by `indent`. The cursor is then at the next content. */
function readBlock(cursor: Cursor, indent: number, depth: number): Node {
  if (depth >= LIMITS.depth) throw beyond;
  if (isItem(cursor)) return readList(cursor, cursor.at - cursor.lineStart, depth);
  const column = cursor.at - cursor.lineStart;
  const key = readKey(cursor, indent, false);
  return key === null ? readInline(cursor, indent, depth) : readMap(cursor, { key, column }, depth);
}

function isItem({ text, at }: Cursor): boolean {
  return text.charCodeAt(at) === Char.dash && isBlank(text.charCodeAt(at + 1));
}

function readList(cursor: Cursor, indent: number, depth: number): Node {
  const start = cursor.at;
  const items: Node[] = [];
  let end = start + 1;
  countNode(cursor);
  do {
    cursor.at += 1;
    const hasOwn = moveToValue(cursor) || cursor.column > indent;
    const item = hasOwn
      ? readBlock(cursor, indent, depth + 1)
      : emptyNode(cursor, spanOf(cursor, start, start + 1));
    items.push(item);
    end = Math.max(end, item.span.end);
  } while (cursor.column === indent && isItem(cursor));
  if (cursor.column > indent) throw beyond;
  return listNode(items, spanOf(cursor, start, end));
}

function readMap(cursor: Cursor, first: { readonly key: Key; readonly column: number }, depth: number): Node {
  const indent = first.column;
  countNode(cursor);
  const entries = new Map<string, MapEntry>();
  let key: Key | null = first.key;
  let end = 0;
  do {
    const value = readValue(cursor, { key, indent }, depth);
    addEntry(entries, key, value);
    end = value.span.end;
    if (cursor.column !== indent) break;
    key = readKey(cursor, indent, false);
  } while (key !== null);
  if (cursor.column >= indent) throw beyond;
  return mapNode(entries, spanOf(cursor, first.key.keySpan.start, end));
}

function readValue(
  cursor: Cursor,
  { key, indent }: { readonly key: Key; readonly indent: number },
  depth: number,
): Node {
  if (moveToValue(cursor)) return readInline(cursor, indent, depth + 1);
  // The items of a list may stand below their key without being indented.
  const hasOwn = cursor.column > indent || (cursor.column === indent && isItem(cursor));
  return hasOwn ? readBlock(cursor, indent, depth + 1) : emptyNode(cursor, key.keySpan);
}

function emptyNode(cursor: Cursor, span: Span): Node {
  countNode(cursor);
  return scalarNode(null, span);
}

/** Moves from behind a dash or a colon to the value on the same line: true; or else to the next content: false. */
function moveToValue(cursor: Cursor): boolean {
  const { text, at } = cursor;
  skipSpaces(cursor);
  const code = text.charCodeAt(cursor.at);
  if (code !== Char.hash && code !== Char.lineFeed && cursor.at < text.length) {
    if (cursor.at === at) throw beyond;
    return true;
  }
  cursor.at = at;
  endLine(cursor);
  nextContent(cursor);
  return false;
}

/** Reads a value that begins on this line and is no block. The cursor is then at the next content. */
function readInline(cursor: Cursor, indent: number, depth: number): Node {
  const node = readInlineNode(cursor, indent, depth);
  endLine(cursor);
  nextContent(cursor);
  if (cursor.column > indent) throw beyond;
  return node;
}

function readInlineNode(cursor: Cursor, indent: number, depth: number): Node {
  const { text, at } = cursor;
  countNode(cursor);
  switch (text.charCodeAt(at)) {
    case Char.openBrace:
    case Char.openBracket:
      return readFlowCollection(cursor, indent, depth);
    case Char.singleQuote:
    case Char.doubleQuote: {
      const value = readQuoted(cursor, indent);
      return scalarNode(value, spanOf(cursor, at, cursor.at));
    }
    case Char.bar:
    case Char.greater: {
      const { value, end } = readBlockScalar(cursor, indent);
      return scalarNode(value, spanOf(cursor, at, end));
    }
    default: {
      const { value, end } = readPlain(cursor, indent);
      return scalarNode(value, spanOf(cursor, at, end));
    }
  }
}
