import { UserError } from '../diagnostics/user-error.ts';
import { type BlockEntry, block, blockList, type YamlValue } from '../init/yaml-text.ts';
import type { MapEntry, MapNode, Node } from '../source/parsed-document.ts';
import type { Source } from '../source/source.ts';
import { saysWhatWasMeant } from './says-what-was-meant.ts';
import { behindEntry, behindItems, belowKey, type Insertion, withinBraces } from './text-insertion.ts';

/** What is to be added at a path of keys: entries of a map, or items of a list. What is missing on the way is made. */
export type Addition =
  | { readonly path: readonly string[]; readonly entries: readonly BlockEntry[] }
  | { readonly path: readonly string[]; readonly items: readonly YamlValue[] };

/** The order in which a blueprint reads. */
const TOP_KEYS = [
  'blueprint',
  'name',
  'title',
  'description',
  'owner',
  'devices',
  'gateway',
  'frontends',
  'integrations',
  'mobileServices',
  'backends',
  'networks',
  'objectives',
  'scenarios',
];

/**
 * Returns the text of a blueprint with entries and items added, in the style of what they are added to: on lines of their
 * own behind the last one, or within the brackets. Every other character stays as it is, comments too. Paths must differ.
 * Throws a UserError `usage` where the text cannot be added to without changing what else it says (an alias, a value of
 * another sort).
 */
export function insertEntries(source: Source, root: MapNode, additions: readonly Addition[]): string {
  const filled = additions.filter((one) => ('entries' in one ? one.entries : one.items).length > 0);
  const insertions = filled.map((addition, index) => ({ ...insertionOf(source, root, addition), index }));
  // From the end, so that offsets stay right. What is put at one place stands the other way round: what belongs to the
  // inner map comes first, and keys of one map come in their order.
  const text = insertions
    .toSorted((a, b) => b.start - a.start || a.depth - b.depth || b.index - a.index)
    .reduce(
      (edited, { start, end, text: added }) => edited.slice(0, start) + added + edited.slice(end),
      source.text,
    );
  if (!saysWhatWasMeant(text, root, filled))
    throw cannotAdd(filled.map(({ path }) => path.join('.')).join(', '));
  return text;
}

/** An insertion with how deep in the tree it is. */
type Deep = Insertion & { readonly depth: number };

function insertionOf(source: Source, root: MapNode, addition: Addition): Deep {
  const { path } = addition;
  let map = root;
  for (const [at, key] of path.entries()) {
    const entry = map.entries.get(key);
    const rest = path.slice(at + 1);
    if (entry === undefined) {
      const entries = nested([key, ...rest], addition);
      return { ...addTo(source, map, { entries, isTop: at === 0 }), depth: at };
    }
    const { value } = entry;
    if (value.type !== 'map')
      return { ...(addToOther(source, { entry, rest }, addition) ?? refuse(path)), depth: at };
    map = value;
  }
  if ('items' in addition) return refuse(path);
  return { ...addTo(source, map, { entries: addition.entries, isTop: false }), depth: path.length };
}

/** Adds to a list, or to a key that has no value yet; null where neither stands there. */
function addToOther(
  source: Source,
  { entry, rest }: { readonly entry: MapEntry; readonly rest: readonly string[] },
  addition: Addition,
): Insertion | null {
  if ('entries' in addition) return belowKey(source, entry, nested(rest, addition));
  const isList = entry.value.type === 'list' && rest.length === 0;
  return isList ? behindItems(source, entry.value, addition.items) : null;
}

/** Wraps what is added into the maps that are missing. */
function nested([key, ...rest]: readonly string[], addition: Addition): readonly BlockEntry[] {
  if (key === undefined) return 'entries' in addition ? addition.entries : [];
  if (rest.length === 0 && 'items' in addition) return [{ key, value: blockList(addition.items) }];
  return [{ key, value: block(nested(rest, addition)) }];
}

function addTo(
  source: Source,
  map: MapNode,
  { entries, isTop }: { readonly entries: readonly BlockEntry[]; readonly isTop: boolean },
): Insertion {
  if (source.text[map.span.start] === '{') return withinBraces(source, map, entries);
  const before = isTop ? entryBefore(map, entries[0]?.key ?? '') : [...map.entries.values()].at(-1);
  if (before === undefined) return refuse([]);
  return behindEntry(source, before, { entries, emptyLines: isTop ? 1 : 0 });
}

/** The entry that a new tier stands behind: the last one that reads before it. */
function entryBefore(map: MapNode, key: string): MapEntry | undefined {
  const earlier = TOP_KEYS.slice(0, TOP_KEYS.indexOf(key));
  const entries = [...map.entries.values()];
  return entries.findLast((entry) => earlier.includes(entry.key)) ?? entries.at(-1);
}

function refuse(path: readonly string[]): never {
  throw cannotAdd(path.join('.'));
}

function cannotAdd(where: string): UserError {
  return new UserError(
    'usage',
    `nothing can be added to "${where}" of the blueprint without changing what else it says`,
    'write it out, without aliases; or import into a new blueprint with --into, and take from there what is wanted',
  );
}

/** Returns the map at a path of keys; null where there is none. */
export function mapAtPath(root: Node, path: readonly string[]): MapNode | null {
  let node: Node | undefined = root;
  for (const key of path) node = node?.type === 'map' ? node.entries.get(key)?.value : undefined;
  return node?.type === 'map' ? node : null;
}
