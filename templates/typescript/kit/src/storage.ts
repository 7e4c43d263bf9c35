import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, SqliteDialect } from 'kysely';
import Database from 'libsql';
import type { CallContext } from './context.ts';
import type { Seams, Storage } from './seams.ts';
import { failSpan, startClientSpan } from './telemetry.ts';

/**
 * Returns storage that keeps one SQLite file a service in a folder, or everything in memory if there is none. The files
 * are in write-ahead mode: a reader never waits for a writer, and what is committed survives a killed process.
 */
export function sqliteStorage(folder: string | null): Storage {
  return {
    open<T>(service: string): Kysely<T> {
      if (folder !== null) mkdirSync(folder, { recursive: true });
      const database = new Database(folder === null ? ':memory:' : join(folder, `${service}.sqlite`));
      if (folder !== null) database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
      return new Kysely<T>({ dialect: new SqliteDialect({ database }) });
    },
  };
}

/** A service's database, with a span around each use of it. */
export interface Store<T> {
  readonly database: Kysely<T>;
  /** Runs a piece of work on the database; `name` says what it is for: `insert device`. */
  use<R>(context: CallContext, name: string, work: (database: Kysely<T>) => Promise<R>): Promise<R>;
  close(): Promise<void>;
}

/** Opens the database of a service. Its spans go to `<service>/storage`. */
export function openStore<T>(service: string, seams: Seams): Store<T> {
  const database = seams.storage.open<T>(service);
  const peer = `${service}/storage`;
  return {
    database,
    async use(context, name, work) {
      const span = startClientSpan(seams.tracer, context.span, name, peer);
      span.setAttribute('db.system.name', 'sqlite');
      try {
        const result = await work(database);
        span.end();
        return result;
      } catch (error) {
        failSpan(span, error instanceof Error ? error.message : String(error));
        throw error;
      }
    },
    close: () => database.destroy(),
  };
}
