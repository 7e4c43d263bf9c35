import { trace } from '@opentelemetry/api';
import { LocalNetwork } from './local-network.ts';
import type { Clock, Random, Seams } from './seams.ts';
import type { Service } from './server.ts';
import { sqliteStorage } from './storage.ts';

export { NotedMetrics } from './noted-metrics.ts';

/** For tests only: seams that stand still until they are told to move, and a client for a service under test. */
export interface TestSeams extends Seams {
  readonly clock: ManualClock;
  readonly dispatcher: LocalNetwork;
}

/** Time that passes only by `advance`. */
export interface ManualClock extends Clock {
  /** Lets time pass and runs the timers that come due meanwhile, in their order. */
  advance(ms: number): void;
  /** Resolves as soon as a timer of exactly this delay is waiting: the event to wait for before `advance`. */
  untilScheduled(delayMs: number): Promise<void>;
  /** Number of timers that are waiting. */
  readonly waiting: number;
}

interface Timer {
  readonly atMs: number;
  readonly delayMs: number;
  readonly callback: () => void;
}

/** 2026-01-01, so that a date in a test is a date. */
const testStartMs = Date.UTC(2026, 0, 1);

/**
 * Returns seams with a manual clock, seeded randomness, storage in memory, a network that knows no service yet, no spans
 * but the trace that came in, and a silent log; overridden by what is given.
 */
export function testSeams(overrides: Partial<TestSeams> = {}): TestSeams {
  return {
    clock: manualClock(),
    random: seededRandom(1),
    dispatcher: new LocalNetwork(),
    tracer: trace.getTracer('test'),
    logSink: { write() {} },
    storage: sqliteStorage(null),
    ...overrides,
  };
}

/** Returns a clock that stands at 2026-01-01 until it is advanced. */
export function manualClock(startMs: number = testStartMs): ManualClock {
  let elapsedMs = 0;
  const timers = new Set<Timer>();
  const watchers = new Set<{ readonly delayMs: number; readonly notify: () => void }>();
  const hasTimer = (delayMs: number) => [...timers].some((timer) => timer.delayMs === delayMs);
  return {
    now: () => startMs + elapsedMs,
    monotonic: () => elapsedMs,
    after(delayMs, callback) {
      const timer = { atMs: elapsedMs + delayMs, delayMs, callback };
      timers.add(timer);
      for (const watcher of watchers) if (watcher.delayMs === delayMs) watcher.notify();
      return () => timers.delete(timer);
    },
    advance(ms) {
      const endMs = elapsedMs + ms;
      for (let next = earliest(timers); next !== null && next.atMs <= endMs; next = earliest(timers)) {
        timers.delete(next);
        elapsedMs = Math.max(elapsedMs, next.atMs);
        next.callback();
      }
      elapsedMs = endMs;
    },
    untilScheduled(delayMs) {
      if (hasTimer(delayMs)) return Promise.resolve();
      return new Promise((resolve) => {
        const watcher = {
          delayMs,
          notify: () => {
            watchers.delete(watcher);
            resolve();
          },
        };
        watchers.add(watcher);
      });
    },
    get waiting() {
      return timers.size;
    },
  };
}

/** Returns uniform numbers, the same for the same seed (mulberry32). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return {
    next() {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    },
  };
}

/** A running service and its client. */
export interface Client {
  readonly url: string;
  /** Sends a request; an object as body goes as JSON. */
  request(method: string, path: string, options?: RequestOptions): Promise<Reply>;
  close(): Promise<void>;
}

export interface RequestOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Id of the caller, as the gateway would hand it on. */
  readonly caller?: string;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed JSON of the answer, its text where it is none, and null where it is empty. */
  readonly body: unknown;
}

/** Starts a service on a free port of 127.0.0.1, makes it known to the network of the seams, and returns its client. */
export async function serve(service: Service, seams: TestSeams): Promise<Client> {
  const { url } = await service.listen({ host: '127.0.0.1', port: 0 });
  seams.dispatcher.setAddress(service.name, url);
  return {
    url,
    async request(method, path, options = {}) {
      const { body, caller } = options;
      const headers: Record<string, string> = { ...options.headers };
      if (caller !== undefined)
        Object.assign(headers, { 'x-caller-id': caller, 'x-caller-app': 'app', 'x-caller-plan': 'standard' });
      if (body !== undefined) headers['content-type'] ??= 'application/json';
      const content = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
      const answer = await fetch(url + path, { method, headers, body: content ?? null });
      return { status: answer.status, headers: answer.headers, body: parsed(await answer.text()) };
    },
    close: () => service.close(),
  };
}

function parsed(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function earliest(timers: ReadonlySet<Timer>): Timer | null {
  let found: Timer | null = null;
  for (const timer of timers) if (found === null || timer.atMs < found.atMs) found = timer;
  return found;
}
