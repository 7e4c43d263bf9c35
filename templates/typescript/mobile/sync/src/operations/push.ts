import { type Answer, bodyFields, type CallContext, type Input, ok } from '@lintel/kit';
import type { Transaction } from 'kysely';
import { type Checkpoint, readCheckpoint, start, writeCheckpoint } from '../checkpoint.ts';
import { itemsSince, readKnowledge, readPositions, type Shelf } from '../item-store.ts';
import { type Accepted, type Conflict, type Judgement, judgeBatch } from '../judge-batch.ts';
import { type Change, readChanges } from '../read-changes.ts';
import type { SyncTables } from '../schema.ts';
import { type SyncWorld, shelfOf } from '../sync-world.ts';
import { writeJudgement } from '../write-judgement.ts';
import { isOutdated } from './pull.ts';

/**
 * POST /sync/{collection}: applies changes in their order, all of them in one transaction, and answers which were accepted
 * and which conflict with what others did. Changes that were applied before are answered as then. Who is too far back to be
 * told what was deleted is told to start over, as by a pull, and nothing is applied.
 */
export async function push(input: Input, context: CallContext, world: SyncWorld): Promise<Answer> {
  const shelf = shelfOf(input, context, world);
  const body = bodyFields(input);
  const changes = readChanges(body);
  const since = readCheckpoint(body['since']);
  return world.store.use(context, 'apply changes', async (database) => {
    await world.forgetting.apply(database);
    return database
      .transaction()
      .execute((work) => applyChanges(work, shelf, { changes, since, now: world.clock.now() }));
  });
}

async function applyChanges(
  work: Transaction<SyncTables>,
  shelf: Shelf,
  batch: { readonly changes: readonly Change[]; readonly since: Checkpoint | null; readonly now: number },
): Promise<Answer> {
  const { changes, since, now } = batch;
  const { head, forgottenSeq } = await readPositions(work, shelf);
  // What the device builds on may be deleted and forgotten: a new item may have its id by now.
  if (since !== null && isOutdated(since, head, forgottenSeq)) return ok({ resync: true });
  const isUpToDate =
    since !== null &&
    (await itemsSince(work, shelf, { seq: since.seq, limit: 1, tombstones: true })).length === 0;
  const judgement = judgeBatch(changes, await readKnowledge(work, shelf, changes));
  const seq = await writeJudgement(work, shelf, { judgement, now });
  // Beyond its own changes only where nothing of others lies between: what a device skips, it never gets.
  const reached = isUpToDate && !judgement.hasMerged ? { ...head, seq } : since;
  return ok({
    checkpoint: reached === null ? start : writeCheckpoint(reached),
    accepted: judgement.accepted.map(acceptedAnswer),
    conflicts: judgement.conflicts.map((conflict) => conflictAnswer(conflict, judgement)),
  });
}

function acceptedAnswer({ change, id, version }: Accepted) {
  return change === null ? { id, version } : { change, id, version };
}

/** The item goes along as it stands, so that the device can show it, or take it over, without asking again. */
function conflictAnswer({ change, id, reason, fields }: Conflict, { items }: Judgement) {
  const item = items.get(id);
  const standing =
    item === undefined
      ? null
      : { id, version: item.version, ...(item.deleted ? { deleted: true } : { fields: item.fields }) };
  return { ...(change === null ? {} : { change }), id, reason, fields, item: standing };
}
