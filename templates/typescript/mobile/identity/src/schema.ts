import type { Kysely } from 'kysely';

/** The tables of the identity service. */
export interface IdentityTables {
  readonly signing_keys: SigningKeyRow;
  readonly clients: ClientRow;
}

export interface SigningKeyRow {
  /** RFC 7638 thumbprint of the key. */
  readonly kid: string;
  /** The key pair as a JSON Web Key (RFC 7517). */
  readonly private_jwk: string;
  /** Milliseconds since the epoch, as all times here. */
  readonly created_at: number;
}

/** An application on one device, as it registered. */
export interface ClientRow {
  readonly id: string;
  /** SHA-256 of the secret, in hexadecimal. */
  readonly secret_hash: string;
  readonly app: string;
  readonly app_version: string | null;
  readonly name: string | null;
  readonly created_at: number;
}

/** Creates what does not exist yet. */
export async function createTables(database: Kysely<IdentityTables>): Promise<void> {
  await database.schema
    .createTable('signing_keys')
    .ifNotExists()
    .addColumn('kid', 'text', (column) => column.primaryKey())
    .addColumn('private_jwk', 'text', (column) => column.notNull())
    .addColumn('created_at', 'integer', (column) => column.notNull())
    .execute();
  await database.schema
    .createTable('clients')
    .ifNotExists()
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('secret_hash', 'text', (column) => column.notNull())
    .addColumn('app', 'text', (column) => column.notNull())
    .addColumn('app_version', 'text')
    .addColumn('name', 'text')
    .addColumn('created_at', 'integer', (column) => column.notNull())
    .execute();
}
