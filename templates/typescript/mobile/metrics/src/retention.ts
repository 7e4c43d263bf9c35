import type { Clock } from '@lintel/kit';
import type { Kysely } from 'kysely';
import type { MetricsTables } from './schema.ts';

/** Deletes events that are older than the retention, when there may be any. */
export interface Retention {
  /** Call it with each use of the database: it does something once in a while only. */
  apply(database: Kysely<MetricsTables>): Promise<void>;
}

const sweepsInRetention = 24;
const rarestSweepMs = 3_600_000;

/**
 * Returns a retention that sweeps at most 24 times in its own length, and every hour at the latest. It goes with the
 * requests and has no timer: a service that nobody asks has nothing to answer wrongly.
 */
export function createRetention(retentionMs: number, clock: Clock): Retention {
  const intervalMs = Math.min(retentionMs / sweepsInRetention, rarestSweepMs);
  let sweptAt = Number.NEGATIVE_INFINITY;
  return {
    async apply(database) {
      if (clock.monotonic() - sweptAt < intervalMs) return;
      sweptAt = clock.monotonic();
      const horizon = clock.now() - retentionMs;
      await database.transaction().execute(async (transaction) => {
        const old = transaction.selectFrom('events').select('id').where('received_at', '<', horizon);
        await transaction.deleteFrom('checks').where('event_id', 'in', old).execute();
        await transaction.deleteFrom('events').where('received_at', '<', horizon).execute();
      });
    },
  };
}
