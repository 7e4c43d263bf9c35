import { type Document, isAlias, isMap, isSeq, type Node, visit } from 'yaml';
import { isMerge } from './places.ts';

/**
 * Returns why a document cannot be read any more, in words: an alias whose anchor is not there before it, or a `<<` that has
 * no map to merge in. Null where it can.
 */
export function whyBroken(document: Document): string | null {
  // To ask the document for each alias would read it from the start each time.
  const anchors = new Map<string, Node>();
  const meant = (node: unknown) => (isAlias(node) ? anchors.get(node.source) : node);
  let reason: string | null = null;
  visit(document, {
    Value: (_, node) => {
      if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
    Alias: (_, { source }) => {
      if (anchors.has(source)) return undefined;
      reason = `"*${source}" would stand for nothing`;
      return visit.BREAK;
    },
    Pair: (_, { key, value }) => {
      const source = isMerge(key) ? meant(value) : null;
      const all = isSeq(source) ? source.items.map(meant) : [source];
      if (source === null || source === undefined || all.every((one) => isMap(one))) return undefined;
      reason = '"<<" would have no map to merge in';
      return visit.BREAK;
    },
  });
  return reason;
}
