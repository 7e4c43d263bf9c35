/** Stand around what Compose would put something else for; private characters, which no text of a test has. */
const [OPEN, CLOSE] = ['\uE020', '\uE021'];

/**
 * Returns the documents of a Compose file with each text as Compose interpolates it, by the rules of its specification
 * (https://github.com/compose-spec/compose-spec/blob/main/12-interpolation.md): `$$` is a `$`. As nobody's environment is known here, a
 * variable stands for itself, marked, so that it is never equal to a text. Throws an Error for a `$` that Compose refuses.
 */
export function interpolated(value: unknown): unknown {
  if (typeof value === 'string') return interpolatedText(value);
  if (Array.isArray(value)) return value.map(interpolated);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, interpolated(item)]));
}

/** `$$`, `$NAME`, `${NAME}` with or without what is to be done without a value, and a `$` that is none of these. */
const DOLLAR =
  /\$(?:(?<escaped>\$)|(?<name>[A-Za-z_]\w*)|\{(?<braced>[A-Za-z_]\w*)(?:(?<operator>:?[-+?])(?<rest>(?:[^{}]|\{[^{}]*\})*))?\}|)/g;

function interpolatedText(text: string): string {
  return text.replace(DOLLAR, (...found: unknown[]) => {
    const { escaped, name, braced, operator = '', rest = '' } = Object(found.at(-1));
    if (escaped !== undefined) return '$';
    const variable = name ?? braced;
    if (variable === undefined)
      throw new Error(`Compose refuses the "$" in ${JSON.stringify(text)}: a "$" of its own is "$$"`);
    return OPEN + variable + operator + interpolatedText(rest) + CLOSE;
  });
}
