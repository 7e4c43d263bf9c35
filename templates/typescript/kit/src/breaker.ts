import type { Clock } from './seams.ts';

export interface BreakerOptions {
  /** Share of failures, 0 to 1, at which it opens. */
  readonly errors: number;
  /** Number of last calls that the share is taken over; fewer calls open nothing. */
  readonly over: number;
  /** How long it lets nothing through before it tries again with one call. */
  readonly openMs: number;
}

export type BreakerState = 'closed' | 'half-open' | 'open';

/** A circuit breaker over the last calls: closed, open, then half-open with a single trial. */
export interface Breaker {
  /** Milliseconds to wait if the call must not be made, or 0 if it may. A permitted call must be followed by `record`. */
  refusalMs(): number;
  record(failed: boolean): void;
  /** As it is now; asking changes nothing. */
  state(): BreakerState;
}

/**
 * Returns a closed breaker. It keeps time by the given clock alone: the resilience libraries read the wall clock and set
 * timers themselves, which no test and no simulation can steer.
 */
export function createBreaker(options: BreakerOptions, clock: Clock): Breaker {
  let outcomes: boolean[] = [];
  let openedAt: number | null = null;
  let trying = false;
  return {
    refusalMs() {
      if (openedAt === null) return 0;
      const leftMs = openedAt + options.openMs - clock.monotonic();
      if (leftMs > 0) return leftMs;
      if (trying) return options.openMs;
      trying = true;
      return 0;
    },
    record(failed) {
      if (openedAt !== null) {
        if (!trying) return;
        trying = false;
        openedAt = failed ? clock.monotonic() : null;
        outcomes = [];
        return;
      }
      outcomes.push(failed);
      if (outcomes.length > options.over) outcomes.shift();
      const failures = outcomes.reduce((sum, one) => sum + Number(one), 0);
      if (outcomes.length === options.over && failures >= options.errors * options.over)
        openedAt = clock.monotonic();
    },
    state() {
      if (openedAt === null) return 'closed';
      return clock.monotonic() < openedAt + options.openMs ? 'open' : 'half-open';
    },
  };
}
