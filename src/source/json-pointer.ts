/** Returns reference tokens as a JSON Pointer (RFC 6901, section 3): `/items/0/sku`; none as `''`, the whole. */
export function jsonPointer(tokens: readonly string[]): string {
  return tokens.map((token) => `/${token.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Returns the reference tokens of a JSON Pointer; of one in a fragment (section 6), with a leading `#`, URI escapes are undone. */
export function pointerTokens(pointer: string): readonly string[] {
  const isFragment = pointer.startsWith('#');
  const tokens = (isFragment ? pointer.slice(1) : pointer).split('/').slice(1);
  const plain = tokens.map((token) => (isFragment ? decodeURIComponent(token) : token));
  return plain.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}
