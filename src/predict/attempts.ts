import type { Behaviour } from '../model/model.ts';
import { sum, together } from './combine.ts';
import { always, later, never, shareOf, times } from './distribution.ts';
import { logNormal, uniform } from './laws.ts';
import { givenUpAt, inTurn, type Outcome } from './outcome.ts';
import type { Queue } from './queue.ts';

/** What one service adds to what it waits for: reading, checking and answering over the loopback. Measured, unloaded. */
export const hopMs = 1.5;
/** What a mobile service adds to that for reading and writing its storage. Measured, unloaded. */
export const storageMs = 0.5;
/** What a phone itself adds to a request: its timers, and reading the answer. Measured, unloaded. */
export const phoneMs = 1;

const backoffBaseMs = 50;
const backoffCapMs = 1000;

/** Returns the longest pause before the repetition with a number, from 0: full jitter takes any share of it. */
export function longestPauseMs(repetition: number): number {
  return Math.min(backoffCapMs, backoffBaseMs * 2 ** repetition);
}

/**
 * Returns one attempt on a backend: it waits for its turn, then answers after a log-normal time, `errors` of the answers
 * failures; what takes longer than the time-out is a failure then. Who finds the queue too long is refused at once.
 */
export function attemptOn({ latency, errors }: Behaviour, queue: Queue, timeoutMs: number): Outcome {
  const answered = later(logNormal(latency, timeoutMs), hopMs);
  const waited = sum(queue.wait, answered);
  const late = Math.max(0, shareOf(queue.wait) - shareOf(waited));
  const attempt: Outcome = {
    ok: times(waited, 1 - errors),
    failed: together([times(waited, errors), always(timeoutMs, late), always(hopMs, queue.refusedShare)]),
  };
  return givenUpAt(attempt, timeoutMs);
}

/**
 * Returns a call of up to `attempts` attempts, each after a failure and a random pause: with a share f of failed attempts
 * f^attempts of the calls fail, if no deadline comes before.
 */
export function repeated(attempt: Outcome, attempts: number): Outcome {
  let call: Outcome = attempt;
  for (let left = attempts - 1; left > 0; left--) {
    const again = inTurn({ ok: uniform(longestPauseMs(left - 1)), failed: never() }, call);
    const repetition = inTurn({ ok: attempt.failed, failed: never() }, again);
    call = { ok: together([attempt.ok, repetition.ok]), failed: repetition.failed };
  }
  return call;
}

/** Returns how many attempts a call makes on average where a share f of them fail: 1 + f + f² ..., up to the most. */
export function expectedAttempts(failedShare: number, attempts: number): number {
  return failedShare >= 1 ? attempts : (1 - failedShare ** attempts) / (1 - failedShare);
}
