import { hasHalfCharacter } from '../half-character.ts';
import { LIMITS } from '../limits.ts';
import { firstContent, foldLines } from './fold-lines.ts';
import { beyond, Char, type Cursor } from './text-cursor.ts';

/**
 * Reads a scalar in quotes, whose further lines are indented further than `indent`, and moves behind it. Escapes are those
 * that JSON has too, and not in a scalar of several lines.
 */
export function readQuoted(cursor: Cursor, indent: number): string {
  const { text, at } = cursor;
  const isSingle = text.charCodeAt(at) === Char.singleQuote;
  const end = isSingle ? endOfSingle(text, at) : endOfDouble(text, at);
  const raw = text.slice(at + 1, end);
  cursor.at = end + 1;
  const hasEscape = !isSingle && raw.includes('\\');
  if (!raw.includes('\n')) {
    if (isSingle) return raw.replaceAll("''", "'");
    return hasEscape ? unescapeAsJson(text.slice(at, end + 1)) : raw;
  }
  const lines = raw.split('\n');
  if (hasEscape || !areIndented(lines, indent)) throw beyond;
  const folded = foldLines(lines);
  return isSingle ? folded.replaceAll("''", "'") : folded;
}

function endOfSingle(text: string, at: number): number {
  let end = text.indexOf("'", at + 1);
  while (end !== -1 && text.charCodeAt(end + 1) === Char.singleQuote && end - at <= LIMITS.valueLength) {
    end = text.indexOf("'", end + 2);
  }
  if (end === -1 || end - at > LIMITS.valueLength) throw beyond;
  return end;
}

function endOfDouble(text: string, at: number): number {
  for (let end = text.indexOf('"', at + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    if (end - at > LIMITS.valueLength) throw beyond;
    let backslashes = 0;
    while (text[end - 1 - backslashes] === '\\') backslashes += 1;
    if (backslashes % 2 === 0) return end;
  }
  throw beyond;
}

function unescapeAsJson(quoted: string): string {
  let value: string;
  try {
    value = String(JSON.parse(quoted));
  } catch {
    throw beyond;
  }
  if (hasHalfCharacter(value)) throw beyond;
  return value;
}

/** Blank lines may be indented as they like; not the last one, where the quote stands. */
function areIndented(lines: readonly string[], indent: number): boolean {
  return lines.every((line, at) => {
    const content = firstContent(line);
    return at === 0 || content > indent || (content === line.length && at < lines.length - 1);
  });
}
