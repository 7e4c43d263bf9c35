import type { Tracer } from '@opentelemetry/api';
import type { Kysely } from 'kysely';
import type { DestinationStream } from 'pino';
import type { Dispatcher } from 'undici';
import type { Metrics } from './metrics.ts';

/**
 * Everything a service needs from the world. A service reads no clock, no environment and no network by itself, so many
 * of them live in one process, tests need no sleep, and a simulation can plug in its own.
 */
export interface Seams {
  readonly clock: Clock;
  readonly random: Random;
  /** Where outbound requests go. */
  readonly dispatcher: Outbound;
  readonly tracer: Tracer;
  /** Where log lines go, one JSON object a line. */
  readonly logSink: DestinationStream;
  readonly storage: Storage;
  /** Absent where nobody reads them: then nothing is counted. */
  readonly metrics?: Metrics | undefined;
}

/** What sends a request and tells its handler what comes back, as undici has it. */
export type Outbound = Pick<Dispatcher, 'dispatch'>;

/** Time and timers. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Milliseconds from an arbitrary start, never going back. */
  monotonic(): number;
  /** Calls back once after so many milliseconds; the returned function calls that off. */
  after(delayMs: number, callback: () => void): () => void;
}

/** Uniform numbers from 0, inclusive, to 1, exclusive. Not for secrets. */
export interface Random {
  next(): number;
}

/** Container native storage: one database a service. */
export interface Storage {
  /** Opens the database of a service, creating it empty where there is none. `T` maps tables to rows. */
  open<T>(service: string): Kysely<T>;
}
