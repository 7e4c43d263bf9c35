import {
  createHttpService,
  type Operation,
  openStore,
  type Random,
  type Seams,
  type Service,
} from '@lintel/kit';
import { createForgetting } from './forgetting.ts';
import { pull } from './operations/pull.ts';
import { push } from './operations/push.ts';
import { createTables, type SyncTables } from './schema.ts';
import type { SyncConfig } from './settings.ts';
import type { SyncWorld } from './sync-world.ts';

/** Returns the sync service: it keeps collections that devices change while offline, and brings both sides together. */
export async function createService(config: SyncConfig, seams: Seams): Promise<Service> {
  const { clock } = seams;
  const store = openStore<SyncTables>(config.name, seams);
  await createTables(store.database, newGeneration(seams.random));
  const collections = new Map(config.collections.map((collection) => [collection.name, collection]));
  const forgetting = createForgetting(config.tombstonesMs, clock);
  const operations = operationsOf({ collections, store, clock, forgetting });
  return createHttpService(config, seams, operations, { onClose: () => store.close() });
}

function operationsOf(world: SyncWorld): readonly Operation[] {
  const common = { path: '/sync/{collection}', deadlineMs: 5000 };
  return [
    { ...common, name: 'pull', method: 'GET', handle: (input, context) => pull(input, context, world) },
    { ...common, name: 'push', method: 'POST', handle: (input, context) => push(input, context, world) },
  ];
}

function newGeneration(random: Random): string {
  return Math.floor(random.next() * 36 ** 6).toString(36);
}
