import { type Document, isMap, isNode, isSeq, type Node, type YAMLMap, type YAMLSeq } from 'yaml';
import { isEqual } from '../is-equal.ts';
import { type Identity, isPlainMap } from '../merge-keys.ts';
import { childOf, followed, plainOf } from '../places.ts';
import type { Claim } from './claim.ts';
import type { Change } from './claims-of-change.ts';
import { type Standings, wayTo } from './standing.ts';

/** What became of a claim when another patch was made. */
export type Outcome =
  /** It still is as it says; perhaps it is written at another place, which counts from now on. */
  | { readonly type: 'kept'; readonly claim: Claim }
  /** Something else is there now; undefined: nothing. */
  | { readonly type: 'broken'; readonly now: unknown }
  /** What it is about was gone already. */
  | { readonly type: 'gone' };

/**
 * Returns what a change left of what an earlier patch had made of a place. The place is followed by its node, so it may have moved within a
 * list; where the node is gone, by its keys, and in a list that is new by any item: what could be the same is taken for it.
 */
export function afterChange(claim: Claim, change: Change): Outcome {
  const { parent, says } = claim;
  const { document, before, after } = change;
  if (parent !== null && !before.has(parent)) return { type: 'gone' };
  if (says.type === 'set' && after.get(says.node)?.parent === parent) return { type: 'kept', claim };
  const found = placesNow(claim, change);
  const kept = found.find((place) => isAsClaimed(claim, place, change));
  if (kept !== undefined) return { type: 'kept', claim: moved(claim, kept) };
  const [place] = found;
  if (place === undefined && says.type !== 'set') return { type: 'kept', claim };
  return { type: 'broken', now: place?.node === undefined ? undefined : plainOf(document, place.node) };
}

/** A place where what is claimed may stand now. */
interface Place {
  readonly parent: YAMLMap | YAMLSeq | null;
  readonly node: Node | undefined;
}

/** Returns where to look, from the nearest map or list above that is still there. */
function placesNow({ parent, token, says }: Claim, { document, before, after }: Change): readonly Place[] {
  const last = says.type === 'set' ? (before.get(says.node)?.token ?? token) : token;
  const way = says.type === 'item-removed' ? [] : [last];
  let start: Node | null = parent;
  while (start !== null && !after.has(start)) {
    const standing = before.get(start);
    way.unshift(standing?.token ?? '');
    start = standing?.parent ?? null;
  }
  // The root has no key.
  if (start === null) way.shift();
  const root = { parent: null, node: start ?? followed(document, document.contents) };
  return way.reduce<readonly Place[]>(
    (places, step) => places.flatMap(({ node }) => stepInto(node, step, { document, before })),
    [root],
  );
}

function stepInto(
  node: Node | undefined,
  step: string,
  { document, before }: Pick<Change, 'document' | 'before'>,
): readonly Place[] {
  if (isMap(node)) return [{ parent: node, node: followed(document, childOf(document, node, step)) }];
  if (!isSeq(node)) return [];
  return newItems(node, before).map((item) => ({ parent: node, node: followed(document, item) }));
}

/** Of a list that is new, all. */
function newItems(list: YAMLSeq, before: Standings): readonly unknown[] {
  return before.has(list) ? list.items.filter((item) => isNode(item) && !before.has(item)) : list.items;
}

function isAsClaimed({ parent, token, says }: Claim, { node }: Place, change: Change): boolean {
  const { document, before, was } = change;
  switch (says.type) {
    case 'removed':
      return node === undefined;
    case 'item-removed':
      return !isSeq(node) || newItems(node, before).every((item) => !isItem(document, item, says));
    case 'set': {
      if (node === undefined) return false;
      const now = plainOf(document, node);
      const last = before.get(says.node)?.token ?? token;
      const then = valueAt(was, parent === null ? [] : [...wayTo(before, parent), last]);
      return isEqual(now, says.value) || isEqual(now, then) || (isMap(node) && isPlainMap(says.value));
    }
  }
}

function isItem(document: Document, item: unknown, { key, value }: Identity): boolean {
  const node = followed(document, item);
  const plain = node === undefined ? undefined : plainOf(document, node);
  return isPlainMap(plain) && isEqual(plain[key], value);
}

function valueAt(data: unknown, way: readonly string[]): unknown {
  return way.reduce<unknown>((inner, token) => Reflect.get(Object(inner), token), data);
}

/** The claim as it is written now. */
function moved(claim: Claim, { parent, node }: Place): Claim {
  if (claim.says.type === 'item-removed') return isSeq(node) ? { ...claim, parent: node } : claim;
  const says = claim.says.type === 'set' && node !== undefined ? { ...claim.says, node } : claim.says;
  return { ...claim, parent, says };
}
