/** What may be repeated: a character that means itself, a digit, or a class of such without exceptions. */
const ATOM = String.raw`(?:[\w \/:@,;=#%&!~'"<>-]|\\[.\/+*?()[\]{}^$|\\]|\\d|\[(?:[A-Za-z0-9 _.:@,;=#%&!~+*?()\/$]|[A-Z]-[A-Z]|[a-z]-[a-z]|\d-\d|\\d|\\[-.\/+]|-(?=\]))+\])`;
const QUANTIFIER = String.raw`(?:[*+?]|\{\d{1,3}(?:,\d{0,3})?\})`;
const PLAIN = new RegExp(`^(?:${ATOM}${QUANTIFIER}?)*$`);
const QUANTIFIED = new RegExp(`${ATOM}(${QUANTIFIER})?`, 'g');

/** So many parts that may be there or not, each of which can double the ways to read a text. */
const MOST_OPTIONAL = 4;

/**
 * Returns a pattern of a contract as it may be given texts of strangers: the plain ones, anchored at both ends, in which no more
 * than one part is repeated a number of times that is open. They take a time that goes with the text's length, and mean the same
 * in ECMA-262 and in XML Schema. Null for every other: what it refuses is for the backend to refuse.
 */
export function safePattern(pattern: unknown): string | null {
  if (typeof pattern !== 'string' || pattern.length > 200) return null;
  const inner = /^\^(?:\(\?:(.*)\)|(.*))\$$/s.exec(pattern);
  const plain = inner?.[1] ?? inner?.[2];
  if (plain === undefined || !PLAIN.test(plain)) return null;
  const quantifiers = [...plain.matchAll(QUANTIFIED)].flatMap(([, quantifier]) => quantifier ?? []);
  const open = quantifiers.filter((one) => one !== '?' && isOpen(one));
  const optional = quantifiers.filter((one) => one === '?');
  if (open.length > 1 || optional.length > MOST_OPTIONAL) return null;
  const safe = `^${plain}$`;
  return compiles(safe) ? safe : null;
}

function isOpen(quantifier: string): boolean {
  const [, least, most] = /^\{(\d+)(?:,(\d*))?\}$/.exec(quantifier) ?? [];
  return least === undefined || (most !== undefined && most !== least);
}

function compiles(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u').source !== '';
  } catch {
    return false;
  }
}
