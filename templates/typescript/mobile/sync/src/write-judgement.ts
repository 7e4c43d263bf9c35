import type { Transaction } from 'kysely';
import { type Shelf, takePositions } from './item-store.ts';
import type { Judgement } from './judge-batch.ts';
import type { SyncTables } from './schema.ts';

/** Writes what a batch came to, in one statement a table. Returns the newest position. */
export async function writeJudgement(
  work: Transaction<SyncTables>,
  { collection, owner }: Shelf,
  { judgement, now }: { readonly judgement: Judgement; readonly now: number },
): Promise<number> {
  const place = { collection: collection.name, owner };
  const { changed, replaced, applied } = judgement;
  const before = await takePositions(work, changed.length);
  if (changed.length > 0) {
    const rows = changed.map(({ id, version, fields, deleted }, index) => ({
      ...place,
      id,
      version,
      fields: JSON.stringify(fields),
      deleted: Number(deleted),
      seq: before + index + 1,
      updated_at: now,
    }));
    await work
      .insertInto('items')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['collection', 'owner', 'id']).doUpdateSet((of) => ({
          version: of.ref('excluded.version'),
          fields: of.ref('excluded.fields'),
          deleted: of.ref('excluded.deleted'),
          seq: of.ref('excluded.seq'),
          updated_at: of.ref('excluded.updated_at'),
        })),
      )
      .execute();
  }
  // Only merging asks what an item was like before.
  if (replaced.length > 0 && collection.conflict === 'merge-fields') {
    const rows = replaced.map(({ id, version, fields }) => ({
      ...place,
      id,
      version,
      fields: JSON.stringify(fields),
      replaced_at: now,
    }));
    await work
      .insertInto('former_versions')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  if (applied.length > 0) {
    const rows = applied.map((one) => ({ ...place, ...one, applied_at: now }));
    await work.insertInto('applied_changes').values(rows).execute();
  }
  return before + changed.length;
}
