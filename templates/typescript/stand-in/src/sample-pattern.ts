import type { Random } from '@lintel/kit';
import { pick, wholeBetween } from './seeded-random.ts';

const DIGITS = '0123456789';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const WORD = `${LOWER}${LOWER.toUpperCase()}${DIGITS}`;
/** What a quantifier without an upper bound repeats at most, beyond its lower bound. */
const SOME = 3;
/** No text grows beyond it, whatever the quantifiers say. */
const LONGEST = 400;

/** Where the reading of a pattern stands. */
interface Cursor {
  readonly pattern: string;
  at: number;
  /** Characters written so far. */
  written: number;
}

/**
 * Returns a text that matches a regular expression of the common sort: literals, classes, escapes, groups, alternatives
 * and quantifiers; null where it uses more (look-around, back references). The pattern is only read, never run.
 */
export function samplePattern(pattern: string, random: Random): string | null {
  const cursor: Cursor = { pattern, at: 0, written: 0 };
  const text = alternatives(cursor, random, 0);
  return text === null || cursor.at < pattern.length ? null : text;
}

function alternatives(cursor: Cursor, random: Random, depth: number): string | null {
  if (depth > 10) return null;
  const found: string[] = [];
  for (;;) {
    const text = sequence(cursor, random, depth);
    if (text === null) return null;
    found.push(text);
    if (cursor.pattern[cursor.at] !== '|') return pick(random, found);
    cursor.at += 1;
  }
}

function sequence(cursor: Cursor, random: Random, depth: number): string | null {
  let text = '';
  while (cursor.at < cursor.pattern.length && !'|)'.includes(cursor.pattern[cursor.at] ?? '')) {
    const from = cursor.at;
    const first = atom(cursor, random, depth);
    if (first === null) return null;
    const to = cursor.at;
    const times = repetitions(cursor, random);
    if (times === null) return null;
    const after = cursor.at;
    for (let n = 0; n < times && cursor.written < LONGEST; n += 1) {
      cursor.at = from;
      const next = n === 0 ? first : (atom(cursor, random, depth) ?? '');
      cursor.at = to;
      // An empty text counts too: patterns may repeat nothing without end.
      cursor.written += Math.max(1, next.length);
      text += next;
    }
    cursor.at = after;
  }
  return text;
}

function atom(cursor: Cursor, random: Random, depth: number): string | null {
  const { pattern } = cursor;
  const char = pattern[cursor.at] ?? '';
  cursor.at += 1;
  if (char === '^' || char === '$') return '';
  if (char === '.') return pick(random, [...LOWER]);
  if (char === '[') return classOf(cursor, random);
  if (char === '(') return group(cursor, random, depth);
  if (char === '\\') {
    const escaped = pattern[cursor.at] ?? '';
    cursor.at += 1;
    const choice = escapeChoice(escaped);
    return choice === null ? null : pick(random, [...choice]);
  }
  return '*+?{'.includes(char) ? null : char;
}

function group(cursor: Cursor, random: Random, depth: number): string | null {
  if (cursor.pattern.startsWith('?:', cursor.at)) cursor.at += 2;
  else if (cursor.pattern[cursor.at] === '?') return null;
  const text = alternatives(cursor, random, depth + 1);
  if (cursor.pattern[cursor.at] !== ')') return null;
  cursor.at += 1;
  return text;
}

function escapeChoice(char: string): string | null {
  if (char === 'd') return DIGITS;
  if (char === 'w') return WORD;
  if (char === 's') return ' ';
  // Other letters and digits are negated classes, boundaries, back references.
  return /[A-Za-z0-9]/.test(char) || char === '' ? null : char;
}

function classOf(cursor: Cursor, random: Random): string | null {
  const { pattern } = cursor;
  const negated = pattern[cursor.at] === '^';
  if (negated) cursor.at += 1;
  let choice = '';
  while (cursor.at < pattern.length && pattern[cursor.at] !== ']') {
    const start = classItem(cursor);
    if (start === null) return null;
    const isRange = pattern[cursor.at] === '-' && pattern[cursor.at + 1] !== ']' && start.length === 1;
    if (!isRange) {
      choice += start;
      continue;
    }
    cursor.at += 1;
    const end = classItem(cursor);
    if (end === null || end.length !== 1) return null;
    for (
      let code = start.charCodeAt(0);
      code <= Math.min(end.charCodeAt(0), start.charCodeAt(0) + 128);
      code += 1
    ) {
      choice += String.fromCharCode(code);
    }
  }
  if (pattern[cursor.at] !== ']') return null;
  cursor.at += 1;
  const allowed = negated ? [...WORD].filter((char) => !choice.includes(char)) : [...choice];
  return allowed.length === 0 ? null : pick(random, allowed);
}

function classItem(cursor: Cursor): string | null {
  const char = cursor.pattern[cursor.at] ?? '';
  cursor.at += 1;
  if (char !== '\\') return char;
  const escaped = cursor.pattern[cursor.at] ?? '';
  cursor.at += 1;
  return escapeChoice(escaped);
}

function repetitions(cursor: Cursor, random: Random): number | null {
  const rest = cursor.pattern.slice(cursor.at, cursor.at + 24);
  const match = /^(?:([*+?])|\{(\d{1,6})(,?)(\d{0,6})\})\??/.exec(rest);
  if (match === null) return rest.startsWith('{') ? null : 1;
  cursor.at += match[0].length;
  const [, sign, least, comma, most] = match;
  if (sign === '?') return wholeBetween(random, 0, 1);
  if (sign !== undefined) return wholeBetween(random, sign === '*' ? 0 : 1, SOME);
  const low = Number(least);
  if (comma === '') return low;
  return wholeBetween(
    random,
    low,
    most === '' ? low + SOME : Math.max(low, Math.min(Number(most), low + SOME)),
  );
}
