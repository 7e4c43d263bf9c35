/** What a text that is not of the simple sort is answered with. */
export const NOT_SIMPLE: unique symbol = Symbol('not simple YAML');

/** Characters that YAML, or this reader, would have to treat specially: tabs, carriage returns, other line ends, marks. */
const UNUSUAL = /[^\n\x20-\x7e\u00a1-\u2027\u2030-\ud7ff\ue000-\ufefe\uff00-\ufffd]|^(?:---|\.\.\.|%)/m;
/** A key without spaces, and the rest of its line. */
const KEY = /^(?:([A-Za-z0-9_/$][\w/$.{}@~+-]*)|'([^'\\]*)'|"([^"\\]*)"):(?: +(.*))?$/;
const BLANK = /^ *(?:#.*)?$/;
const PLAIN_START = /^(?:[A-Za-z0-9_/+.~(<=$^;]|-[^\s,[\]{}])/;
const MAX_DEPTH = 64;
/** Flow collections are read by looking at the rest of the line, again and again. */
const MAX_LINE = 2000;

interface Reading {
  readonly lines: string[];
  at: number;
}

/** Thrown inside of this file alone: the text goes beyond the simple sort. */
const beyond = new Error('not simple YAML');

/**
 * Returns the value of a YAML 1.2 text of the sort that most documents are: blocks, scalars and flow collections that end on
 * the line they start on, literal blocks, comments. `NOT_SIMPLE` for everything else, be it allowed or not: then the full
 * parser has to decide. It takes a twentieth of the time that the full parser takes for a first, small document.
 */
export function parseSimpleYaml(text: string): unknown {
  if (UNUSUAL.test(text)) return NOT_SIMPLE;
  const reading: Reading = { lines: text.split('\n'), at: 0 };
  if (reading.lines.some((line) => line.length > MAX_LINE)) return NOT_SIMPLE;
  try {
    const indent = nextIndent(reading);
    if (indent !== 0) return NOT_SIMPLE;
    const value = readBlock(reading, 0, 0);
    return nextIndent(reading) === -1 ? value : NOT_SIMPLE;
  } catch (error) {
    if (error === beyond) return NOT_SIMPLE;
    throw error;
  }
}

/** Skips blank lines and comments. Returns the indentation of the line that follows, or -1 at the end. */
function nextIndent(reading: Reading): number {
  while (reading.at < reading.lines.length && BLANK.test(reading.lines[reading.at] ?? '')) reading.at += 1;
  const line = reading.lines[reading.at];
  return line === undefined ? -1 : line.length - line.trimStart().length;
}

function readBlock(reading: Reading, indent: number, depth: number): unknown {
  if (depth > MAX_DEPTH) throw beyond;
  return isItem(reading, indent) ? readList(reading, indent, depth) : readMap(reading, indent, depth);
}

function isItem(reading: Reading, indent: number): boolean {
  const line = reading.lines[reading.at] ?? '';
  return line[indent] === '-' && (line.length === indent + 1 || line[indent + 1] === ' ');
}

function readMap(reading: Reading, indent: number, depth: number): unknown {
  const entries = new Map<string, unknown>();
  for (let next = indent; next === indent && !isItem(reading, indent); next = nextIndent(reading)) {
    const match = KEY.exec((reading.lines[reading.at] ?? '').slice(indent));
    if (match === null) throw beyond;
    reading.at += 1;
    const rest = withoutComment(match[4] ?? '');
    entries.set(match[1] ?? match[2] ?? match[3] ?? '', readValue(reading, { rest, indent, depth }));
  }
  refuseDeeper(reading, indent);
  return Object.fromEntries(entries);
}

function readValue(
  reading: Reading,
  { rest, indent, depth }: { readonly rest: string; readonly indent: number; readonly depth: number },
): unknown {
  if (rest === '|') return readLiteral(reading, indent);
  if (rest !== '') {
    const value = readInline(rest);
    refuseDeeper(reading, indent);
    return value;
  }
  const next = nextIndent(reading);
  // The items of a list may stand below their key without being indented.
  const hasOwn = next > indent || (next === indent && isItem(reading, indent));
  return hasOwn ? readBlock(reading, next, depth + 1) : null;
}

function readList(reading: Reading, indent: number, depth: number): unknown {
  const items: unknown[] = [];
  for (let next = indent; next === indent && isItem(reading, indent); next = nextIndent(reading)) {
    const line = reading.lines[reading.at] ?? '';
    const content = line.slice(indent + 1).trimStart();
    if (content === '' || content.startsWith('#')) {
      reading.at += 1;
      const inner = nextIndent(reading);
      items.push(inner > indent ? readBlock(reading, inner, depth + 1) : null);
    } else if (KEY.test(content) || /^- |^-$/.test(content)) {
      // What starts behind the dash is a block that is indented so far.
      const inner = line.length - content.length;
      reading.lines[reading.at] = ' '.repeat(inner) + content;
      items.push(readBlock(reading, inner, depth + 1));
    } else {
      reading.at += 1;
      items.push(readInline(withoutComment(content)));
    }
    refuseDeeper(reading, indent);
  }
  return items;
}

/** A line that is indented further than what it could belong to continues a scalar, or is a mistake. */
function refuseDeeper(reading: Reading, indent: number): void {
  if (nextIndent(reading) > indent) throw beyond;
}

function readLiteral(reading: Reading, indent: number): string {
  const { lines } = reading;
  const first = lines[reading.at] ?? '';
  const inner = first.length - first.trimStart().length;
  if (first.trim() === '' || inner <= indent) throw beyond;
  const content: string[] = [];
  for (; reading.at < lines.length; reading.at += 1) {
    const line = lines[reading.at] ?? '';
    const isBlank = line.trim() === '';
    if (!isBlank && !line.startsWith(' '.repeat(inner))) break;
    content.push(isBlank && line.length <= inner ? '' : line.slice(inner));
  }
  const text = content.join('\n').replace(/\n+$/, '');
  // Spaces alone on the last lines are content to YAML.
  if (text.endsWith(' ') || /\n +$/.test(text)) throw beyond;
  refuseDeeper(reading, indent);
  return `${text}\n`;
}

/** Cuts a comment off, but not out of quotes: a quoted text with ` #` inside goes to the full parser. */
function withoutComment(rest: string): string {
  if (rest.startsWith('#')) return '';
  const at = rest.indexOf(' #');
  if (at === -1) return rest.trimEnd();
  const kept = rest.slice(0, at).trimEnd();
  if (/['"]/.test(rest)) throw beyond;
  return kept;
}

interface Cursor {
  readonly text: string;
  at: number;
}

function readInline(text: string): unknown {
  if ('\'"[{'.includes(text[0] ?? '')) {
    const cursor: Cursor = { text, at: 0 };
    const value = readFlow(cursor, 0);
    if (cursor.at !== text.length) throw beyond;
    return value;
  }
  if (!PLAIN_START.test(text) || text.includes(': ') || text.endsWith(':')) throw beyond;
  return plainValue(text);
}

function readFlow(cursor: Cursor, depth: number): unknown {
  if (depth > MAX_DEPTH) throw beyond;
  const char = cursor.text[cursor.at];
  if (char === '[') return readFlowList(cursor, depth);
  if (char === '{') return readFlowMap(cursor, depth);
  if (char === "'" || char === '"') return readQuoted(cursor);
  const match = /^[A-Za-z0-9_/+.~$<=^(-](?:[^,[\]{}:#'"]|:(?=[A-Za-z0-9/]))*/.exec(
    cursor.text.slice(cursor.at),
  );
  if (match === null || !PLAIN_START.test(match[0])) throw beyond;
  cursor.at += match[0].length;
  return plainValue(match[0].trimEnd());
}

function readFlowList(cursor: Cursor, depth: number): unknown {
  const items: unknown[] = [];
  cursor.at += 1;
  skipSpaces(cursor);
  while (cursor.text[cursor.at] !== ']') {
    items.push(readFlow(cursor, depth + 1));
    endItem(cursor, ']');
  }
  cursor.at += 1;
  return items;
}

function readFlowMap(cursor: Cursor, depth: number): unknown {
  const entries = new Map<string, unknown>();
  cursor.at += 1;
  skipSpaces(cursor);
  while (cursor.text[cursor.at] !== '}') {
    const rest = cursor.text.slice(cursor.at);
    const match = /^(?:([A-Za-z0-9_/$][\w/$.@~+-]*)|'([^'\\]*)'|"([^"\\]*)"): +(?=[^\s,}])/.exec(rest);
    if (match === null) throw beyond;
    cursor.at += match[0].length;
    entries.set(match[1] ?? match[2] ?? match[3] ?? '', readFlow(cursor, depth + 1));
    endItem(cursor, '}');
  }
  cursor.at += 1;
  return Object.fromEntries(entries);
}

function endItem(cursor: Cursor, close: string): void {
  skipSpaces(cursor);
  if (cursor.text[cursor.at] === close) return;
  if (cursor.text[cursor.at] !== ',') throw beyond;
  cursor.at += 1;
  skipSpaces(cursor);
}

function skipSpaces(cursor: Cursor): void {
  while (cursor.text[cursor.at] === ' ') cursor.at += 1;
}

function readQuoted(cursor: Cursor): string {
  const match = /^(?:'((?:[^']|'')*)'|"([^"\\]*)")/.exec(cursor.text.slice(cursor.at));
  if (match === null) throw beyond;
  cursor.at += match[0].length;
  return match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll("''", "'");
}

/** The core schema of YAML 1.2, section 10.3.2; its rarer numbers are left to the full parser. */
function plainValue(text: string): unknown {
  if (/^(?:~|null|Null|NULL)$/.test(text)) return null;
  if (/^(?:true|True|TRUE)$/.test(text)) return true;
  if (/^(?:false|False|FALSE)$/.test(text)) return false;
  if (/^[-+]?\d{1,15}(?:\.\d{1,15})?$/.test(text)) return Number(text);
  if (/^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$|^0[xo]/.test(text)) throw beyond;
  if (/^[-+]?\.(?:inf|nan)$/i.test(text)) throw beyond;
  return text;
}
