import {
  type Document,
  isCollection,
  isMap,
  isNode,
  isSeq,
  type Node,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { keyOf } from '../places.ts';

/** What holds a node: a map at a key of it, a list at an index; null: the node is the whole document. */
export interface Standing {
  readonly parent: YAMLMap | YAMLSeq | null;
  readonly token: string;
}

/** Where each node of a document stands, as it is written: aliases are not followed. */
export type Standings = ReadonlyMap<Node, Standing>;

/** Returns where the nodes of a document stand now. A patch makes new nodes for what it changes, and leaves all others. */
export function standingsOf(document: Document): Standings {
  const standings = new Map<Node, Standing>();
  const visit = (node: unknown, standing: Standing): void => {
    if (!isNode(node)) return;
    standings.set(node, standing);
    for (const [token, child] of childrenOf(node)) {
      if (isCollection(node) && (isMap(node) || isSeq(node))) visit(child, { parent: node, token });
    }
  };
  visit(document.contents, { parent: null, token: '' });
  return standings;
}

/** Returns what a node holds, by key or by index. */
export function childrenOf(node: Node): readonly (readonly [string, unknown])[] {
  if (isMap(node)) return node.items.map(({ key, value }) => [keyOf(key), value]);
  return isSeq(node) ? node.items.map((item, at) => [String(at), item]) : [];
}

/** Returns the way to a node from the root, as the tokens of a JSON Pointer. */
export function wayTo(standings: Standings, node: Node | null): readonly string[] {
  const standing = node === null ? undefined : standings.get(node);
  if (standing === undefined || standing.parent === null) return [];
  return [...wayTo(standings, standing.parent), standing.token];
}
