import type { Kysely } from 'kysely';
import type { ProviderId } from './settings.ts';

/** The tables of the push service. */
export interface PushTables {
  readonly devices: DeviceRow;
  readonly device_categories: DeviceCategoryRow;
  readonly messages: MessageRow;
  readonly opens: OpenRow;
}

/** An application on a device, as its push provider knows it. */
export interface DeviceRow {
  /** The token that the provider gave it. */
  readonly token: string;
  readonly provider: ProviderId;
  /** Id of the caller that registered it; empty: nobody was authenticated. */
  readonly owner: string;
  readonly device_type: string | null;
  readonly operating_system: string | null;
  readonly os_version: string | null;
  readonly alias: string | null;
  /** 1 if it wants messages, else 0. */
  readonly enabled: number;
  /** Milliseconds since the epoch, as all times here. */
  readonly registered_at: number;
}

export interface DeviceCategoryRow {
  readonly token: string;
  readonly category: string;
}

/** A message that was sent, and what became of it. */
export interface MessageRow {
  readonly id: string;
  /** Caller and Idempotency-Key of the request that sent it; null: it had none. */
  readonly request_key: string | null;
  readonly sent_at: number;
  /** When its time to live ends; null: it has none. */
  readonly expires_at: number | null;
  /** Null while it is being handed out. */
  readonly completed_at: number | null;
  readonly recipients: number;
  readonly delivered: number;
  readonly failed: number;
  /** Devices that the provider no longer knows. */
  readonly removed: number;
  readonly opened: number;
}

export interface OpenRow {
  readonly message_id: string;
  readonly owner: string;
}

/** Creates what does not exist yet. */
export async function createTables(database: Kysely<PushTables>): Promise<void> {
  await createRegistry(database);
  await createMessages(database);
}

async function createRegistry({ schema }: Kysely<PushTables>): Promise<void> {
  await schema
    .createTable('devices')
    .ifNotExists()
    .addColumn('token', 'text', (column) => column.primaryKey())
    .addColumn('provider', 'text', (column) => column.notNull())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('device_type', 'text')
    .addColumn('operating_system', 'text')
    .addColumn('os_version', 'text')
    .addColumn('alias', 'text')
    .addColumn('enabled', 'integer', (column) => column.notNull())
    .addColumn('registered_at', 'integer', (column) => column.notNull())
    .execute();
  await schema
    .createTable('device_categories')
    .ifNotExists()
    .addColumn('token', 'text', (column) => column.notNull())
    .addColumn('category', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('device_categories_key', ['category', 'token'])
    .execute();
  await schema
    .createIndex('device_categories_token')
    .ifNotExists()
    .on('device_categories')
    .column('token')
    .execute();
}

async function createMessages({ schema, introspection }: Kysely<PushTables>): Promise<void> {
  await schema
    .createTable('messages')
    .ifNotExists()
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('request_key', 'text', (column) => column.unique())
    .addColumn('sent_at', 'integer', (column) => column.notNull())
    .addColumn('expires_at', 'integer')
    .addColumn('completed_at', 'integer')
    .addColumn('recipients', 'integer', (column) => column.notNull())
    .addColumn('delivered', 'integer', (column) => column.notNull())
    .addColumn('failed', 'integer', (column) => column.notNull())
    .addColumn('removed', 'integer', (column) => column.notNull())
    .addColumn('opened', 'integer', (column) => column.notNull())
    .execute();
  const tables = await introspection.getTables();
  const messages = tables.find(({ name }) => name === 'messages');
  // A storage of before messages were deleted has no such column.
  if (messages?.columns.every(({ name }) => name !== 'expires_at'))
    await schema.alterTable('messages').addColumn('expires_at', 'integer').execute();
  await schema.createIndex('messages_sent').ifNotExists().on('messages').column('sent_at').execute();
  await schema
    .createTable('opens')
    .ifNotExists()
    .addColumn('message_id', 'text', (column) => column.notNull())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('opens_key', ['message_id', 'owner'])
    .execute();
}
