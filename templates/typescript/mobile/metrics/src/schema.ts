import type { Generated, Kysely } from 'kysely';

/** The tables of the metrics service. */
export interface MetricsTables {
  readonly events: EventTable;
  readonly checks: CheckTable;
}

/** One event of an application. */
export interface EventTable {
  readonly id: Generated<number>;
  readonly type: string;
  readonly client_id: string;
  /** When it happened, by the device; milliseconds since the epoch, as all times here. */
  readonly happened_at: number;
  /** When it arrived: what it is kept by, because a device's clock may be anywhere. */
  readonly received_at: number;
  readonly app_id: string | null;
  readonly app_version: string | null;
  readonly sdk_version: string | null;
  readonly platform: string | null;
  readonly platform_version: string | null;
}

/** The outcome of one security check that an event reported. */
export interface CheckTable {
  readonly event_id: number;
  readonly check_id: string;
  readonly name: string;
  /** 1 if it passed, else 0. */
  readonly passed: number;
}

/** Creates what does not exist yet. */
export async function createTables(database: Kysely<MetricsTables>): Promise<void> {
  await database.schema
    .createTable('events')
    .ifNotExists()
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('client_id', 'text', (column) => column.notNull())
    .addColumn('happened_at', 'integer', (column) => column.notNull())
    .addColumn('received_at', 'integer', (column) => column.notNull())
    .addColumn('app_id', 'text')
    .addColumn('app_version', 'text')
    .addColumn('sdk_version', 'text')
    .addColumn('platform', 'text')
    .addColumn('platform_version', 'text')
    .execute();
  await database.schema
    .createTable('checks')
    .ifNotExists()
    .addColumn('event_id', 'integer', (column) => column.notNull())
    .addColumn('check_id', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('passed', 'integer', (column) => column.notNull())
    .execute();
  await database.schema
    .createIndex('events_received')
    .ifNotExists()
    .on('events')
    .column('received_at')
    .execute();
  await database.schema.createIndex('checks_event').ifNotExists().on('checks').column('event_id').execute();
}
