import { type CallContext, type Clock, type Input, notFound, type Store } from '@lintel/kit';
import type { Forgetting } from './forgetting.ts';
import type { Shelf } from './item-store.ts';
import type { SyncTables } from './schema.ts';
import type { Collection } from './settings.ts';

/** What the operations work with. */
export interface SyncWorld {
  readonly collections: ReadonlyMap<string, Collection>;
  readonly store: Store<SyncTables>;
  readonly clock: Clock;
  readonly forgetting: Forgetting;
}

/** Returns the part of a collection that a request is about. Throws a 404 {@link Problem} where there is no such collection. */
export function shelfOf(input: Input, context: CallContext, { collections }: SyncWorld): Shelf {
  const name = input.params['collection'] ?? '';
  const collection = collections.get(name);
  if (collection === undefined) throw notFound(`the collection "${name}"`);
  return { collection, owner: context.caller?.id ?? '' };
}
