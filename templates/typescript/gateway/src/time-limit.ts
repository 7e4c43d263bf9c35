import type { Clock } from '@lintel/kit';

/** A limit to how long one thing may take, and then the next one. */
export interface TimeLimit {
  /** From now on it is so long, whatever it was before. */
  start(limitMs: number): void;
  /** What is left of it stays as it is, until it goes on or is started again. */
  hold(): void;
  /** If it is held: what was left then is left from now on. */
  goOn(): void;
  /** There is none any more, whoever starts it, and no timer is left. */
  end(): void;
}

/**
 * Returns a limit that is not started yet, and calls back when it passes. It may be started again with every chunk of a body: its one
 * timer stays as it is, and looks when it comes due how much is left.
 */
export function createTimeLimit(clock: Clock, onPassed: () => void): TimeLimit {
  let limitAt = Number.POSITIVE_INFINITY;
  let timerAt = Number.POSITIVE_INFINITY;
  let heldMs: number | null = null;
  let hasEnded = false;
  let cancelTimer = () => {};

  function look(): void {
    timerAt = Number.POSITIVE_INFINITY;
    const now = clock.monotonic();
    if (limitAt <= now) onPassed();
    else lookInTime(now);
  }

  function lookInTime(now: number): void {
    if (timerAt <= limitAt) return;
    cancelTimer();
    timerAt = limitAt;
    cancelTimer = clock.after(limitAt - now, look);
  }

  function start(limitMs: number): void {
    if (hasEnded) return;
    const now = clock.monotonic();
    heldMs = null;
    limitAt = now + limitMs;
    lookInTime(now);
  }

  return {
    start,
    hold() {
      if (heldMs !== null) return;
      heldMs = limitAt - clock.monotonic();
      limitAt = Number.POSITIVE_INFINITY;
    },
    goOn() {
      if (heldMs !== null) start(heldMs);
    },
    end() {
      hasEnded = true;
      cancelTimer();
    },
  };
}
