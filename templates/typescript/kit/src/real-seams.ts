import { performance } from 'node:perf_hooks';
import { trace } from '@opentelemetry/api';
import { type DestinationStream, destination } from 'pino';
import { Agent } from 'undici';
import { type Environment, text } from './environment.ts';
import type { Metrics } from './metrics.ts';
import type { Clock, Outbound, Random, Seams } from './seams.ts';
import { sqliteStorage } from './storage.ts';

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};

/** Unseeded randomness, for jitter and sampling. */
export const systemRandom: Random = { next: () => Math.random() };

export interface RealSeamsOptions {
  readonly dispatcher?: Outbound;
  readonly logSink?: DestinationStream;
  readonly metrics?: Metrics | undefined;
}

/** Returns the seams of a service in production. DATA_DIR is the folder of its storage, `data` if it is not set. */
export function realSeams(service: string, environment: Environment, options: RealSeamsOptions = {}): Seams {
  return {
    clock: systemClock,
    random: systemRandom,
    dispatcher:
      options.dispatcher ?? new Agent({ keepAliveTimeout: 30_000, headersTimeout: 0, bodyTimeout: 0 }),
    tracer: trace.getTracer(service),
    logSink: options.logSink ?? destination({ fd: 1, sync: false }),
    storage: sqliteStorage(text(environment, 'DATA_DIR', 'data')),
    metrics: options.metrics,
  };
}
