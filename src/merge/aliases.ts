/** Characters for private use, which stand for what a tree does not hold. */
const ALIAS = '\ue000';
const ANCHOR = '\ue001';
const MERGE = '\ue002';
const MASKS = /[\ue000-\ue002]/;

/**
 * Returns a YAML text in which each alias is a plain value, the anchor of a key's value a part of that key, and `<<` a plain
 * key, so that they are merged as they are written, not as what they stand for. Null for a text that cannot be told from a
 * masked one afterwards. Anchors elsewhere stay, and are not understood.
 */
export function maskAliases(text: string): string | null {
  if (MASKS.test(text)) return null;
  return text
    .replaceAll(/(?<=(?:: +|- +|, *|\[ *))\*(?=[\w.-]+ *(?:#.*|[,\]}].*)?$)/gm, ALIAS)
    .replaceAll(/(?<=^[ -]*[\w.-]+): +&([\w.-]+)(?= *(?:#.*)?$)/gm, `${ANCHOR}$1:`)
    .replaceAll(/(?<=^[ -]*)<<(?=: )/gm, MERGE);
}

/** Returns the text that was masked. */
export function unmaskAliases(text: string): string {
  return text
    .replaceAll(ALIAS, '*')
    .replaceAll(/\ue001([\w.-]+):/g, ': &$1')
    .replaceAll(MERGE, '<<');
}

/** Returns the name of a place in a masked text as it is spoken of. */
export function unmaskName(name: string): string {
  return name
    .replaceAll(/\ue001[\w.-]+/g, '')
    .replaceAll(ALIAS, '*')
    .replaceAll(MERGE, '<<');
}

/** True if each alias of a masked text has its anchor before it, and no anchor is there twice. */
export function hasAnchors(masked: string): boolean {
  const anchors = new Set<string>();
  for (const { groups } of masked.matchAll(/\ue001(?<anchor>[\w.-]+):|\ue000(?<alias>[\w.-]+)/g)) {
    const { anchor, alias } = groups ?? {};
    if (anchor !== undefined && anchors.has(anchor)) return false;
    if (anchor !== undefined) anchors.add(anchor);
    if (alias !== undefined && !anchors.has(alias)) return false;
  }
  return true;
}
