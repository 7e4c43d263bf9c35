import type { Clock } from '@lintel/kit';
import type { Kysely, Transaction } from 'kysely';
import type { PushTables } from './schema.ts';

/** Deletes messages, and who opened them, that are older than the retention and of no use any more, when there may be any. */
export interface Retention {
  /** Call it with each use of the messages: it does something once in a while only, and never much at a time. */
  apply(database: Kysely<PushTables>): Promise<void>;
}

const sweepsInRetention = 24;
const rarestSweepMs = 3_600_000;
/** A message may have been opened by every device there is, so both are counted: no request waits for more than this. */
const messagesAtOnce = 100;
const opensAtOnce = 5000;

/**
 * Returns a retention that sweeps at most 24 times in its own length, and every hour at the latest. A sweep takes one batch
 * of each request until nothing is left. It goes with the requests and has no timer: what grows, grows by requests.
 */
export function createRetention(retentionMs: number, clock: Clock): Retention {
  const intervalMs = Math.min(retentionMs / sweepsInRetention, rarestSweepMs);
  let sweptAt = Number.NEGATIVE_INFINITY;
  return {
    async apply(database) {
      if (clock.monotonic() - sweptAt < intervalMs) return;
      const startedAt = clock.monotonic();
      const now = clock.now();
      const times = { now, horizon: now - retentionMs };
      const isDone = await database.transaction().execute((transaction) => deleteBatch(transaction, times));
      if (isDone) sweptAt = startedAt;
    },
  };
}

/** Deletes the oldest, and returns whether that was all. A message goes after everything that belongs to it. */
async function deleteBatch(
  transaction: Transaction<PushTables>,
  { now, horizon }: { readonly now: number; readonly horizon: number },
): Promise<boolean> {
  const due = await transaction
    .selectFrom('messages')
    .select('id')
    .where('sent_at', '<', horizon)
    // Whoever is still to be handed it counts in its row.
    .where('completed_at', 'is not', null)
    .where((of) => of.or([of('expires_at', 'is', null), of('expires_at', '<', now)]))
    .orderBy('sent_at')
    .limit(messagesAtOnce)
    .execute();
  if (due.length === 0) return true;
  const ids = due.map(({ id }) => id);
  const oldest = transaction
    .selectFrom('opens')
    .select(['message_id', 'owner'])
    .where('message_id', 'in', ids)
    .limit(opensAtOnce);
  const { numDeletedRows } = await transaction
    .deleteFrom('opens')
    .where((of) => of(of.refTuple('message_id', 'owner'), 'in', oldest.$asTuple('message_id', 'owner')))
    .executeTakeFirstOrThrow();
  if (numDeletedRows === BigInt(opensAtOnce)) return false;
  await transaction.deleteFrom('messages').where('id', 'in', ids).execute();
  return due.length < messagesAtOnce;
}
