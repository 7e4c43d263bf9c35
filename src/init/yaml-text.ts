/** A value to be written as YAML; what is laid out in a way of its own is made by `block`, `blockList` and `noted`. */
export type YamlValue =
  | string
  | number
  | boolean
  | Block
  | readonly YamlValue[]
  | { readonly [key: string]: YamlValue };

const LAYOUT = Symbol('layout');

/** A map or a list that is never written on one line. */
export interface Block {
  readonly [LAYOUT]: 'map' | 'list';
  readonly entries: readonly BlockEntry[];
}

export interface BlockEntry {
  /** `''` in a list. */
  readonly key: string;
  readonly value: YamlValue;
  /** Lines of a comment above the entry. */
  readonly above?: readonly string[];
  /** A comment at the end of the entry's line. */
  readonly beside?: string;
}

/** Longest line, where it can be broken at all. */
const WIDTH = 100;

/** Returns a map with each entry on lines of its own. */
export function block(entries: { readonly [key: string]: YamlValue } | readonly BlockEntry[]): Block {
  const listed = isEntries(entries)
    ? entries
    : Object.entries(entries).map(([key, value]) => ({ key, value }));
  return { [LAYOUT]: 'map', entries: listed };
}

/** Returns a list with each item on lines of its own. */
export function blockList(items: readonly YamlValue[]): Block {
  return { [LAYOUT]: 'list', entries: items.map((value) => ({ key: '', value })) };
}

/** Returns an entry with a comment at the end of its line. */
export function noted(key: string, value: YamlValue, beside: string): BlockEntry {
  return { key, value, beside };
}

/**
 * Returns a block as YAML 1.2, each line indented by `indent` spaces and the last one ended. Maps and lists go on one line
 * where they fit, texts are quoted where they must be, and long texts are folded at their spaces. Reading it gives the
 * same values again, in the same order.
 */
export function writeYaml(value: Block, indent = 0): string {
  return blockLines(value, indent)
    .map((line) => `${line}\n`)
    .join('');
}

/** Returns a value on one line, as it is written in the middle of a line. */
export function writeFlow(value: YamlValue): string {
  if (isBlock(value)) return writeFlow(plainOf(value));
  if (isList(value)) return value.length === 0 ? '[]' : `[${value.map(writeFlow).join(', ')}]`;
  if (typeof value === 'object') {
    const members = Object.entries(value).map(
      ([key, inner]) => `${writeKey(key, true)}: ${writeFlow(inner)}`,
    );
    return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
  }
  return writeScalar(value, true);
}

function isBlock(value: YamlValue): value is Block {
  return typeof value === 'object' && LAYOUT in value;
}

/** `Array.isArray` does not tell lists that are read only from other objects. */
function isList(value: YamlValue): value is readonly YamlValue[] {
  return Array.isArray(value);
}

function isEntries(
  value: { readonly [key: string]: YamlValue } | readonly BlockEntry[],
): value is readonly BlockEntry[] {
  return Array.isArray(value);
}

function plainOf({ [LAYOUT]: layout, entries }: Block): YamlValue {
  if (layout === 'list') return entries.map(({ value }) => value);
  return Object.fromEntries(entries.map(({ key, value }) => [key, value]));
}

function blockLines(value: Block, indent: number): readonly string[] {
  const pad = ' '.repeat(indent);
  return value.entries.flatMap((entry) => {
    const comments = (entry.above ?? []).map((line) => (line === '' ? '' : `${pad}# ${line}`));
    const [first = '', ...rest] =
      value[LAYOUT] === 'list' ? itemLines(entry.value, indent) : memberLines(entry, indent);
    const beside = entry.beside === undefined ? '' : ` # ${entry.beside}`;
    return [...comments, `${pad}${first}${beside}`, ...rest];
  });
}

