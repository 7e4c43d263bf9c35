import { type Answer, bodyFields, type CallContext, type Input, ok, Problem } from '@lintel/kit';
import type { Transaction } from 'kysely';
import { ownerOf, type PushWorld } from '../push-world.ts';
import { type Registration, readRegistration } from '../read-registration.ts';
import type { PushTables } from '../schema.ts';

/** POST /push/registry/device: registers a device or renews its registration; `x-ag-old-token` is the token that it had. */
export async function register(
  input: Input,
  context: CallContext,
  { world, oldToken }: { readonly world: PushWorld; readonly oldToken: string | null },
): Promise<Answer> {
  const { config, store, clock } = world;
  const { device, categories } = readRegistration(bodyFields(input), config.providers);
  const owner = ownerOf(context);
  const owned = { ...device, alias: aliasOf(device, context), owner, registered_at: clock.now() };
  await store.use(context, 'insert device', (database) =>
    database.transaction().execute(async (transaction) => {
      if (oldToken !== null && oldToken !== device.token)
        await removeDevice(transaction, { token: oldToken, owner });
      const { token: _key, ...renewed } = owned;
      await transaction
        .insertInto('devices')
        .values(owned)
        .onConflict((conflict) => conflict.column('token').doUpdateSet(renewed))
        .execute();
      await replaceCategories(transaction, { device, categories });
    }),
  );
  return ok({ deviceToken: device.token, variant: device.provider, categories });
}

/**
 * Returns the alias that messages reach the device by. Who signed in has no choice: what is sent to a caller would else reach
 * the devices of others. Throws a 403 {@link Problem} where another one is asked for.
 */
function aliasOf({ alias }: Registration['device'], { caller }: CallContext): string {
  if (caller === null) return alias ?? '';
  if (alias !== null && alias !== caller.id)
    throw new Problem(403, 'Forbidden', '"alias" must be the id of the caller, or left out');
  return caller.id;
}

/** Removes a device of that owner and returns whether there was one. */
export async function removeDevice(
  transaction: Transaction<PushTables>,
  { token, owner }: { readonly token: string; readonly owner: string },
): Promise<boolean> {
  const deleted = await transaction
    .deleteFrom('devices')
    .where('token', '=', token)
    .where('owner', '=', owner)
    .executeTakeFirst();
  if (deleted.numDeletedRows === 0n) return false;
  await transaction.deleteFrom('device_categories').where('token', '=', token).execute();
  return true;
}

async function replaceCategories(
  transaction: Transaction<PushTables>,
  { device, categories }: Registration,
): Promise<void> {
  await transaction.deleteFrom('device_categories').where('token', '=', device.token).execute();
  if (categories.length === 0) return;
  const rows = categories.map((category) => ({ token: device.token, category }));
  await transaction.insertInto('device_categories').values(rows).execute();
}
