/** A text's size in pixels, and whether it is semi-bold. */
export interface Type {
  readonly sizePx: number;
  readonly bold: boolean;
}

/**
 * Returns how wide a text is at most in the sans-serif faces of common systems, in pixels. Drawn without a browser, so
 * by character, after DejaVu Sans, the widest of them: a box may be a little too wide, never too narrow.
 */
export function measureText(text: string, { sizePx, bold }: Type): number {
  let ems = 0;
  for (const character of text) ems += emsOf(character) + (bold ? 0.09 : 0);
  return ems * sizePx;
}

/** Returns the text, or its start and an ellipsis where it is wider than `maxPx`. */
export function shortenText(text: string, type: Type, maxPx: number): string {
  if (measureText(text, type) <= maxPx) return text;
  const characters = [...text];
  while (characters.length > 1 && measureText(`${characters.join('')}…`, type) > maxPx) characters.pop();
  return `${characters.join('').trimEnd()}…`;
}

/**
 * Returns a text on as few lines as it needs, at most `most`, broken after a hyphen, a dot, a slash or at a space; what
 * does not fit then is shortened.
 */
export function wrapText(
  text: string,
  type: Type,
  limits: { readonly maxPx: number; readonly most: number },
): readonly string[] {
  const { maxPx, most } = limits;
  if (measureText(text, type) <= maxPx || most === 1) return [shortenText(text, type, maxPx)];
  const breaks = [...text.matchAll(/[-./ ]/g)].map(({ index }) => index + 1);
  const fitting = breaks.filter(
    (at) => at < text.length && measureText(text.slice(0, at).trimEnd(), type) <= maxPx,
  );
  const at = fitting.at(-1);
  if (at === undefined) return [shortenText(text, type, maxPx)];
  return [text.slice(0, at).trimEnd(), ...wrapText(text.slice(at), type, { maxPx, most: most - 1 })];
}

/** Widths in ems of the characters of ASCII and of a few signs. */
const WIDTHS: readonly (readonly [characters: string, ems: number])[] = [
  ["ijlIJ'|", 0.3],
  [' ,.:;/\\-f', 0.365],
  ['tr()[]!·', 0.41],
  ['sz?"*_`', 0.53],
  ['ckvxyFL', 0.6],
  ['TYPSEadbeghnopqu{}$0123456789–«»', 0.645],
  ['ABCKRVXZ', 0.7],
  ['DGHNOQU&', 0.79],
  ['w#+<=>^~→', 0.84],
  ['mMW%@…—', 1.01],
];

const EMS = new Map(WIDTHS.flatMap(([characters, ems]) => [...characters].map((one) => [one, ems] as const)));

function emsOf(character: string): number {
  const known = EMS.get(character);
  if (known !== undefined) return known;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x250) return 0.72;
  if (code < 0x2e80) return 0.9;
  return code > 0xffff ? 1.4 : 1.1;
}
