import { LIMITS } from '../limits.ts';
import type { MapEntry, Node } from '../parsed-document.ts';
import { type Key, readKey } from './key.ts';
import { addEntry, listNode, mapNode, scalarNode } from './nodes.ts';
import { plainValue, scanPlain, startsPlain } from './plain-scalar.ts';
import { readQuoted } from './quoted-scalar.ts';
import {
  beyond,
  Char,
  type Cursor,
  countNode,
  isBlank,
  skipComment,
  skipSpaces,
  spanOf,
} from './text-cursor.ts';

/** Where a collection in brackets stands. */
interface Place {
  /** Its lines are indented further; but for the last bracket of all. */
  readonly indent: number;
  /** How many collections it stands in, of any sort. */
  readonly depth: number;
  readonly isOutermost: boolean;
}

/**
 * Reads a list or a map in brackets, from its bracket on; the cursor is then behind the last one. Each key has a value, and
 * keys and plain scalars are on one line.
 */
export function readFlowCollection(cursor: Cursor, indent: number, depth: number): Node {
  return readCollection(cursor, { indent, depth, isOutermost: true });
}

function readCollection(cursor: Cursor, place: Place): Node {
  if (place.depth >= LIMITS.depth) throw beyond;
  const isMap = cursor.text.charCodeAt(cursor.at) === Char.openBrace;
  return isMap ? readMap(cursor, place) : readList(cursor, place);
}

function readList(cursor: Cursor, place: Place): Node {
  const start = cursor.at;
  const items: Node[] = [];
  cursor.at += 1;
  while (!closes(cursor, Char.closeBracket, place)) {
    const key = readKey(cursor, place.indent, true);
    items.push(key === null ? readNode(cursor, place) : readPair(cursor, key, place));
    endItem(cursor, Char.closeBracket, place);
  }
  return listNode(items, spanOf(cursor, start, cursor.at));
}

function readMap(cursor: Cursor, place: Place): Node {
  const start = cursor.at;
  const entries = new Map<string, MapEntry>();
  cursor.at += 1;
  while (!closes(cursor, Char.closeBrace, place)) {
    const key = readKey(cursor, place.indent, true);
    if (key === null) throw beyond;
    skip(cursor, place);
    addEntry(entries, key, readNode(cursor, place));
    endItem(cursor, Char.closeBrace, place);
  }
  return mapNode(entries, spanOf(cursor, start, cursor.at));
}

/** Reads the rest of an item of a list that is a key with a value: a map of one entry. */
function readPair(cursor: Cursor, key: Key, place: Place): Node {
  if (place.depth + 1 >= LIMITS.depth) throw beyond;
  countNode(cursor);
  const entries = new Map<string, MapEntry>();
  skip(cursor, place);
  const value = readNode(cursor, { ...place, depth: place.depth + 1 });
  addEntry(entries, key, value);
  return mapNode(entries, spanOf(cursor, key.keySpan.start, value.span.end));
}

function readNode(cursor: Cursor, place: Place): Node {
  const { text, at } = cursor;
  const code = text.charCodeAt(at);
  countNode(cursor);
  if (code === Char.openBrace || code === Char.openBracket) {
    return readCollection(cursor, { ...place, depth: place.depth + 1, isOutermost: false });
  }
  if (code === Char.singleQuote || code === Char.doubleQuote) {
    const value = readQuoted(cursor, place.indent);
    return scalarNode(value, spanOf(cursor, at, cursor.at));
  }
  if (!startsPlain(cursor)) throw beyond;
  const end = scanPlain(cursor, true);
  return scalarNode(plainValue(text.slice(at, end)), spanOf(cursor, at, end));
}

/** Moves behind the comma after an item, or to the bracket that ends the collection. */
function endItem(cursor: Cursor, bracket: number, place: Place): void {
  skip(cursor, place);
  const code = cursor.text.charCodeAt(cursor.at);
  if (code === Char.comma) cursor.at += 1;
  else if (code !== bracket) throw beyond;
}

/** Moves behind the bracket if it is the next thing to come. */
function closes(cursor: Cursor, bracket: number, place: Place): boolean {
  skip(cursor, place);
  if (cursor.text.charCodeAt(cursor.at) !== bracket) return false;
  cursor.at += 1;
  return true;
}

/** Moves behind spaces, line ends and comments. */
function skip(cursor: Cursor, { indent, isOutermost }: Place): void {
  const { text } = cursor;
  let isOnNewLine = false;
  for (;;) {
    skipSpaces(cursor);
    const code = text.charCodeAt(cursor.at);
    if (code === Char.lineFeed) {
      cursor.at += 1;
      cursor.lineStart = cursor.at;
      isOnNewLine = true;
    } else if (code === Char.hash) {
      if (!isBlank(text.charCodeAt(cursor.at - 1))) throw beyond;
      skipComment(cursor);
    } else break;
  }
  if (!isOnNewLine) return;
  const column = cursor.at - cursor.lineStart;
  const code = text.charCodeAt(cursor.at);
  const mayEnd = isOutermost && column === indent && (code === Char.closeBracket || code === Char.closeBrace);
  if (column <= indent && !mayEnd) throw beyond;
}
