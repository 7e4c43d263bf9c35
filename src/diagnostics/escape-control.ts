/** Most texts have none of it. */
const MAY_HAVE_CONTROL = /[^ -~]|##/;

/**
 * Returns the text with control and format characters (terminal escapes, direction overrides, line breaks) written as
 * `\xNN` or `\u{N}`, so that a text from a blueprint cannot move the cursor, hide what it says or command a build server.
 * Tabs are kept.
 */
export function escapeControl(text: string): string {
  if (!MAY_HAVE_CONTROL.test(text)) return text;
  return text.replace(control(), (character) => {
    if (character === '\t') return character;
    const code = character.codePointAt(0) ?? 0;
    const hex = code.toString(16);
    return code < 0x100 ? `\\x${hex.padStart(2, '0')}` : `\\u{${hex}}`;
  });
}

/**
 * Returns what finds whatever moves a cursor, cannot be seen or is no character; emoji keep their variation selectors. The last:
 * `##[error]` and `##vso[…]` are commands to build servers, wherever in a line they stand. Looking back only from the bracket,
 * and not far, keeps a long line quick. Made at the first use, since the classes of Unicode take most of a millisecond to read.
 */
function control(): RegExp {
  return /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]|(?![\ufe00-\ufe0f])\p{Default_Ignorable_Code_Point}|\[(?<=##\w{0,40}\[)/gu;
}
