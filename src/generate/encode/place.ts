/** Where in a rendered file an encoded value is to stand; what the layout of the value depends on. */
export interface Place {
  /** Spaces that the line of the value starts with. */
  readonly indent: number;
  /** Characters that stand on the line before the value. */
  readonly column: number;
  /** The text before the value on its line. */
  readonly before: string;
  /** Characters that follow the value on its line, such as the `;` of a statement. */
  readonly after: number;
}

/** The start of a line of its own, for values that stand alone. */
export const LINE_START: Place = { indent: 0, column: 0, before: '', after: 0 };

/** Longest line of a generated file. */
export const LINE_WIDTH = 110;

/** Returns a text whose further lines, if there are any, begin that many spaces later. */
export function hang(text: string, spaces: number): string {
  return spaces === 0 ? text : text.replaceAll('\n', `\n${' '.repeat(spaces)}`);
}
