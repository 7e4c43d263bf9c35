import { LIMITS } from '../source/limits.ts';
import type { ListNode, MapEntry, MapNode, Node } from '../source/parsed-document.ts';
import type { Source, Span } from '../source/source.ts';

/**
 * Returns a JSON text as a tree with places, or null where it is no JSON, has a key twice, or is nested too deeply. Comments
 * and commas behind the last value are read over, as in the configuration of many tools.
 */
export function readJson(source: Source): Node | null {
  const cursor: Cursor = { source, at: 0, depth: 0 };
  try {
    const node = readValue(cursor);
    skipBlank(cursor);
    return cursor.at === source.text.length ? node : null;
  } catch (error) {
    if (error === notJson) return null;
    throw error;
  }
}

interface Cursor {
  readonly source: Source;
  at: number;
  depth: number;
}

/** Thrown where the text cannot be read further. */
const notJson = new Error('not JSON');

const BLANK = /(?:[ \t\r\n]|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
const TEXT = /"(?:[^"\\\p{Cc}]|[\x7f-\x9f]|\\(?:["\\/bfnrt]|u[\da-f]{4}))*"/iuy;
const LITERAL = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])/y;

function skipBlank(cursor: Cursor): void {
  take(cursor, BLANK);
}

function take(cursor: Cursor, pattern: RegExp): string | null {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.source.text)?.[0] ?? null;
  if (found !== null) cursor.at += found.length;
  return found;
}

function takeMark(cursor: Cursor, mark: string): boolean {
  skipBlank(cursor);
  if (cursor.source.text[cursor.at] !== mark) return false;
  cursor.at += 1;
  return true;
}

function spanFrom({ source, at }: Cursor, start: number): Span {
  return { source, start, end: at };
}

function readValue(cursor: Cursor): Node {
  skipBlank(cursor);
  const start = cursor.at;
  const opening = cursor.source.text[start];
  if (opening === '{') return nested(cursor, readMap);
  if (opening === '[') return nested(cursor, readList);
  const written = take(cursor, opening === '"' ? TEXT : LITERAL);
  if (written === null) throw notJson;
  const value: unknown = JSON.parse(written);
  if (typeof value === 'object') return { type: 'scalar', value: null, span: spanFrom(cursor, start) };
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') throw notJson;
  return { type: 'scalar', value, span: spanFrom(cursor, start) };
}

function nested<T>(cursor: Cursor, read: (cursor: Cursor) => T): T {
  cursor.depth += 1;
  if (cursor.depth > LIMITS.depth) throw notJson;
  const node = read(cursor);
  cursor.depth -= 1;
  return node;
}

function readMap(cursor: Cursor): MapNode {
  const start = cursor.at;
  const entries = new Map<string, MapEntry>();
  cursor.at += 1;
  while (!takeMark(cursor, '}')) {
    const entry = readEntry(cursor);
    if (entries.has(entry.key)) throw notJson;
    entries.set(entry.key, entry);
    if (takeMark(cursor, ',')) continue;
    if (!takeMark(cursor, '}')) throw notJson;
    break;
  }
  return { type: 'map', entries, span: spanFrom(cursor, start) };
}

function readEntry(cursor: Cursor): MapEntry {
  skipBlank(cursor);
  const start = cursor.at;
  const written = take(cursor, TEXT);
  const key: unknown = written === null ? null : JSON.parse(written);
  const keySpan = spanFrom(cursor, start);
  if (typeof key !== 'string' || !takeMark(cursor, ':')) throw notJson;
  return { key, keySpan, value: readValue(cursor) };
}

function readList(cursor: Cursor): ListNode {
  const start = cursor.at;
  const items: Node[] = [];
  cursor.at += 1;
  while (!takeMark(cursor, ']')) {
    items.push(readValue(cursor));
    if (takeMark(cursor, ',')) continue;
    if (!takeMark(cursor, ']')) throw notJson;
    break;
  }
  return { type: 'list', items, span: spanFrom(cursor, start) };
}
