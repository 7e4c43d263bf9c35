import { type Answer, type CallContext, type Input, notFound } from '@lintel/kit';
import { ownerOf, type PushWorld } from '../push-world.ts';
import { removeDevice } from './register.ts';

/** DELETE /push/registry/device/{token}: removes the registration of a device. */
export async function unregister(input: Input, context: CallContext, { store }: PushWorld): Promise<Answer> {
  const device = { token: input.params['token'] ?? '', owner: ownerOf(context) };
  const removed = await store.use(context, 'delete device', (database) =>
    database.transaction().execute((transaction) => removeDevice(transaction, device)),
  );
  if (!removed) throw notFound('this registration');
  return { status: 204 };
}