/** The first line without its indentation, the others with theirs. */
function memberLines({ key, value }: BlockEntry, indent: number): readonly string[] {
  const name = `${writeKey(key, false)}:`;
  if (typeof value === 'object') {
    const flow = isBlock(value) && value.entries.length > 0 ? null : writeFlow(value);
    if (flow !== null && fits(indent + name.length + 1, flow)) return [`${name} ${flow}`];
    return [name, ...blockLines(asBlock(value), indent + 2)];
  }
  const scalar = writeScalar(value, false);
  if (typeof value !== 'string' || fits(indent + name.length + 1, scalar) || !isFoldable(value))
    return [`${name} ${scalar}`];
  return [`${name} >-`, ...folded(value, indent + 2)];
}

function itemLines(value: YamlValue, indent: number): readonly string[] {
  if (typeof value !== 'object') return [`- ${writeScalar(value, false)}`];
  const flow = isBlock(value) && value.entries.length > 0 ? null : writeFlow(value);
  if (flow !== null && fits(indent + 2, flow)) return [`- ${flow}`];
  const [first = '', ...rest] = blockLines(asBlock(value), indent + 2);
  return [`- ${first.trimStart()}`, ...rest];
}

function asBlock(value: Block | readonly YamlValue[] | { readonly [key: string]: YamlValue }): Block {
  if (isBlock(value)) return value;
  return isList(value) ? blockList(value) : block(value);
}

function fits(column: number, text: string): boolean {
  return column + text.length <= WIDTH;
}

function writeKey(key: string, inFlow: boolean): string {
  return isPlain(key, inFlow) || /^(?:on|no)$/.test(key) ? key : quoted(key);
}

function writeScalar(value: string | number | boolean, inFlow: boolean): string {
  if (typeof value !== 'string') return String(value);
  return isPlain(value, inFlow) && !/^(?:yes|no|on|off|y|n)$/i.test(value) ? value : quoted(value);
}

/** What a reader of the core schema, or one of an older date, takes for something else than a text. */
const OTHER_TYPES =
  /^(?:true|false|null|\d{4}-\d\d-\d\d|[-+]?(?:\d[\d_]*\.?\d*|\.\d+)(?:e[-+]?\d+)?|0[xob]\w+|[-+]?\.(?:inf|nan))$/i;

/** Braces mean nothing inside of a text, unless it stands in a flow collection. */
function isPlain(text: string, inFlow: boolean): boolean {
  const form = inFlow
    ? /^[A-Za-z0-9_/$][A-Za-z0-9_./%*+@()>&'-]*(?: [A-Za-z0-9_./%*+@()>&'-]+)*$/
    : /^[A-Za-z0-9_/$][A-Za-z0-9_./%*+@()>&'{},?=-]*(?: [A-Za-z0-9_./%*+@()>&'{},?=-]+)*$/;
  return form.test(text) && !OTHER_TYPES.test(text);
}

/** Double quotes, unless single ones need fewer escapes. */
function quoted(text: string): string {
  const double = JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const isSimple = double.slice(1, -1).replaceAll('\\"', '"') === text;
  return isSimple && text.includes('"') ? `'${text.replaceAll("'", "''")}'` : double;
}

/** A folded text gives one space for each end of a line, so that it may be broken at single spaces only. */
function isFoldable(text: string): boolean {
  return /^[\x21-\x7e\xa1-\ud7ff]+(?: [\x21-\x7e\xa1-\ud7ff]+)+$/.test(text) && !text.includes('\ufeff');
}

/** Breaks after commas where it can, so that lines of an expression end with an entry. */
function folded(text: string, indent: number): readonly string[] {
  const pad = ' '.repeat(indent);
  const lines: string[] = [];
  let line = '';
  const add = (piece: string) => {
    if (line !== '' && !fits(indent + line.length + 1, piece)) {
      lines.push(pad + line);
      line = piece;
    } else line = line === '' ? piece : `${line} ${piece}`;
  };
  for (const piece of text.split(/(?<=,) /)) {
    if (fits(indent, piece)) add(piece);
    else for (const word of piece.split(' ')) add(word);
  }
  return [...lines, pad + line];
}
