import { type Answer, type CallContext, type Input, notFound, ok } from '@lintel/kit';
import type { PushWorld } from '../push-world.ts';

/** GET /sender/{id}: what became of a message. */
export async function message(
  input: Input,
  context: CallContext,
  { store, retention }: PushWorld,
): Promise<Answer> {
  const id = input.params['id'] ?? '';
  const row = await store.use(context, 'read message', async (database) => {
    await retention.apply(database);
    return database.selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirst();
  });
  if (row === undefined) throw notFound('this message');
  const { recipients, delivered, failed, removed } = row;
  return ok({
    messageId: row.id,
    sentAt: new Date(row.sent_at).toISOString(),
    completedAt: row.completed_at === null ? null : new Date(row.completed_at).toISOString(),
    recipients,
    delivered,
    failed,
    removed,
    opened: row.opened,
  });
}
