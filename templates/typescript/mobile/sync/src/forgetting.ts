import type { Clock } from '@lintel/kit';
import type { Kysely } from 'kysely';
import type { SyncTables } from './schema.ts';

/** Forgets deleted items, former versions and applied changes when their time has passed. */
export interface Forgetting {
  /** Call it with each use of the database: it does something once in a while only. */
  apply(database: Kysely<SyncTables>): Promise<void>;
}

const sweepsInTime = 24;
const rarestSweepMs = 3_600_000;

/**
 * Returns a forgetting that sweeps at most 24 times in the time that is given, and every hour at the latest. It goes with
 * the requests and has no timer: a service that nobody asks has nothing to answer wrongly.
 */
export function createForgetting(keptMs: number, clock: Clock): Forgetting {
  const intervalMs = Math.min(keptMs / sweepsInTime, rarestSweepMs);
  let sweptAt = Number.NEGATIVE_INFINITY;
  return {
    async apply(database) {
      if (clock.monotonic() - sweptAt < intervalMs) return;
      sweptAt = clock.monotonic();
      await forget(database, clock.now() - keptMs);
    },
  };
}

async function forget(database: Kysely<SyncTables>, before: number): Promise<void> {
  await database.transaction().execute(async (work) => {
    const old = work.selectFrom('items').where('deleted', '=', 1).where('updated_at', '<', before);
    await work
      .insertInto('forgotten')
      .columns(['collection', 'owner', 'seq'])
      .expression(
        old
          .select((of) => ['collection', 'owner', of.fn.max('seq').as('seq')])
          .groupBy(['collection', 'owner']),
      )
      .onConflict((conflict) =>
        conflict.columns(['collection', 'owner']).doUpdateSet((of) => ({ seq: of.ref('excluded.seq') })),
      )
      .execute();
    await work.deleteFrom('items').where('deleted', '=', 1).where('updated_at', '<', before).execute();
    await work.deleteFrom('former_versions').where('replaced_at', '<', before).execute();
    await work.deleteFrom('applied_changes').where('applied_at', '<', before).execute();
  });
}
