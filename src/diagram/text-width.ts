/**
 * Returns about how wide a text is in a sans-serif face, in pixels. Drawn without a browser, so by character classes,
 * on the generous side: a box may be a little too wide, never too narrow.
 */
export function measureText(text: string, sizePx: number): number {
  let ems = 0;
  for (const character of text) ems += emsOf(character);
  return ems * sizePx;
}

/** Returns the text, or its start and an ellipsis where it is wider than `maxPx`. */
export function shortenText(text: string, sizePx: number, maxPx: number): string {
  if (measureText(text, sizePx) <= maxPx) return text;
  const characters = [...text];
  while (characters.length > 1 && measureText(`${characters.join('')}…`, sizePx) > maxPx) characters.pop();
  return `${characters.join('')}…`;
}

/**
 * Returns a name as one line, or as two, broken after a hyphen, a dot, a slash or a space; what does not fit then is
 * shortened.
 */
export function wrapName(name: string, sizePx: number, maxPx: number): readonly string[] {
  if (measureText(name, sizePx) <= maxPx) return [name];
  let at = 0;
  for (const match of name.matchAll(/[-./ ]/g)) {
    const end = match.index + 1;
    if (measureText(name.slice(0, end), sizePx) <= maxPx) at = end;
  }
  if (at === 0) return [shortenText(name, sizePx, maxPx)];
  return [name.slice(0, at).trimEnd(), shortenText(name.slice(at), sizePx, maxPx)];
}

function emsOf(character: string): number {
  if ("iljI.,:;'|! ".includes(character)) return 0.3;
  if ('ftr-()/·'.includes(character)) return 0.4;
  if ('mwMW—…%@'.includes(character)) return 0.88;
  if (character >= 'A' && character <= 'Z') return 0.7;
  return (character.codePointAt(0) ?? 0) > 0x2e80 ? 1.05 : 0.59;
}
