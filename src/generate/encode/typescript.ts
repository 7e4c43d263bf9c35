import { LINE_START, LINE_WIDTH, type Place } from './place.ts';

type Entry = readonly [key: string, value: unknown];

/**
 * Returns a JSON-like value as a TypeScript literal, laid out as Biome and Prettier lay it out: on one line where that
 * fits, else one entry a line with a trailing comma. Properties whose value is undefined are left out.
 * Throws where the value has something that no literal stands for (a function, NaN).
 */
export function encodeTypeScript(value: unknown, place: Place = LINE_START): string {
  const flat = flatten(value);
  if (flat !== null && place.column + flat.length + place.after <= LINE_WIDTH) return flat;
  if (typeof value === 'string') return breakAfterOperator(flat ?? '', place);
  return expand(value, place);
}

/** Returns a string as a TypeScript literal on one line, in the quotes that need fewer escapes, single ones first. */
export function encodeTypeScriptString(text: string): string {
  if (ORDINARY.test(text)) return `'${text}'`;
  const quote = count(text, "'") > count(text, '"') ? '"' : "'";
  let encoded = quote;
  for (const character of text) encoded += escapeCharacter(character, quote);
  // What looks like a placeholder is taken by linters for a forgotten template literal.
  return encoded.replace(/\$\{(?=[^}]+\})/g, '\\u0024{') + quote;
}

/** Texts of which every character stands for itself between single quotes: most, and quickly told. */
const ORDINARY = /^[ !#%&(-[\]-~]*$/;

/**
 * Returns a call with a text as its one argument: a text of several lines keeps them, as a template literal; one of a single
 * line that is too long goes to a line of its own.
 */
export function encodeCall(callee: string, text: string, place: Place): string {
  const isMultiline = text.includes('\n');
  const call = `${callee}(${isMultiline ? encodeTemplateLiteral(text) : encodeTypeScriptString(text)})`;
  const [first = '', ...rest] = call.split('\n');
  if (place.column + first.length + (isMultiline ? 0 : place.after) <= LINE_WIDTH) return call;
  const outer = ' '.repeat(place.indent);
  // What cannot be broken inside goes to the next line as a whole.
  if (rest.length > 0) return `\n${outer}  ${call}`;
  return `${callee}(\n${outer}  ${encodeTypeScriptString(text)},\n${outer})`;
}

/** Returns a text as a template literal in which its line ends stand as they are, and nothing else has a meaning. */
function encodeTemplateLiteral(text: string): string {
  let encoded = '';
  for (const character of text) encoded += character === '\n' ? character : escapeCharacter(character, '`');
  return `\`${encoded.replaceAll('${', '\\${')}\``;
}

/** Returns text for the inside of a block comment, on one line: it can neither end the comment nor start a line. */
export function encodeComment(text: string): string {
  return oneLine(text).replaceAll('*/', '*\\/');
}

/** Returns text with every run of white space and control characters made one space, and nothing at its ends. */
export function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim();
}

/** Returns the value on one line; null where the formatter always breaks it, and for lists and objects that no line has room for. */
function flatten(value: unknown): string | null {
  if (Array.isArray(value)) {
    const items = joinFlat(value, flatten);
    return items === null || alwaysBreaks(value) ? null : `[${items}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const entries = entriesOf(value);
    if (entries.length === 0) return '{}';
    const members = joinFlat(entries, ([key, item]) => {
      const flat = flatten(item);
      return flat === null ? null : `${encodeKey(key)}: ${flat}`;
    });
    return members === null ? null : `{ ${members} }`;
  }
  return encodeScalar(value);
}

/** Null as soon as there is no room: a large value is asked again for each of its parts. */
function joinFlat<T>(items: readonly T[], flattenItem: (item: T) => string | null): string | null {
  let joined = '';
  for (const item of items) {
    const flat = flattenItem(item);
    if (flat === null || joined.length + flat.length > LINE_WIDTH) return null;
    joined += joined === '' ? flat : `, ${flat}`;
  }
  return joined;
}

function expand(value: unknown, place: Place): string {
  const inner = ' '.repeat(place.indent + 2);
  const outer = ' '.repeat(place.indent);
  if (Array.isArray(value)) {
    if (value.length > 1 && value.every((item) => typeof item === 'number')) {
      return `[\n${fill(value, inner)}\n${outer}]`;
    }
    const lines = value.map((item) => `${inner}${encodeTypeScript(item, entryPlace(inner))},`);
    return `[\n${lines.join('\n')}\n${outer}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const lines = entriesOf(value).map(([key, item]) => {
      const before = `${inner}${encodeKey(key)}: `;
      return `${before}${encodeTypeScript(item, entryPlace(before))},`;
    });
    return `{\n${lines.map((line) => line.replace(/: \n/g, ':\n')).join('\n')}\n${outer}}`;
  }
  return encodeScalar(value);
}

function entryPlace(before: string): Place {
  return { indent: before.length - before.trimStart().length, column: before.length, before, after: 1 };
}

/** A list of numbers is filled line by line. */
function fill(numbers: readonly unknown[], inner: string): string {
  const lines: string[] = [];
  let line = inner;
  for (const [index, number] of numbers.entries()) {
    const item = `${encodeScalar(number)},`;
    const glue = line === inner ? '' : ' ';
    const fits = line.length + glue.length + item.length <= LINE_WIDTH;
    if (!fits) {
      lines.push(line);
      line = inner + item;
    } else line += glue + item;
    if (index === numbers.length - 1) lines.push(line);
  }
  return lines.join('\n');
}

/** A string too long for its line goes to the next one, after `=` or after a key that is longer than four characters. */
function breakAfterOperator(flat: string, place: Place): string {
  const key = /^\s*(\S+): $/.exec(place.before)?.[1] ?? '';
  const breaks = place.before.endsWith(' = ') || key.length > 4;
  return breaks ? `\n${' '.repeat(place.indent + 2)}${flat}` : flat;
}

/** Lists of several objects, or of several lists, with more than one entry each, are never on one line. */
function alwaysBreaks(items: readonly unknown[]): boolean {
  if (items.length < 2) return false;
  const lists = items.every((item) => Array.isArray(item) && item.length > 1);
  const objects = items.every(
    (item) => typeof item === 'object' && item !== null && !Array.isArray(item) && entriesOf(item).length > 1,
  );
  return lists || objects;
}

function entriesOf(value: object): readonly Entry[] {
  return Object.entries(value).filter(([, item]) => item !== undefined);
}

/** Returns a property's name, in quotes only where it needs them. */
export function encodeKey(key: string): string {
  // Written plainly, this key would set the prototype.
  if (key === '__proto__') return "['__proto__']";
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key) ? key : encodeTypeScriptString(key);
}

function encodeScalar(value: unknown): string {
  if (typeof value === 'string') return encodeTypeScriptString(value);
  if (typeof value === 'boolean' || value === null) return String(value);
  if (typeof value === 'number' && Number.isFinite(value)) {
    return Object.is(value, -0) ? '-0' : String(value).replace('e+', 'e');
  }
  throw new TypeError(`no TypeScript literal for a value of type ${typeof value}`);
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
  '\v': '\\v',
};

function escapeCharacter(character: string, quote: string): string {
  if (character === quote) return `\\${character}`;
  const short = ESCAPES[character];
  if (short !== undefined) return short;
  // Invisible characters (controls, formats such as bidirectional marks, line separators, half surrogates) are spelled out.
  if (!/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u.test(character)) return character;
  return [...Array(character.length).keys()]
    .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
    .join('');
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
