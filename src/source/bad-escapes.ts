/** YAML 1.2, section 5.7; before a line end, a backslash joins lines. */
const ESCAPE =
  /\\(?:[0abtnvfre "/\\N_LP\t\r\n]|x[\da-fA-F]{2}|u[\da-fA-F]{4}|U(?:0010|000[\da-fA-F])[\da-fA-F]{4}|([\s\S]))/g;

/**
 * Returns how many backslashes in a double-quoted scalar begin no escape sequence. The parser makes an error object, with
 * its stack, of each of them, and a text may hold millions.
 */
export function badEscapesIn(scalar: string): number {
  if (!scalar.includes('\\')) return 0;
  let bad = 0;
  for (const [, other] of scalar.matchAll(ESCAPE)) if (other !== undefined) bad += 1;
  return bad;
}
