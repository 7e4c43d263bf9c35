/** What stands in a plain rendering in the place of what stands in a hostile one. */
export type Replacements = ReadonlyMap<string, string>;

/**
 * Returns where two outputs, as `readOutput` gives them, differ in more than the texts that were replaced, with what is there; null if
 * nowhere. A text must be there unharmed, or reduced to a word of letters, digits, `-`, `_` and `.`, as a label is.
 */
export function compareOutputs(plain: unknown, hostile: unknown, replacements: Replacements): string | null {
  const pattern = patternOf(replacements);
  const expected = (text: string) => text.replace(pattern, (found) => replacements.get(found) ?? found);
  return compare(plain, hostile, { way: '', expected });
}

interface Comparison {
  readonly way: string;
  readonly expected: (text: string) => string;
}

function compare(plain: unknown, hostile: unknown, at: Comparison): string | null {
  if (typeof plain === 'string' && typeof hostile === 'string') return compareTexts(plain, hostile, at);
  if (typeof plain !== 'object' || plain === null) {
    return Object.is(plain, hostile) ? null : difference(plain, hostile, at);
  }
  if (typeof hostile !== 'object' || hostile === null || Array.isArray(plain) !== Array.isArray(hostile))
    return difference(plain, hostile, at);
  const keys = Object.keys(plain);
  const others = Object.keys(hostile);
  if (keys.length !== others.length)
    return `${at.way || 'it'} has ${others.length} ${nounOf(keys)}s, not ${keys.length}`;
  for (const [index, key] of keys.entries()) {
    const other = others[index] ?? '';
    const way = at.way === '' ? key : `${at.way}.${key}`;
    if (other !== key && other !== at.expected(key)) return `${way} is called ${clip(other)}`;
    const found = compare(Reflect.get(plain, key), Reflect.get(hostile, other), { ...at, way });
    if (found !== null) return found;
  }
  return null;
}

/** What all parts are called in a sentence; those of data have names of their own. */
function nounOf([first = '']: readonly string[]): string {
  return /^(line|instruction) 1$/.exec(first)?.[1] ?? 'part';
}

function compareTexts(plain: string, hostile: string, at: Comparison): string | null {
  const expected = at.expected(plain);
  if (hostile === expected) return null;
  // A label keeps what is allowed in it; it cannot be anything but a word.
  const isLabel = expected !== plain || /Plain-\d+-text/.test(plain);
  return isLabel && /^[A-Za-z0-9._-]*$/.test(hostile) ? null : difference(expected, hostile, at);
}

function difference(wanted: unknown, found: unknown, { way }: Comparison): string {
  return `${way || 'the whole'} is ${clip(found)}, not ${clip(wanted)}`;
}

function clip(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function patternOf(replacements: Replacements): RegExp {
  const escaped = [...replacements.keys()].map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return escaped.length === 0
    ? /(?!)/g
    : new RegExp(escaped.sort((a, b) => b.length - a.length).join('|'), 'g');
}
