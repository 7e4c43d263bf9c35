import { hang, LINE_START, type Place } from './place.ts';

/**
 * Returns a JSON-like value as YAML for the place it stands at: scalars on the same line, maps and lists as a block
 * whose further lines are indented as the first. What a YAML 1.1 reader (Kubernetes, Compose) could take for another
 * type is quoted. Properties whose value is undefined are left out.
 */
export function encodeYaml(value: unknown, place: Place = LINE_START): string {
  const lines = new Lines();
  lines.add(value, '', '');
  return hang(lines.all.join('\n'), place.column);
}

/** Returns a scalar as YAML on one line. */
export function encodeYamlScalar(value: unknown): string {
  if (typeof value === 'string') return isPlain(value) ? value : quote(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  throw new TypeError(`no YAML scalar for a value of type ${typeof value}`);
}

/**
 * Returns a JSON-like value for `encodeYaml` so that Compose reads it as it is: in each text that is a value, Compose substitutes what
 * follows a `$`, and takes `$$` for one (https://github.com/compose-spec/compose-spec/blob/main/12-interpolation.md). Keys it leaves alone.
 */
export function composeLiteral(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('$', '$$$$');
  if (Array.isArray(value)) return value.map(composeLiteral);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, composeLiteral(item)]));
}

/** The lines of a value, as they are added. */
class Lines {
  readonly all: string[] = [];

  /** Adds a value: `first` stands before the first of its lines, `rest` before all others. */
  add(value: unknown, first: string, rest: string): void {
    if (typeof value !== 'object' || value === null) this.all.push(first + encodeYamlScalar(value));
    else if (Array.isArray(value)) this.#addList(value, first, rest);
    else this.#addMap(value, first, rest);
  }

  #addList(items: readonly unknown[], first: string, rest: string): void {
    if (items.length === 0) this.all.push(`${first}[]`);
    let start = first;
    for (const item of items) {
      this.add(item, `${start}- `, `${rest}  `);
      start = rest;
    }
  }

  #addMap(value: object, first: string, rest: string): void {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    if (entries.length === 0) this.all.push(`${first}{}`);
    let start = first;
    for (const [key, item] of entries) {
      const entry = `${start}${encodeYamlScalar(key)}:`;
      if (typeof item === 'object' && item !== null && Object.keys(item).length > 0) {
        this.all.push(entry);
        this.add(item, `${rest}  `, `${rest}  `);
      } else this.add(item, `${entry} `, rest);
      start = rest;
    }
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

/** Characters that JSON leaves as they are, and YAML calls not printable, or nobody sees. */
export const UNPRINTABLE = /[\u007f-\u009f\u2028\u2029\ufffe\uffff\p{Cf}]/gu;

function quoteDouble(text: string): string {
  return JSON.stringify(text).replace(UNPRINTABLE, (character) =>
    [...Array(character.length).keys()]
      .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}
