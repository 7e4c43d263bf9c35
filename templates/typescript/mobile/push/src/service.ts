import { createHttpService, type Operation, openStore, type Seams, type Service } from '@lintel/kit';
import type { Kysely } from 'kysely';
import { createFanOut } from './fan-out.ts';
import { message } from './operations/message.ts';
import { opened } from './operations/opened.ts';
import { register } from './operations/register.ts';
import { send } from './operations/send.ts';
import { unregister } from './operations/unregister.ts';
import { createDelivery } from './providers/delivery.ts';
import type { PushWorld } from './push-world.ts';
import { createRetention } from './retention.ts';
import { createTables, type PushTables } from './schema.ts';
import type { PushConfig } from './settings.ts';

/** Returns the push service: it keeps which devices want which messages, and hands messages to the push providers. */
export async function createService(config: PushConfig, seams: Seams): Promise<Service> {
  const { clock } = seams;
  const store = openStore<PushTables>(config.name, seams);
  await createTables(store.database);
  await completeInterrupted(store.database, clock.now());
  const fanOut = createFanOut(store, clock, createDelivery(config, seams));
  const retention = createRetention(config.retentionMs, clock);
  return createHttpService(config, seams, operationsOf({ config, store, clock, fanOut, retention }), {
    onClose: async () => {
      await fanOut.close();
      await store.close();
    },
  });
}

function operationsOf(world: PushWorld): readonly Operation[] {
  const deadlineMs = 2000;
  const registry = '/push/registry/device';
  return [
    {
      name: 'register',
      method: 'POST',
      path: registry,
      deadlineMs,
      handle: (input, context, headers) => {
        const old = headers['x-ag-old-token'];
        return register(input, context, { world, oldToken: typeof old === 'string' ? old : null });
      },
    },
    {
      name: 'opened',
      method: 'PUT',
      path: `${registry}/pushMessage/{id}`,
      deadlineMs,
      handle: (input, context) => opened(input, context, world),
    },
    {
      name: 'unregister',
      method: 'DELETE',
      path: `${registry}/{token}`,
      deadlineMs,
      handle: (input, context) => unregister(input, context, world),
    },
    {
      name: 'send',
      method: 'POST',
      path: '/sender',
      deadlineMs,
      handle: (input, context) => send(input, context, world),
    },
    {
      name: 'message',
      method: 'GET',
      path: '/sender/{id}',
      deadlineMs,
      handle: (input, context) => message(input, context, world),
    },
  ];
}

/** A message that was being handed out when the process was killed is not sent again: most devices may have it. */
async function completeInterrupted(database: Kysely<PushTables>, now: number): Promise<void> {
  await database
    .updateTable('messages')
    .set((of) => ({
      completed_at: now,
      failed: of('recipients', '-', of('delivered', '+', of.ref('removed'))),
    }))
    .where('completed_at', 'is', null)
    .execute();
}
