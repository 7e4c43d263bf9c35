import type { Fields } from '@lintel/kit';
import type { Transaction } from 'kysely';
import type { Checkpoint } from './checkpoint.ts';
import type { Knowledge } from './judge-batch.ts';
import type { Item } from './judge-change.ts';
import type { Change } from './read-changes.ts';
import type { ItemRow, SyncTables } from './schema.ts';
import type { Collection } from './settings.ts';

/** One caller's part of a collection. */
export interface Shelf {
  readonly collection: Collection;
  readonly owner: string;
}

type Work = Transaction<SyncTables>;

/** Returns the newest position, and up to where the shelf's tombstones are forgotten. */
export async function readPositions(work: Work, { collection, owner }: Shelf) {
  const row = await work
    .selectFrom('positions')
    .select((of) => [
      'generation',
      'seq',
      of
        .selectFrom('forgotten')
        .select('forgotten.seq')
        .where('collection', '=', collection.name)
        .where('owner', '=', owner)
        .as('forgottenSeq'),
    ])
    .executeTakeFirstOrThrow();
  const head: Checkpoint = { generation: row.generation, seq: row.seq };
  return { head, forgottenSeq: row.forgottenSeq ?? 0 };
}

/** Moves the newest position on by so many and returns the one before. */
export async function takePositions(work: Work, count: number): Promise<number> {
  const moved = await work
    .updateTable('positions')
    .set((of) => ({ seq: of('seq', '+', count) }))
    .returning('seq')
    .executeTakeFirstOrThrow();
  return moved.seq - count;
}

/** Returns the items that were changed after a position, in the order of their changes. */
export function itemsSince(
  work: Work,
  { collection, owner }: Shelf,
  { seq, limit, tombstones }: { readonly seq: number; readonly limit: number; readonly tombstones: boolean },
): Promise<ItemRow[]> {
  const changed = work
    .selectFrom('items')
    .selectAll()
    .where('collection', '=', collection.name)
    .where('owner', '=', owner)
    .where('seq', '>', seq);
  const wanted = tombstones ? changed : changed.where('deleted', '=', 0);
  return wanted.orderBy('seq').limit(limit).execute();
}

/** Returns what there is to know for judging changes, in three statements at most. */
export async function readKnowledge(
  work: Work,
  shelf: Shelf,
  changes: readonly Change[],
): Promise<Knowledge> {
  const ids = [...new Set(changes.map(({ id }) => id))];
  const names = changes.flatMap(({ change }) => (change === null ? [] : [change]));
  const items = new Map((await itemRows(work, shelf, ids)).map((row) => [row.id, itemOf(row)]));
  const appliedBefore = new Map(names.length === 0 ? [] : await appliedVersions(work, shelf, names));
  const isFormer = (id: string, version: number) => version > 0 && version !== items.get(id)?.version;
  const versions = changes.flatMap(({ change, id, base }) => {
    const before = change === null ? undefined : appliedBefore.get(change);
    return [base, before ?? 0].filter((version) => isFormer(id, version));
  });
  const former = versions.length === 0 ? new Map() : await formerVersions(work, shelf, { ids, versions });
  return {
    strategy: shelf.collection.conflict,
    items,
    appliedBefore,
    formerFields: (id, version) => former.get(versionKey(id, version)) ?? null,
  };
}

export function itemOf({ id, version, fields, deleted }: ItemRow): Item {
  return { id, version, fields: JSON.parse(fields), deleted: deleted === 1 };
}

function itemRows(work: Work, { collection, owner }: Shelf, ids: readonly string[]): Promise<ItemRow[]> {
  return work
    .selectFrom('items')
    .selectAll()
    .where('collection', '=', collection.name)
    .where('owner', '=', owner)
    .where('id', 'in', ids)
    .execute();
}

async function appliedVersions(
  work: Work,
  { collection, owner }: Shelf,
  names: readonly string[],
): Promise<[string, number][]> {
  const rows = await work
    .selectFrom('applied_changes')
    .select(['change', 'version'])
    .where('collection', '=', collection.name)
    .where('owner', '=', owner)
    .where('change', 'in', names)
    .execute();
  return rows.map(({ change, version }) => [change, version]);
}

async function formerVersions(
  work: Work,
  { collection, owner }: Shelf,
  { ids, versions }: { readonly ids: readonly string[]; readonly versions: readonly number[] },
): Promise<Map<string, Fields>> {
  const rows = await work
    .selectFrom('former_versions')
    .select(['id', 'version', 'fields'])
    .where('collection', '=', collection.name)
    .where('owner', '=', owner)
    .where('id', 'in', ids)
    .where('version', 'in', [...new Set(versions)])
    .execute();
  return new Map(rows.map((row) => [versionKey(row.id, row.version), JSON.parse(row.fields) as Fields]));
}

function versionKey(id: string, version: number): string {
  return `${version}/${id}`;
}
