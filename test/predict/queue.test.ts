import { describe, expect, it } from 'vitest';
import { meanOf, percentileOf, shareOf, shareWithin } from '../../src/predict/distribution.ts';
import { queueOf } from '../../src/predict/queue.ts';
import type { Stretch } from '../../src/predict/traffic.ts';
import { createRandom, exponentialGapMs } from '../../src/simulate/clock.ts';
import { createLoad } from '../../templates/typescript/stand-in/src/behaviour.ts';

/** Lets calls come to a stand-in without a latency of its own, and returns how long each waited; null: refused. */
function waitsAt(capacityPerSecond: number, stretches: readonly Stretch[]): readonly (number | null)[] {
  const random = createRandom('queue');
  const waits: (number | null)[] = [];
  let nowMs = 0;
  let waitMs: number | null = null;
  const clock = {
    now: () => nowMs,
    monotonic: () => nowMs,
    after(delayMs: number) {
      waitMs = delayMs;
      return () => {};
    },
  };
  const behaviour = { latency: { p50Ms: 0, p99Ms: 0 }, errors: 0, capacityPerSecond };
  const load = createLoad(behaviour, { clock, random: { next: () => 0.5 } });
  let endMs = 0;
  for (const { durationMs, perSecond } of stretches) {
    endMs += durationMs;
    for (nowMs = endMs - durationMs + exponentialGapMs(random, perSecond); nowMs < endMs; ) {
      waitMs = null;
      void load.pass();
      waits.push(waitMs);
      nowMs += exponentialGapMs(random, perSecond);
    }
  }
  return waits;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe('queueOf', () => {
  it.each([0.2, 0.5, 0.8])('waits as calls of a stand-in do that is used by %f', (use) => {
    const stretches = [{ durationMs: 600_000, perSecond: 100 * use }];
    const seen = waitsAt(100, stretches).map((wait) => wait ?? Number.NaN);
    const { wait, refusedShare } = queueOf(100, stretches);
    expect(refusedShare).toBe(0);
    expect(meanOf(wait) / mean(seen)).toBeCloseTo(1, 0);
    expect(meanOf(wait)).toBeCloseTo((10 * use) / (2 * (1 - use)), 0);
    const waiting = seen.filter((ms) => ms > 5).length / seen.length;
    expect(1 - shareWithin(wait, 5)).toBeCloseTo(waiting, 1);
  });

  it('builds up a backlog above capacity, and refuses what would wait for more than 2 s', () => {
    const stretches = [{ durationMs: 60_000, perSecond: 150 }];
    const seen = waitsAt(100, stretches);
    const { wait, refusedShare } = queueOf(100, stretches);
    const refused = seen.filter((one) => one === null).length / seen.length;
    expect(refusedShare).toBeCloseTo(refused, 1);
    expect(shareOf(wait) + refusedShare).toBeCloseTo(1, 6);
    const waits = seen.filter((one) => one !== null);
    expect(meanOf(wait) / mean(waits)).toBeCloseTo(1, 1);
  });

  it('drains a backlog when there is less to do', () => {
    const stretches = [
      { durationMs: 2000, perSecond: 150 },
      { durationMs: 4000, perSecond: 50 },
    ];
    const waits = waitsAt(100, stretches).map((one) => one ?? Number.NaN);
    expect(meanOf(queueOf(100, stretches).wait) / mean(waits)).toBeCloseTo(1, 0);
    expect(percentileOf(queueOf(100, stretches).wait, 1)).toBeLessThan(1500);
  });

  it('is none without calls', () => {
    expect(queueOf(100, [])).toEqual({ wait: expect.objectContaining({ startMs: 0 }), refusedShare: 0 });
  });
});
