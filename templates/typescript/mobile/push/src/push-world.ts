import type { CallContext, Clock, Store } from '@lintel/kit';
import type { FanOut } from './fan-out.ts';
import type { Retention } from './retention.ts';
import type { PushTables } from './schema.ts';
import type { PushConfig } from './settings.ts';

/** What the operations work with. */
export interface PushWorld {
  readonly config: PushConfig;
  readonly store: Store<PushTables>;
  readonly clock: Clock;
  readonly fanOut: FanOut;
  readonly retention: Retention;
}

/** Returns whose registrations a caller may touch; without authentication they belong to everybody. */
export function ownerOf(context: CallContext): string {
  return context.caller?.id ?? '';
}
