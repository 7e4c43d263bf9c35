import type { ListNode, Node } from '../source/parsed-document.ts';
import { diffLines } from './diff-lines.ts';
import { type LineRange, numberLines, type Region, regionsOf } from './merge-lines.ts';
import { isSame, isSameOrNone, written } from './structure.ts';
import {
  type Member,
  type Place,
  type Result,
  type Step,
  type TreeMerge,
  takeByLine,
  takePreferred,
} from './tree-result.ts';

interface ListPlace extends Place {
  readonly ours: ListNode;
  readonly theirs: ListNode;
}

type MergeValues = (merge: TreeMerge, place: Place) => Result;

/**
 * Returns the merge of two lists. Items are told apart by a key that each of them has with another value, or by all that
 * they say, or, where that comes to nothing, by their places. Changes apart from each other are made both; at one place, what both added stands one behind the other. What is
 * unclear then is for the merge by line to say, and a conflict otherwise. `mergeValues` merges an item that both have.
 */
export function mergeItems(merge: TreeMerge, place: ListPlace, mergeValues: MergeValues): Result {
  const list = identify(place);
  const slots = list === null ? null : slotsOf(list);
  const members =
    list === null || slots === null
      ? null
      : membersOf(place, { list, slots, mergeItem: (inner) => mergeValues(merge, inner) });
  if (members !== null) return { type: 'joined', ours: place.ours, members };
  const inner = (one: Place): Result => mergeValues(merge, one);
  return takeByLine(merge, place) ?? byPosition(place, inner) ?? takePreferred(merge, place);
}

/** Maps that nothing tells apart are the same by their places where no side has more or fewer of them. */
function byPosition(place: ListPlace, mergeItem: (place: Place) => Result): Result | null {
  const { ours, theirs } = place;
  const base = place.base?.type === 'list' ? place.base.items : [];
  const isEven = [base, theirs.items].every(({ length }) => length === ours.items.length);
  if (!isEven || ![...base, ...ours.items, ...theirs.items].every(({ type }) => type === 'map')) return null;
  const members = ours.items.flatMap((our, index): readonly Member[] => {
    const their = theirs.items[index];
    if (their === undefined) return [];
    const step: Step = { by: '', is: String(index) };
    const inner = { path: [...place.path, step], base: base[index], ourEntry: null, theirEntry: null };
    return [{ isOurs: true, of: ours, index, value: mergeItem({ ...inner, ours: our, theirs: their }) }];
  });
  return { type: 'joined', ours, members };
}

/** What tells the items of the three lists apart, in order. */
interface Identities {
  /** Null: all that an item says. */
  readonly by: string | null;
  readonly base: readonly string[];
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
  /** True where no list has an item twice. */
  readonly areUnique: boolean;
}

const IDENTIFYING = ['id', 'name', 'path', 'key', 'operationId', 'url', 'host', 'target', 'port'];

function identify({ base, ours, theirs }: ListPlace): Identities | null {
  const lists = [base?.type === 'list' ? base.items : [], ours.items, theirs.items];
  for (const by of IDENTIFYING) {
    const [inBase, inOurs, inTheirs] = lists.map((items) => items.map((item) => identifying(item, by)));
    if (inBase === undefined || inOurs === undefined || inTheirs === undefined) return null;
    if (areIdentities(inBase) && areIdentities(inOurs) && areIdentities(inTheirs))
      return { by, base: inBase, ours: inOurs, theirs: inTheirs, areUnique: true };
  }
  const [inBase, inOurs, inTheirs] = lists.map((items) => items.map(allOf));
  if (inBase === undefined || inOurs === undefined || inTheirs === undefined) return null;
  const areUnique = [inBase, inOurs, inTheirs].every((all) => new Set(all).size === all.length);
  return { by: null, base: inBase, ours: inOurs, theirs: inTheirs, areUnique };
}

function identifying(item: Node, key: string): string | null {
  const value = item.type === 'map' ? item.entries.get(key)?.value : undefined;
  return value?.type === 'scalar' && value.value !== null ? String(value.value) : null;
}

function areIdentities(values: readonly (string | null)[]): values is readonly string[] {
  return !values.includes(null) && new Set(values).size === values.length;
}

/** Returns all that a value says as one text; the same for two values that mean the same. */
function allOf(node: Node): string {
  if (node.type === 'list') return `[${node.items.map(allOf).join()}]`;
  if (node.type === 'map')
    return `{${[...node.entries]
      .map(([key, { value }]) => `${JSON.stringify(key)}:${allOf(value)}`)
      .sort()
      .join()}}`;
  const isExact = typeof node.value !== 'number' || Number.isSafeInteger(node.value);
  return isExact ? JSON.stringify(node.value) : written(node);
}

/** An item of the merged list, by its place in the list of a side. */
interface Slot {
  readonly side: 'ours' | 'theirs';
  readonly index: number;
  readonly id: string;
}

/** Returns the merged order, or null where it is not clear. */
function slotsOf(list: Identities): readonly Slot[] | null {
  const ids = new Map<string, number>();
  const base = numberLines(list.base, ids);
  const changes = [list.ours, list.theirs].map((side) => diffLines(base, numberLines(side, ids)));
  const slots: Slot[] = [];
  let at = 0;
  for (const region of regionsOf(changes[0] ?? [], changes[1] ?? [])) {
    slots.push(...slotsIn(list, 'ours', { start: at, end: region.ours.start }));
    at = region.ours.end;
    if (region.type !== 'both') slots.push(...slotsIn(list, region.type, region[region.type]));
    else {
      const both = joinBoth(list, region);
      if (both === null) return null;
      slots.push(...both);
    }
  }
  slots.push(...slotsIn(list, 'ours', { start: at, end: list.ours.length }));
  return list.areUnique ? withoutTwins(list, slots) : slots;
}

