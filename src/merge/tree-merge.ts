import type { MapEntry, MapNode } from '../source/parsed-document.ts';
import { mergeItems } from './merge-items.ts';
import { isSame, isSameOrNone } from './structure.ts';
import {
  addConflict,
  type Member,
  nameOf,
  type Place,
  type Result,
  type TreeMerge,
  takeByLine,
  takeOurs,
  takePreferred,
  takeTheirs,
} from './tree-result.ts';

/** Returns the merge of a value that both sides have; adds to the conflicts. */
export function mergeValues(merge: TreeMerge, place: Place): Result {
  const { base, ours, theirs } = place;
  if (isSame(ours, theirs)) return takeOurs(place);
  if (ours.type === 'map' && theirs.type === 'map') return mergeMaps(merge, { ...place, ours, theirs });
  if (ours.type === 'list' && theirs.type === 'list')
    return mergeItems(merge, { ...place, ours, theirs }, mergeValues);
  if (isSameOrNone(base, ours)) return takeTheirs(place);
  if (isSameOrNone(base, theirs)) return takeOurs(place);
  const isText = [ours, theirs].every((one) => one.type === 'scalar' && typeof one.value === 'string');
  const isLong =
    isText && [ours, theirs].some((one) => one.type === 'scalar' && `${one.value}`.includes('\n'));
  return (isLong ? takeByLine(merge, place) : null) ?? takePreferred(merge, place);
}

interface MapPlace extends Place {
  readonly ours: MapNode;
  readonly theirs: MapNode;
}

function mergeMaps(merge: TreeMerge, place: MapPlace): Result {
  const { ours, theirs } = place;
  const base = place.base?.type === 'map' ? place.base.entries : new Map<string, MapEntry>();
  const theirKeys = [...theirs.entries.keys()];
  const members: Keyed[] = [];
  [...ours.entries.values()].forEach((entry, index) => {
    const value = mergeOurEntry(merge, place, { entry, was: base.get(entry.key) });
    const isNew = !theirs.entries.has(entry.key) && !base.has(entry.key);
    if (value !== null) members.push({ key: entry.key, isNew, isOurs: true, of: ours, index, value });
  });
  const isSorted = isInOrder(theirKeys) && isInOrder(members.map(({ key }) => key));
  const present = new Set(members.map(({ key }) => key));
  let before: string | null = null;
  for (const [index, entry] of [...theirs.entries.values()].entries()) {
    const { key } = entry;
    if (!ours.entries.has(key) && comesIn(merge, place, { entry, was: base.get(key) })) {
      const at = isSorted ? sortedPlace(members, key) : placeBehind(members, before);
      const value: Result = { type: 'taken', node: entry.value, entry };
      members.splice(at, 0, { key, isNew: false, isOurs: false, of: theirs, index, value });
      present.add(key);
    }
    if (present.has(key)) before = key;
  }
  return { type: 'joined', ours, members };
}

interface Keyed extends Member {
  readonly key: string;
  /** True where only ours ever had it. */
  readonly isNew: boolean;
}

interface EntryChange {
  readonly entry: MapEntry;
  readonly was: MapEntry | undefined;
}

/** Null: it goes. */
function mergeOurEntry(merge: TreeMerge, place: MapPlace, { entry, was }: EntryChange): Result | null {
  const their = place.theirs.entries.get(entry.key);
  const path = [...place.path, entry.key];
  if (their !== undefined) {
    const [ours, theirs] = [entry.value, their.value];
    return mergeValues(merge, { path, base: was?.value, ours, theirs, ourEntry: entry, theirEntry: their });
  }
  const kept: Result = { type: 'taken', node: entry.value, entry };
  if (was === undefined) return kept;
  if (isSame(was.value, entry.value)) return null;
  const what = `you changed ${nameOf(path)}, which is generated no more`;
  addConflict(merge, { place: entry.keySpan, what });
  return merge.prefer === 'ours' ? kept : null;
}

function comesIn(merge: TreeMerge, place: MapPlace, { entry, was }: EntryChange): boolean {
  if (was === undefined) return true;
  if (isSame(was.value, entry.value)) return false;
  const name = nameOf([...place.path, entry.key]);
  const { span } = place.ours;
  addConflict(merge, {
    place: { ...span, start: place.ourEntry?.keySpan.start ?? span.start },
    what: `you deleted ${name}, which is generated differently now`,
  });
  return merge.prefer === 'theirs';
}

function isInOrder(keys: readonly string[]): boolean {
  return keys.every((key, index) => index === 0 || (keys[index - 1] ?? '') < key);
}

function sortedPlace(members: readonly Keyed[], key: string): number {
  const at = members.findIndex((member) => member.key > key);
  return at === -1 ? members.length : at;
}

/** Behind the nearest key before it that is there, and behind what the user put at that place. */
function placeBehind(members: readonly Keyed[], before: string | null): number {
  let at = before === null ? 0 : members.findIndex(({ key }) => key === before) + 1;
  while (members[at]?.isNew === true) at += 1;
  return at;
}
