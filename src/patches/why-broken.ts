import { type Document, isMap, isSeq, visit } from 'yaml';
import { followed, isMerge } from './places.ts';

/**
 * Returns why a document cannot be read any more, in words: an alias whose anchor is not there before it, or a `<<` that has
 * no map to merge in. Null where it can.
 */
export function whyBroken(document: Document): string | null {
  const anchors = new Set<string>();
  let reason: string | null = null;
  visit(document, {
    Value: (_, { anchor }) => {
      if (anchor !== undefined) anchors.add(anchor);
    },
    Alias: (_, { source }) => {
      if (anchors.has(source)) return undefined;
      reason = `"*${source}" would stand for nothing`;
      return visit.BREAK;
    },
    Pair: (_, { key, value }) => {
      const source = isMerge(key) ? followed(document, value) : null;
      const all = isSeq(source) ? source.items.map((item) => followed(document, item)) : [source];
      if (source === null || source === undefined || all.every((one) => isMap(one))) return undefined;
      reason = '"<<" would have no map to merge in';
      return visit.BREAK;
    },
  });
  return reason;
}
