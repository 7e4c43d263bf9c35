import { randomUUID } from 'node:crypto';
import { type Answer, bodyFields, type CallContext, type Input } from '@lintel/kit';
import { ownerOf, type PushWorld } from '../push-world.ts';
import { readCriteria, readMessage } from '../read-message.ts';
import { countRecipients } from '../recipients.ts';

/**
 * POST /sender: takes a message for all devices that meet the criteria, answers at once, and hands it out afterwards. The
 * same request again, by its Idempotency-Key, is answered as before and sends nothing.
 */
export async function send(
  input: Input,
  context: CallContext,
  { store, clock, fanOut, retention }: PushWorld,
): Promise<Answer> {
  const fields = bodyFields(input);
  const message = readMessage(fields, { id: randomUUID(), sentAt: clock.now() });
  const criteria = readCriteria(fields);
  const requestKey = context.idempotencyKey === null ? null : `${ownerOf(context)}/${context.idempotencyKey}`;
  const { stored, isNew } = await store.use(context, 'insert message', async (database) => {
    await retention.apply(database);
    return database.transaction().execute(async (transaction) => {
      const before = await transaction
        .selectFrom('messages')
        .select(['id', 'recipients'])
        .where('request_key', '=', requestKey)
        .executeTakeFirst();
      if (before !== undefined) return { stored: before, isNew: false };
      const row = {
        id: message.id,
        request_key: requestKey,
        sent_at: clock.now(),
        expires_at: message.expiresAt,
        completed_at: null,
        recipients: await countRecipients(transaction, criteria),
        delivered: 0,
        failed: 0,
        removed: 0,
        opened: 0,
      };
      await transaction.insertInto('messages').values(row).execute();
      return { stored: row, isNew: true };
    });
  });
  if (isNew) fanOut.start(context, message, criteria);
  return { status: 202, body: { messageId: stored.id, recipients: stored.recipients } };
}
