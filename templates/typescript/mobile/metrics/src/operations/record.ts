import { type Answer, bodyFields, type CallContext, type Clock, type Input, type Store } from '@lintel/kit';
import { readEvent } from '../read-event.ts';
import type { Retention } from '../retention.ts';
import type { MetricsTables } from '../schema.ts';

export interface MetricsWorld {
  readonly store: Store<MetricsTables>;
  readonly clock: Clock;
  readonly retention: Retention;
}

/** POST /metrics: keeps one event. */
export async function record(
  input: Input,
  context: CallContext,
  { store, clock, retention }: MetricsWorld,
): Promise<Answer> {
  const receivedAt = clock.now();
  const { event, checks } = readEvent(bodyFields(input), receivedAt);
  const row = { ...event, received_at: receivedAt };
  await store.use(context, 'insert event', async (database) => {
    await retention.apply(database);
    if (checks.length === 0) return database.insertInto('events').values(row).execute();
    return database.transaction().execute(async (transaction) => {
      const inserted = await transaction
        .insertInto('events')
        .values(row)
        .returning('id')
        .executeTakeFirstOrThrow();
      const owned = checks.map((check) => ({ ...check, event_id: inserted.id }));
      return transaction.insertInto('checks').values(owned).execute();
    });
  });
  return { status: 204 };
}