function slotsIn(list: Identities, side: Slot['side'], { start, end }: LineRange): readonly Slot[] {
  return list[side].slice(start, end).map((id, offset) => ({ side, index: start + offset, id }));
}

/** What both changed at one place: clear where both only added, or what each did does not touch the other's. */
function joinBoth(list: Identities, region: Region): readonly Slot[] | null {
  const ours = slotsIn(list, 'ours', region.ours);
  const theirs = slotsIn(list, 'theirs', region.theirs);
  const [here, there] = [ours, theirs].map((slots) => new Set(slots.map(({ id }) => id)));
  const was = new Set(list.base.slice(region.base.start, region.base.end));
  if (here === undefined || there === undefined) return null;
  if (ours.length === theirs.length && ours.every(({ id }, index) => id === theirs[index]?.id)) return ours;
  if (!list.areUnique) return null;
  const ourNew = ours.filter(({ id }) => !was.has(id));
  const theirNew = theirs.filter(({ id }) => !was.has(id));
  const gone = [...was].filter((id) => !here.has(id) || !there.has(id));
  const isReplaced = [...was].some((id) => !here.has(id) && !there.has(id));
  if (ourNew.length > 0 && theirNew.length > 0 && gone.length > 0) return null;
  if (isReplaced && ourNew.length + theirNew.length > 0) return null;
  const common = ours.filter(({ id }) => there.has(id)).map(({ id }) => id);
  if (theirs.filter(({ id }) => here.has(id)).some(({ id }, index) => id !== common[index])) return null;
  const joined = ours.filter(({ id }) => there.has(id) || !was.has(id));
  const isOnlyOurs = (slot: Slot | undefined): boolean => slot !== undefined && !there.has(slot.id);
  let at = 0;
  for (const slot of theirs) {
    const known = joined.findIndex(({ id }) => id === slot.id);
    if (known === -1 && was.has(slot.id)) continue;
    if (known === -1) {
      while (isOnlyOurs(joined[at])) at += 1;
      joined.splice(at, 0, slot);
      at += 1;
    } else at = known + 1;
  }
  return joined;
}

/** What both added at different places occurs once; null where an item that was there would occur twice, or not at all. */
function withoutTwins(list: Identities, slots: readonly Slot[]): readonly Slot[] | null {
  const seen = new Set<string>();
  const was = new Set(list.base);
  const kept: Slot[] = [];
  for (const slot of slots) {
    if (seen.has(slot.id) && was.has(slot.id)) return null;
    if (!seen.has(slot.id)) kept.push(slot);
    seen.add(slot.id);
  }
  const theirs = new Set(list.theirs);
  const isLost = (id: string): boolean => !seen.has(id) && (theirs.has(id) || !was.has(id));
  const isLostToo = (id: string): boolean => !seen.has(id) && !was.has(id);
  return list.ours.some(isLost) || list.theirs.some(isLostToo) ? null : kept;
}

interface Ordered {
  readonly list: Identities;
  readonly slots: readonly Slot[];
  readonly mergeItem: (place: Place) => Result;
}

/** Null: an item that one side changed is not there any more on the other, or one that ours changed was moved. */
function membersOf(place: ListPlace, { list, slots, mergeItem }: Ordered): readonly Member[] | null {
  const inBase = finder(list.base, place.base?.type === 'list' ? place.base : null);
  const inOurs = finder(list.ours, place.ours);
  const inTheirs = finder(list.theirs, place.theirs);
  const present = new Set(slots.map(({ id }) => id));
  const isChanged = (id: string): boolean => {
    const remains = inOurs(id) ?? inTheirs(id);
    return !present.has(id) && remains !== undefined && !isSameOrNone(inBase(id), remains);
  };
  if (list.areUnique && list.base.some(isChanged)) return null;
  const members: Member[] = [];
  for (const { side, index, id } of slots) {
    const item = place[side].items[index];
    const [was, ours, theirs] = list.areUnique ? [inBase(id), inOurs(id), inTheirs(id)] : [];
    if (item === undefined) return null;
    const taken: Result = { type: 'taken', node: item, entry: null };
    const isMoved = side === 'theirs' && ours !== undefined;
    if (isMoved && !isSame(ours, item) && !isSameOrNone(was, ours)) return null;
    const isBoth = side === 'ours' && theirs !== undefined;
    const step: Step = { by: list.by ?? '', is: id };
    const inner = { path: [...place.path, step], base: was, ours: item, ourEntry: null, theirEntry: null };
    const value = isBoth ? mergeItem({ ...inner, theirs }) : taken;
    members.push({ isOurs: side === 'ours', of: place[side], index, value });
  }
  return members;
}

/** Returns a function that finds an item by what tells it apart. */
function finder(ids: readonly string[], list: ListNode | null): (id: string) => Node | undefined {
  const items = new Map(ids.map((id, index) => [id, list?.items[index]]));
  return (id) => items.get(id);
}
