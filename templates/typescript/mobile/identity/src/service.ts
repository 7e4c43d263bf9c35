import { createHttpService, type Operation, openStore, type Seams, type Service } from '@lintel/kit';
import type { IdentityWorld } from './identity-world.ts';
import { keys } from './operations/keys.ts';
import { register } from './operations/register.ts';
import { token } from './operations/token.ts';
import { createTables, type IdentityTables } from './schema.ts';
import type { IdentityConfig } from './settings.ts';
import { openSigningKeys } from './signing-keys.ts';

/** Returns the identity service: it registers applications on devices and issues access tokens to them. */
export async function createService(config: IdentityConfig, seams: Seams): Promise<Service> {
  const { clock } = seams;
  const store = openStore<IdentityTables>(config.name, seams);
  await createTables(store.database);
  const world = { config, store, clock, keys: await openSigningKeys(store.database, clock) };
  return createHttpService(config, seams, operationsOf(world), {
    textType: 'application/x-www-form-urlencoded',
    onClose: () => store.close(),
  });
}

function operationsOf(world: IdentityWorld): readonly Operation[] {
  return [
    {
      name: 'register',
      method: 'POST',
      path: '/auth/register',
      deadlineMs: 2000,
      handle: (input, context) => register(input, context, world),
    },
    {
      name: 'token',
      method: 'POST',
      path: '/auth/token',
      deadlineMs: 2000,
      handle: (input, context, { authorization }) => token(input, context, { world, authorization }),
    },
    {
      name: 'keys',
      method: 'GET',
      path: '/auth/jwks',
      deadlineMs: 2000,
      handle: async () => keys(world.keys),
    },
  ];
}
