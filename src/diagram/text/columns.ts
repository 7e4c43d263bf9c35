/** Ranges of characters that take two columns of a terminal: East Asian wide and fullwidth, and emoji. */
const WIDE: readonly (readonly [from: number, to: number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1faff],
  [0x20000, 0x3fffd],
];

/** Returns how many columns of a terminal a text takes. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += widthOf(character);
  return columns;
}

/** Returns the text, or its start and a mark where it takes more columns than there are. */
export function fitColumns(text: string, columns: number, mark: string): string {
  if (columnsOf(text) <= columns) return text;
  let fitted = '';
  for (const character of text) {
    if (columnsOf(fitted + character) + columnsOf(mark) > columns) break;
    fitted += character;
  }
  return `${fitted}${mark}`;
}

function widthOf(character: string): number {
  if (/^[\p{Mn}\p{Me}\u200d]$/u.test(character)) return 0;
  const code = character.codePointAt(0) ?? 0;
  return WIDE.some(([from, to]) => code >= from && code <= to) ? 2 : 1;
}
