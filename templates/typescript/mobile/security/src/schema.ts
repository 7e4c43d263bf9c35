import type { Kysely } from 'kysely';

/** The tables of the security service. */
export interface SecurityTables {
  readonly launches: LaunchRow;
}

/** An application on a device, and how often it was launched there. */
export interface LaunchRow {
  readonly app_id: string;
  readonly device_id: string;
  readonly version: string;
  readonly device_version: string | null;
  readonly device_type: string | null;
  readonly launches: number;
  /** Milliseconds since the epoch. */
  readonly launched_at: number;
}

/** Creates what does not exist yet. */
export async function createTables(database: Kysely<SecurityTables>): Promise<void> {
  await database.schema
    .createTable('launches')
    .ifNotExists()
    .addColumn('app_id', 'text', (column) => column.notNull())
    .addColumn('device_id', 'text', (column) => column.notNull())
    .addColumn('version', 'text', (column) => column.notNull())
    .addColumn('device_version', 'text')
    .addColumn('device_type', 'text')
    .addColumn('launches', 'integer', (column) => column.notNull())
    .addColumn('launched_at', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('launches_key', ['app_id', 'device_id'])
    .execute();
}
