import { isDeepStrictEqual } from 'node:util';
import type { Fields } from '@lintel/kit';
import type { Change } from './read-changes.ts';
import type { ConflictStrategy } from './settings.ts';

/** An item as it stands; a deleted one has no fields. */
export interface Item {
  readonly id: string;
  readonly version: number;
  readonly fields: Fields;
  readonly deleted: boolean;
}

/** The version of an item that a device knows; null fields: what it was like is no longer known here. */
export interface Seen {
  readonly version: number;
  readonly fields: Fields | null;
}

/**
 * Why a change was not applied: the other side changed the item too (in these fields), or deleted it; the version that it
 * was made on is not known here; or it follows a change of the same item in the same batch that was not applied.
 */
export type ConflictReason = 'changed' | 'deleted' | 'unknown-base' | 'follows-rejected';

export type Verdict =
  /** `item` is what becomes of the item; null: it need not be written. */
  | { readonly type: 'accepted'; readonly item: Item | null; readonly merged: boolean }
  | { readonly type: 'conflict'; readonly reason: ConflictReason; readonly fields: readonly string[] };

/** Judges a change against the item as it stands (null: there is none) and as the device has seen it. */
export function judgeChange(
  change: Change,
  {
    current,
    seen,
    strategy,
  }: { readonly current: Item | null; readonly seen: Seen; readonly strategy: ConflictStrategy },
): Verdict {
  const clientWins = strategy === 'client-wins';
  if (current === null) {
    if (change.fields === null) return accepted(null);
    if (seen.version > 0 && !clientWins) return conflict('unknown-base');
    return accepted(next(change, {}, seen.version));
  }
  if (current.deleted && change.fields === null) return accepted(null);
  const version = Math.max(current.version, seen.version);
  if (clientWins) return applied(change, current, version);
  if (seen.version > current.version) return conflict('unknown-base');
  if (strategy === 'merge-fields') return merge(change, current, seen);
  if (seen.version === current.version) return applied(change, current, version);
  if (current.deleted) return conflict('deleted');
  return conflict('changed', differing(seen.fields ?? {}, current.fields));
}

/** Returns fields with a change made to them: null removes a field. */
export function patched(fields: Fields, change: Fields): Fields {
  const entries = Object.entries({ ...fields, ...change });
  return Object.fromEntries(entries.filter(([, value]) => value !== null));
}

/** Both sides' changes are told by what the device had seen; they may overlap only where they agree. */
function merge(change: Change, current: Item, seen: Seen): Verdict {
  const isCurrent = seen.version === current.version;
  if (current.deleted && !isCurrent) return conflict('deleted');
  if (seen.fields === null) return conflict('unknown-base');
  const theirs = differing(seen.fields, current.fields);
  if (change.fields === null) {
    return theirs.length === 0 ? applied(change, current, current.version) : conflict('changed', theirs);
  }
  const wanted = patched(seen.fields, change.fields);
  const ours = differing(seen.fields, wanted);
  const both = ours.filter(
    (name) => theirs.includes(name) && !isDeepStrictEqual(wanted[name], current.fields[name]),
  );
  if (both.length > 0) return conflict('changed', both);
  const set = Object.fromEntries(ours.map((name) => [name, wanted[name] ?? null]));
  const verdict = applied({ ...change, fields: set }, current, current.version);
  return { ...verdict, merged: theirs.length > 0 };
}

function applied(change: Change, current: Item, version: number) {
  const item = next(change, current.fields, version);
  const isSame = item.deleted === current.deleted && isDeepStrictEqual(item.fields, current.fields);
  return accepted(isSame ? null : item);
}

function next({ id, fields }: Change, before: Fields, version: number): Item {
  const deleted = fields === null;
  return { id, version: version + 1, fields: deleted ? {} : patched(before, fields), deleted };
}

function accepted(item: Item | null) {
  return { type: 'accepted', item, merged: false } as const;
}

function conflict(reason: ConflictReason, fields: readonly string[] = []): Verdict {
  return { type: 'conflict', reason, fields };
}

function differing(a: Fields, b: Fields): string[] {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].filter((name) => !isDeepStrictEqual(a[name], b[name])).sort();
}
