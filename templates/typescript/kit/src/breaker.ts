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

/** What a breaker says to one call. */
export interface Admission {
  /** Milliseconds to wait if the call must not be made, or 0 if it may. */
  readonly refusalMs: number;
  /** The state of the breaker in which the call begins: what ends in a later one says nothing about it. */
  readonly generation: number;
}

/** A circuit breaker over the last calls: closed, open, then half-open with a single trial. */
export interface Breaker {
  /** Asks for one call. A permitted one must be followed by `record` or `release`. */
  admit(): Admission;
  record(admission: Admission, failed: boolean): void;
  /** The call has ended and said nothing about the other side; if it was the trial, the next call is. */
  release(admission: Admission): void;
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
  let generation = 0;

  function become(opened: number | null): void {
    openedAt = opened;
    outcomes = [];
    trying = false;
    generation++;
  }

  return {
    admit() {
      if (openedAt === null) return { refusalMs: 0, generation };
      const leftMs = openedAt + options.openMs - clock.monotonic();
      if (leftMs > 0) return { refusalMs: leftMs, generation };
      if (trying) return { refusalMs: options.openMs, generation };
      trying = true;
      generation++;
      return { refusalMs: 0, generation };
    },
    record(admission, failed) {
      if (admission.generation !== generation) return;
      if (openedAt !== null) {
        become(failed ? clock.monotonic() : null);
        return;
      }
      outcomes.push(failed);
      if (outcomes.length > options.over) outcomes.shift();
      const failures = outcomes.reduce((sum, one) => sum + Number(one), 0);
      if (outcomes.length === options.over && failures >= options.errors * options.over)
        become(clock.monotonic());
    },
    release(admission) {
      if (admission.generation === generation) trying = false;
    },
    state() {
      if (openedAt === null) return 'closed';
      return clock.monotonic() < openedAt + options.openMs ? 'open' : 'half-open';
    },
  };
}
