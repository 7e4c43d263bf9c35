/** Returns the tokens of a JSON Pointer as it is written, in quotes: `"/spec/replicas"`. */
export function shownPointer(path: readonly string[]): string {
  const tokens = path.map((token) => `/${token.replaceAll('~', '~0').replaceAll('/', '~1')}`);
  return `"${tokens.join('')}"`;
}
