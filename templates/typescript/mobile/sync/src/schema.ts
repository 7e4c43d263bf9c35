import type { Kysely } from 'kysely';

/** The tables of the sync service. An owner is the id of a caller; empty: nobody was authenticated. */
export interface SyncTables {
  readonly items: ItemRow;
  readonly former_versions: FormerVersionRow;
  readonly applied_changes: AppliedChangeRow;
  readonly forgotten: ForgottenRow;
  readonly positions: PositionRow;
}

export interface ItemRow {
  readonly collection: string;
  readonly owner: string;
  readonly id: string;
  readonly version: number;
  /** A JSON object. */
  readonly fields: string;
  /** 1 for a tombstone, else 0. */
  readonly deleted: number;
  /** Position of its last change among the changes of all items. */
  readonly seq: number;
  /** Milliseconds since the epoch, as all times here. */
  readonly updated_at: number;
}

/** What an item was like before a change: what changes that were made on that version are merged against. */
export interface FormerVersionRow {
  readonly collection: string;
  readonly owner: string;
  readonly id: string;
  readonly version: number;
  readonly fields: string;
  readonly replaced_at: number;
}

/** A change that was applied, so that it is not applied again. */
export interface AppliedChangeRow {
  readonly collection: string;
  readonly owner: string;
  readonly change: string;
  /** Version of the item that it led to. */
  readonly version: number;
  readonly applied_at: number;
}

/** Up to which position tombstones are forgotten: who was last here before that must start over. */
export interface ForgottenRow {
  readonly collection: string;
  readonly owner: string;
  readonly seq: number;
}

/** One row: the last position that was given, in this generation of the database. */
export interface PositionRow {
  readonly id: number;
  readonly generation: string;
  readonly seq: number;
}

/** Creates what does not exist yet, and gives the database its generation. */
export async function createTables(database: Kysely<SyncTables>, generation: string): Promise<void> {
  await createItems(database);
  await createMemory(database);
  await database
    .insertInto('positions')
    .values({ id: 1, generation, seq: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function createItems({ schema }: Kysely<SyncTables>): Promise<void> {
  await schema
    .createTable('items')
    .ifNotExists()
    .addColumn('collection', 'text', (column) => column.notNull())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('fields', 'text', (column) => column.notNull())
    .addColumn('deleted', 'integer', (column) => column.notNull())
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('updated_at', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('items_key', ['collection', 'owner', 'id'])
    .execute();
  await schema
    .createIndex('items_position')
    .ifNotExists()
    .on('items')
    .columns(['collection', 'owner', 'seq'])
    .execute();
  await schema
    .createTable('positions')
    .ifNotExists()
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('generation', 'text', (column) => column.notNull())
    .addColumn('seq', 'integer', (column) => column.notNull())
    .execute();
}

async function createMemory({ schema }: Kysely<SyncTables>): Promise<void> {
  await schema
    .createTable('former_versions')
    .ifNotExists()
    .addColumn('collection', 'text', (column) => column.notNull())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('fields', 'text', (column) => column.notNull())
    .addColumn('replaced_at', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('former_versions_key', ['collection', 'owner', 'id', 'version'])
    .execute();
  await schema
    .createTable('applied_changes')
    .ifNotExists()
    .addColumn('collection', 'text', (column) => column.notNull())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('change', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('applied_at', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('applied_changes_key', ['collection', 'owner', 'change'])
    .execute();
  await schema
    .createTable('forgotten')
    .ifNotExists()
    .addColumn('collection', 'text', (column) => column.notNull())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('forgotten_key', ['collection', 'owner'])
    .execute();
}
