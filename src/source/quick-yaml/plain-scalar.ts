import { LIMITS } from '../limits.ts';
import type { ScalarNode } from '../parsed-document.ts';
import { foldLines } from './fold-lines.ts';
import { beyond, Char, type Cursor, isBlank } from './text-cursor.ts';

/** Characters that a plain scalar may begin with, of those in ASCII; a dash is looked at apart. */
const PLAIN_START = /[A-Za-z0-9_/+.~(<=$^;\\)]/;

/** True if a plain scalar begins here. At the start of a line, dashes and dots may be the marks of documents. */
export function startsPlain({ text, at, lineStart }: Cursor): boolean {
  const code = text.charCodeAt(at);
  if (code > 0xa0) return true;
  if (at === lineStart && (code === Char.dash || code === Char.dot)) return false;
  if (code !== Char.dash) return PLAIN_START.test(text.charAt(at));
  const next = text.charCodeAt(at + 1);
  return !isBlank(next) && !isFlowIndicator(next);
}

/** The part of a plain scalar that is on one line, outside of brackets and within. */
const BLOCK_PART = /(?:[^\n :]+| (?!#)|:(?![ \n]|$))*/y;
const FLOW_PART = /(?:[^\n :,[\]{}]+| (?!#)|:(?![ \n,[\]{}]|$))*/y;

/**
 * Moves behind the part of a plain scalar that is on this line, and returns where it ends without its trailing spaces.
 * The cursor is then at a line end, before a comment, at the colon behind a key, or, within brackets, at their like.
 */
export function scanPlain(cursor: Cursor, isInFlow: boolean): number {
  const { text, at } = cursor;
  const part = isInFlow ? FLOW_PART : BLOCK_PART;
  part.lastIndex = at;
  part.test(text);
  cursor.at = part.lastIndex;
  let end = cursor.at;
  while (end > at && text.charCodeAt(end - 1) === Char.space) end -= 1;
  return end;
}

/** A scalar as it was read: its value, and the offset behind it. */
export interface Read {
  readonly value: ScalarNode['value'];
  readonly end: number;
}

/** Reads a plain scalar outside of brackets, with the lines below that continue it: those indented further than `indent`. */
export function readPlain(cursor: Cursor, indent: number): Read {
  const { text } = cursor;
  if (!startsPlain(cursor)) throw beyond;
  const start = cursor.at;
  let end = scanPlain(cursor, false);
  const lines = [text.slice(start, end)];
  for (;;) {
    if (text.charCodeAt(cursor.at) === Char.colon) throw beyond;
    const next = continuation(cursor, indent);
    if (next === null) break;
    for (let blank = 1; blank < next.lines; blank++) lines.push('');
    cursor.at = next.at;
    if (next.at - start > LIMITS.valueLength) throw beyond;
    end = scanPlain(cursor, false);
    lines.push(text.slice(next.at, end));
  }
  return { value: plainValue(foldLines(lines)), end };
}

/** Returns where the scalar goes on below, and how many lines below that is; null: it has ended. */
function continuation({ text, at }: Cursor, indent: number) {
  if (text.charCodeAt(at) !== Char.lineFeed) return null;
  for (let lines = 1, lineStart = at + 1; ; lines++) {
    let content = lineStart;
    while (text.charCodeAt(content) === Char.space) content += 1;
    const code = text.charCodeAt(content);
    if (code === Char.lineFeed) lineStart = content + 1;
    else {
      const isContent = content < text.length && code !== Char.hash && content - lineStart > indent;
      return isContent ? { at: content, lines } : null;
    }
  }
}

/** True for what ends a plain scalar within brackets: brackets, braces and commas. */
export function isFlowIndicator(code: number): boolean {
  return (
    code === Char.comma ||
    code === Char.openBracket ||
    code === Char.closeBracket ||
    code === Char.openBrace ||
    code === Char.closeBrace
  );
}

const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ...['~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
]);
const SIMPLE_NUMBER = /^[-+]?\d{1,15}(?:\.\d{1,15})?$/;
const OTHER_NUMBER =
  /^(?:[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|0o[0-7]+|0x[\da-fA-F]+|[-+]?\.(?:inf|nan))$/i;

/** Returns what a plain scalar means in the core schema of YAML 1.2, section 10.3.2; its rarer numbers are not read here. */
export function plainValue(text: string): ScalarNode['value'] {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  const first = text.charCodeAt(0);
  // Digits, signs and the dot stand close to each other.
  if (first > 57 || first < 43) return text;
  if (SIMPLE_NUMBER.test(text)) return Number(text);
  if (OTHER_NUMBER.test(text)) throw beyond;
  return text;
}
