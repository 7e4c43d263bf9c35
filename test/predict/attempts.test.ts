import { describe, expect, it } from 'vitest';
import { attemptOn, expectedAttempts, hopMs, longestPauseMs, repeated } from '../../src/predict/attempts.ts';
import { always, percentileOf, shareOf } from '../../src/predict/distribution.ts';
import { endedWithin, type Outcome, successOf } from '../../src/predict/outcome.ts';
import { noQueue } from '../../src/predict/queue.ts';
import { createRandom } from '../../src/simulate/clock.ts';
import { latencyMs } from '../../templates/typescript/stand-in/src/behaviour.ts';

const crm = {
  latency: { p50Ms: 60, p99Ms: 900 },
  errors: 0.1,
  capacityPerSecond: null,
  written: new Map(),
};

function nearestRank(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** One call as stand-in and kit make it: attempts with a time-out, pauses of full jitter, until one goes well. */
function drawCall(
  random: { next(): number },
  { attempts, timeoutMs }: { attempts: number; timeoutMs: number },
) {
  let ms = 0;
  for (let repeatedBefore = 0; ; repeatedBefore++) {
    const fails = random.next() < crm.errors;
    const answerMs = latencyMs(crm.latency, random) + hopMs;
    ms += Math.min(answerMs, timeoutMs);
    const isWell = !fails && answerMs <= timeoutMs;
    if (isWell || repeatedBefore + 1 >= attempts) return { ms, isWell };
    ms += random.next() * longestPauseMs(repeatedBefore);
  }
}

describe('repeated attempts', () => {
  it.each([1, 2, 4])('take what %i attempts of stand-in and kit take, drawn 40,000 times', (attempts) => {
    const timeoutMs = 400;
    const random = createRandom(attempts);
    const drawn = Array.from({ length: 40_000 }, () => drawCall(random, { attempts, timeoutMs }));
    const call = repeated(attemptOn(crm, noQueue, timeoutMs), attempts);
    const well = drawn.filter(({ isWell }) => isWell).length / drawn.length;
    expect(successOf(call)).toBeCloseTo(well, 2);
    for (const share of [0.5, 0.9, 0.95, 0.99]) {
      const seen = nearestRank(
        drawn.map(({ ms }) => ms),
        share,
      );
      expect((endedWithin(call, share) ?? 0) / seen, `p${share * 100}`).toBeCloseTo(1, 1);
    }
  });

  it('fail as often as all of them fail: f^(1 + retries)', () => {
    const half: Outcome = { ok: always(10, 0.5), failed: always(10, 0.5) };
    for (const attempts of [1, 2, 3, 5])
      expect(1 - successOf(repeated(half, attempts))).toBeCloseTo(0.5 ** attempts, 9);
  });

  it('are as many on average as a geometric series has, up to the most', () => {
    expect(expectedAttempts(0, 5)).toBe(1);
    expect(expectedAttempts(0.5, 3)).toBe(1.75);
    expect(expectedAttempts(1, 4)).toBe(4);
  });
});

describe('attemptOn', () => {
  it('fails at its time-out as often as answers take longer', () => {
    const attempt = attemptOn({ ...crm, errors: 0 }, noQueue, 900);
    expect(successOf(attempt)).toBeCloseTo(0.99, 2);
    expect(percentileOf(attempt.failed, 1)).toBeCloseTo(900, 6);
  });

  it('is refused at once where the queue is too long', () => {
    const attempt = attemptOn(crm, { wait: always(0, 0.25), refusedShare: 0.75 }, 1e6);
    expect(successOf(attempt)).toBeCloseTo(0.25 * 0.9, 4);
    expect(percentileOf(attempt.failed, 0.5)).toBeLessThan(2 * hopMs + 5);
    expect(shareOf(attempt.ok) + shareOf(attempt.failed)).toBeCloseTo(1, 6);
  });
});

describe('longestPauseMs', () => {
  it('doubles from 50 ms to a second', () => {
    expect([0, 1, 2, 3, 4, 5, 9].map(longestPauseMs)).toEqual([50, 100, 200, 400, 800, 1000, 1000]);
  });
});
