const CONTROL = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/**
 * Returns the text with control and format characters (terminal escapes, direction overrides, line breaks) written as
 * `\xNN` or `\u{N}`, so that a text from a blueprint cannot move the cursor or hide what it says. Tabs are kept.
 */
export function escapeControl(text: string): string {
  return text.replace(CONTROL, (character) => {
    if (character === '\t') return character;
    const code = character.codePointAt(0) ?? 0;
    const hex = code.toString(16);
    return code < 0x100 ? `\\x${hex.padStart(2, '0')}` : `\\u{${hex}}`;
  });
}
