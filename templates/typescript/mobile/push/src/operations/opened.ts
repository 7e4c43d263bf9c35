import { type Answer, type CallContext, type Input, notFound } from '@lintel/kit';
import { ownerOf, type PushWorld } from '../push-world.ts';

/** PUT /push/registry/device/pushMessage/{id}: counts that a message was opened, once for each caller that is known. */
export async function opened(
  input: Input,
  context: CallContext,
  { store, retention }: PushWorld,
): Promise<Answer> {
  const id = input.params['id'] ?? '';
  const owner = ownerOf(context);
  const exists = await store.use(context, 'count open', async (database) => {
    await retention.apply(database);
    return database.transaction().execute(async (transaction) => {
      const message = await transaction
        .selectFrom('messages')
        .select('id')
        .where('id', '=', id)
        .executeTakeFirst();
      if (message === undefined) return false;
      if (owner !== '') {
        const first = await transaction
          .insertInto('opens')
          .values({ message_id: id, owner })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        if (first.numInsertedOrUpdatedRows === 0n) return true;
      }
      await transaction
        .updateTable('messages')
        .set((of) => ({ opened: of('opened', '+', 1) }))
        .where('id', '=', id)
        .execute();
      return true;
    });
  });
  if (!exists) throw notFound('this message');
  return { status: 204 };
}
