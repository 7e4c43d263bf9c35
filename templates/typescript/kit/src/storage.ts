import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely';
import Database from 'libsql';
import type { CallContext } from './context.ts';
import type { Seams, Storage } from './seams.ts';
import { StartError } from './start-error.ts';
import { failSpan, startClientSpan } from './telemetry.ts';

/**
 * Returns storage that keeps one SQLite file a service in a folder, or everything in memory if there is none. The files
 * are in write-ahead mode: a reader never waits for a writer, and what is committed survives a killed process. Opening a
 * database throws a StartError where none can be kept in that folder.
 */
export function sqliteStorage(folder: string | null): Storage {
  return {
    open<T>(service: string): Kysely<T> {
      const database = folder === null ? new Database(':memory:') : openFile(folder, service);
      return new Kysely<T>({ dialect: new SqliteDialect({ database: keepStatements(database) }) });
    },
  };
}

function openFile(folder: string, service: string): SqliteDatabase {
  try {
    mkdirSync(folder, { recursive: true });
    const database = new Database(join(folder, `${service}.sqlite`));
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
    return database;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(`${service} cannot keep its data in the folder ${folder}: ${reason}`, {
      hint: 'set DATA_DIR to a folder that this user can write in',
      cause: error,
    });
  }
}

/** More texts than a service has, but for those that vary with the number of their values. */
const keptStatements = 100;

/**
 * Returns the database with its compiled statements kept by their text, the least recently used given up first: Kysely
 * prepares a statement each time it runs one, which costs as much again as running it.
 */
function keepStatements(database: SqliteDatabase): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    prepare(sql) {
      const statement = kept.get(sql) ?? database.prepare(sql);
      // Put back last, so that the map is in the order of use.
      kept.delete(sql);
      kept.set(sql, statement);
      const [oldest] = kept.size > keptStatements ? kept.keys() : [];
      if (oldest !== undefined) kept.delete(oldest);
      return statement;
    },
    close() {
      kept.clear();
      database.close();
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
