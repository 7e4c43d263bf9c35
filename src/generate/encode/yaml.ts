import { hang, LINE_START, type Place } from './place.ts';

/**
 * Returns a JSON-like value as YAML for the place it stands at: scalars on the same line, maps and lists as a block
 * whose further lines are indented as the first. What a YAML 1.1 reader (Kubernetes, Compose) could take for another
 * type is quoted. Properties whose value is undefined are left out.
 */
export function encodeYaml(value: unknown, place: Place = LINE_START): string {
  const lines: string[] = [];
  addLines(lines, value, { first: '', rest: '' });
  return hang(lines.join('\n'), place.column);
}

/** Returns a scalar as YAML on one line. */
export function encodeYamlScalar(value: unknown): string {
  if (typeof value === 'string') return isPlain(value) ? value : quote(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  throw new TypeError(`no YAML scalar for a value of type ${typeof value}`);
}

/** Adds the lines of a value: `first` stands before the first of them, `rest` before all others. */
function addLines(
  lines: string[],
  value: unknown,
  { first, rest }: { readonly first: string; readonly rest: string },
): void {
  if (typeof value !== 'object' || value === null) {
    lines.push(first + encodeYamlScalar(value));
    return;
  }
  if (Array.isArray(value)) {
    if (value.length === 0) lines.push(`${first}[]`);
    for (const [at, item] of value.entries())
      addLines(lines, item, { first: `${at === 0 ? first : rest}- `, rest: `${rest}  ` });
    return;
  }
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  if (entries.length === 0) lines.push(`${first}{}`);
  for (const [at, [key, item]] of entries.entries()) {
    const start = `${at === 0 ? first : rest}${encodeYamlScalar(key)}:`;
    const isNested = typeof item === 'object' && item !== null && Object.keys(item).length > 0;
    if (isNested) {
      lines.push(start);
      addLines(lines, item, { first: `${rest}  `, rest: `${rest}  ` });
    } else addLines(lines, item, { first: `${start} `, rest });
  }
}

/** The last is a number to readers of YAML 1.1 that take its pattern for a float by the letter. */
const OTHER_TYPES = /^(?:true|false|null|yes|no|on|off|y|n|nan|inf|e-?\d+)$/i;

/** Returns whether a word without quotes is another type than a text to some readers of YAML, though not to those of YAML 1.2. */
export function isOtherType(text: string): boolean {
  return OTHER_TYPES.test(text);
}

function isPlain(text: string): boolean {
  return /^[A-Za-z/][A-Za-z0-9_./-]*(?: [A-Za-z0-9_./-]+)*$/.test(text) && !isOtherType(text);
}

/**
 * Double quotes, as formatters prefer them, but for text whose only escapes were of double quotes. JSON's strings are double-quoted scalars of YAML once
 * what YAML calls not printable is spelled out.
 */
function quote(text: string): string {
  const quoted = quoteDouble(text);
  const plain = quoted.slice(1, -1).replaceAll('\\"', '"');
  return plain === text && text.includes('"') ? `'${text.replaceAll("'", "''")}'` : quoted;
}

function quoteDouble(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufffe\uffff\p{Cf}]/gu, (character) =>
    [...Array(character.length).keys()]
      .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}
