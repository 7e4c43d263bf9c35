import type { ServiceConfig } from '@lintel/kit';

/** What the sync service is told: which collections there are, and how conflicts in them are resolved. */
export interface SyncConfig extends ServiceConfig {
  readonly collections: readonly Collection[];
  /** How long it is remembered that an item was deleted, and what changed items were like before. */
  readonly tombstonesMs: number;
}

export interface Collection {
  readonly name: string;
  readonly conflict: ConflictStrategy;
}

/**
 * What happens to a change that was made on an older version of an item than the current one: it is applied all the same
 * (`client-wins`), applied if both sides changed different fields (`merge-fields`), or handed back: as lost, so that the
 * device takes over what it is given (`server-wins`), or for the device or its user to decide (`reject`).
 */
export type ConflictStrategy = 'client-wins' | 'server-wins' | 'merge-fields' | 'reject';
