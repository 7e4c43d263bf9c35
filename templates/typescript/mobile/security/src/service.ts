import { createHttpService, openStore, type Seams, type Service } from '@lintel/kit';
import { check } from './operations/check.ts';
import { createTables, type SecurityTables } from './schema.ts';
import type { SecurityConfig } from './settings.ts';

/** Returns the security service: it tells an application whether its version may still run, and counts launches. */
export async function createService(config: SecurityConfig, seams: Seams): Promise<Service> {
  const store = openStore<SecurityTables>(config.name, seams);
  await createTables(store.database);
  const world = { config, store, clock: seams.clock };
  return createHttpService(
    config,
    seams,
    [
      {
        name: 'check',
        method: 'POST',
        path: '/security/init',
        deadlineMs: 2000,
        handle: (input, context) => check(input, context, world),
      },
    ],
    { onClose: () => store.close() },
  );
}
