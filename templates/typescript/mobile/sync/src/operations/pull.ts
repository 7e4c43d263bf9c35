import { type Answer, type CallContext, type Input, ok } from '@lintel/kit';
import { type Checkpoint, readCheckpoint, writeCheckpoint } from '../checkpoint.ts';
import { itemsSince, readPositions } from '../item-store.ts';
import type { ItemRow } from '../schema.ts';
import { type SyncWorld, shelfOf } from '../sync-world.ts';

const pageSize = 500;

/**
 * GET /sync/{collection}: what changed since a checkpoint, at most 500 items at a time. Who is too far back for that, because
 * deletions since then are forgotten, is told to start over.
 */
export async function pull(input: Input, context: CallContext, world: SyncWorld): Promise<Answer> {
  const shelf = shelfOf(input, context, world);
  const since = readCheckpoint(input.query['since']);
  return world.store.use(context, 'read changes', async (database) => {
    await world.forgetting.apply(database);
    return database.transaction().execute(async (work) => {
      const { head, forgottenSeq } = await readPositions(work, shelf);
      if (since !== null && isOutdated(since, head, forgottenSeq)) return ok({ resync: true });
      const window = { seq: since?.seq ?? 0, limit: pageSize + 1, tombstones: since !== null };
      const found = await itemsSince(work, shelf, window);
      const page = found.slice(0, pageSize);
      const more = found.length > pageSize;
      const seq = more ? (page.at(-1)?.seq ?? head.seq) : head.seq;
      return ok({ checkpoint: writeCheckpoint({ ...head, seq }), changes: page.map(changeOf), more });
    });
  });
}

/** True where a device cannot be told what it missed; a position that was never given is one of a lost database. */
export function isOutdated(since: Checkpoint, head: Checkpoint, forgottenSeq: number): boolean {
  return since.generation !== head.generation || since.seq < forgottenSeq || since.seq > head.seq;
}

function changeOf({ id, version, fields, deleted, updated_at }: ItemRow) {
  const updatedAt = new Date(updated_at).toISOString();
  if (deleted === 1) return { id, version, deleted: true, updatedAt };
  return { id, version, fields: JSON.parse(fields), updatedAt };
}
