import { LIMITS } from '../limits.ts';
import type { Span } from '../source.ts';
import { scanPlain, startsPlain } from './plain-scalar.ts';
import { readQuoted } from './quoted-scalar.ts';
import { beyond, Char, type Cursor, countNode, spanOf } from './text-cursor.ts';

/** A key with its place. */
export interface Key {
  readonly key: string;
  readonly keySpan: Span;
}

/**
 * Moves behind the colon of the key that stands here, on one line, and returns it; null, and does not move, if there is none.
 * What is in quotes and no key may have further lines, indented further than `indent`.
 */
export function readKey(cursor: Cursor, indent: number, isInFlow: boolean): Key | null {
  const { text, at } = cursor;
  const code = text.charCodeAt(at);
  const isQuoted = code === Char.singleQuote || code === Char.doubleQuote;
  if (!isQuoted && !startsPlain(cursor)) return null;
  const quoted = isQuoted ? readQuoted(cursor, indent) : null;
  const end = isQuoted ? cursor.at : scanPlain(cursor, isInFlow);
  if (text.charCodeAt(cursor.at) !== Char.colon) {
    cursor.at = at;
    return null;
  }
  const source = text.slice(at, end);
  if (end !== cursor.at || end - at > LIMITS.keyLength || source.includes('\n')) throw beyond;
  cursor.at += 1;
  countNode(cursor);
  return { key: quoted ?? source, keySpan: spanOf(cursor, at, end) };
}
