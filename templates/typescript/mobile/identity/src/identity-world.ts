import type { Clock, Store } from '@lintel/kit';
import type { IdentityTables } from './schema.ts';
import type { IdentityConfig } from './settings.ts';
import type { SigningKeys } from './signing-keys.ts';

/** What the operations work with. */
export interface IdentityWorld {
  readonly config: IdentityConfig;
  readonly store: Store<IdentityTables>;
  readonly clock: Clock;
  readonly keys: SigningKeys;
}
