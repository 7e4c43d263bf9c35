import type { Fields } from './plain-data.ts';

/** Keeps what callers handed in, in collections, newest first. What was removed is remembered as removed. */
export interface RecordStore {
  /** Returns the record, `removed`, or undefined if it was never kept here. */
  find(collection: string, id: string): Fields | 'removed' | undefined;
  /** Returns the records that are kept, newest first. */
  list(collection: string): readonly Fields[];
  /** Returns the ids that were removed. */
  removed(collection: string): ReadonlySet<string>;
  keep(collection: string, id: string, record: Fields): void;
  remove(collection: string, id: string): void;
}

/** Beyond it the oldest record of a collection is forgotten: a stand-in may run for days. */
const MOST_RECORDS = 10_000;

/** Returns an empty store in memory. */
export function createRecordStore(): RecordStore {
  const collections = new Map<string, Map<string, Fields | 'removed'>>();
  const records = (collection: string): Map<string, Fields | 'removed'> => {
    const known = collections.get(collection) ?? new Map<string, Fields | 'removed'>();
    collections.set(collection, known);
    return known;
  };
  const put = (collection: string, id: string, record: Fields | 'removed') => {
    const kept = records(collection);
    kept.set(id, record);
    const oldest = kept.keys().next();
    if (kept.size > MOST_RECORDS && oldest.done !== true) kept.delete(oldest.value);
  };
  return {
    find: (collection, id) => collections.get(collection)?.get(id),
    list: (collection) =>
      [...(collections.get(collection)?.values() ?? [])]
        .filter((r): r is Fields => r !== 'removed')
        .reverse(),
    removed: (collection) =>
      new Set([...(collections.get(collection) ?? [])].filter(([, r]) => r === 'removed').map(([id]) => id)),
    keep: put,
    remove: (collection, id) => put(collection, id, 'removed'),
  };
}
