import type { Kysely } from 'kysely';
import type { Criteria } from './read-message.ts';
import type { DeviceRow, PushTables } from './schema.ts';

/** A device that is to get a message, as it was registered when it was chosen. */
export type Recipient = Pick<DeviceRow, 'token' | 'provider' | 'registered_at'>;

/** A provider is not handed more than this at a time, and no more is held in memory. */
export const batchSize = 1000;

/** Returns the number of devices that meet the criteria. */
export async function countRecipients(database: Kysely<PushTables>, criteria: Criteria): Promise<number> {
  const counted = await matching(database, criteria)
    .select((of) => of.fn.countAll<number>().as('recipients'))
    .executeTakeFirstOrThrow();
  return counted.recipients;
}

/** Returns the next devices that meet the criteria, by token; none: that was all. The first batch is after ''. */
export function nextRecipients(
  database: Kysely<PushTables>,
  criteria: Criteria,
  after: string,
): Promise<Recipient[]> {
  return matching(database, criteria)
    .select(['token', 'provider', 'registered_at'])
    .where('token', '>', after)
    .orderBy('token')
    .limit(batchSize)
    .execute();
}

/**
 * Forgets devices, categories included, that were registered up to then, and returns the tokens that are there still: who
 * registered since then has its token anew.
 */
export function removeDevices(
  database: Kysely<PushTables>,
  { tokens, registeredUntil }: { readonly tokens: readonly string[]; readonly registeredUntil: number },
): Promise<ReadonlySet<string>> {
  if (tokens.length === 0) return Promise.resolve(new Set());
  return database.transaction().execute(async (transaction) => {
    await transaction
      .deleteFrom('devices')
      .where('token', 'in', tokens)
      .where('registered_at', '<=', registeredUntil)
      .execute();
    const kept = transaction.selectFrom('devices').select('token').where('token', 'in', tokens);
    await transaction
      .deleteFrom('device_categories')
      .where('token', 'in', tokens)
      .where('token', 'not in', kept)
      .execute();
    return new Set((await kept.execute()).map(({ token }) => token));
  });
}

function matching(database: Kysely<PushTables>, { aliases, deviceTypes, categories, variants }: Criteria) {
  let query = database.selectFrom('devices').where('enabled', '=', 1);
  if (aliases.length > 0) query = query.where('alias', 'in', aliases);
  if (deviceTypes.length > 0) query = query.where('device_type', 'in', deviceTypes);
  if (variants.length > 0) query = query.where((of) => of.cast<string>('provider', 'text'), 'in', variants);
  if (categories.length > 0) {
    const subscribed = database
      .selectFrom('device_categories')
      .select('token')
      .where('category', 'in', categories);
    query = query.where('token', 'in', subscribed);
  }
  return query;
}
