import type { AppSpec } from '../plan/traffic-spec.ts';

/** A phone of a population and what it remembers from one journey to the next. */
export interface Device {
  readonly app: AppSpec;
  readonly number: number;
  /** Unique in the run: `shopper-app-17`. */
  readonly id: string;
  readonly platform: 'android' | 'ios';
  readonly version: string;
  /** Given by the identity service at registration. */
  client: { readonly id: string; readonly secret: string } | null;
  token: { readonly value: string; readonly renewAtMs: number } | null;
  /** A sign-in under way, which every request that needs it waits for. */
  signingIn: Promise<string | null> | null;
  /** What it knows of each collection that it synchronises. */
  readonly collections: Map<string, LocalCollection>;
  readonly queue: OfflineQueue;
}

export interface LocalCollection {
  /** Of the last pull; null: never pulled. */
  checkpoint: string | null;
  /** Last known version of each item. */
  readonly versions: Map<string, number>;
  /** Items changed here and not handed in yet, each with the name of its change, which is the same if it is sent again. */
  readonly pending: Map<string, string>;
}

/** Returns a phone as it is when the application was just installed. */
export function createDevice(
  app: AppSpec,
  number: number,
  profile: { readonly platform: 'android' | 'ios'; readonly version: string },
): Device {
  return {
    app,
    number,
    id: `${app.name}-${number}`,
    ...profile,
    client: null,
    token: null,
    signingIn: null,
    collections: new Map(),
    queue: new OfflineQueue(),
  };
}

/** Returns what a phone knows of a collection, nothing at first. */
export function collectionOf(device: Device, name: string): LocalCollection {
  const known = device.collections.get(name);
  if (known !== undefined) return known;
  const created: LocalCollection = { checkpoint: null, versions: new Map(), pending: new Map() };
  device.collections.set(name, created);
  return created;
}

/** Work that waits for the connection, strictly first in, first out: one that fails does not hold up the next. */
export class OfflineQueue {
  #last: Promise<unknown> | null = null;

  /** True while anything waits or is being sent; what is written then has to wait its turn. */
  get busy(): boolean {
    return this.#last !== null;
  }

  /** Adds a piece of work and resolves to its result. */
  add<T>(work: () => Promise<T>): Promise<T> {
    const before = this.#last ?? Promise.resolve();
    const result = before.then(work, work);
    this.#last = result;
    const settle = () => {
      if (this.#last === result) this.#last = null;
    };
    result.then(settle, settle);
    return result;
  }
}
