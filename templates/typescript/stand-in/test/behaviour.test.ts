import { describe, expect, it } from 'vitest';
import { createLoad, latencyMs, type Outcome } from '../src/behaviour.ts';
import { seededRandom } from '../src/seeded-random.ts';

/** A clock that stands still until it is told to go on. */
function stillClock() {
  let nowMs = 0;
  let waiting: { readonly dueMs: number; readonly call: () => void }[] = [];
  return {
    now: () => nowMs,
    monotonic: () => nowMs,
    after(delayMs: number, call: () => void) {
      const timer = { dueMs: nowMs + delayMs, call };
      waiting.push(timer);
      return () => {
        waiting = waiting.filter((other) => other !== timer);
      };
    },
    advance(toMs: number) {
      nowMs = toMs;
      const due = waiting.filter((timer) => timer.dueMs <= nowMs);
      waiting = waiting.filter((timer) => timer.dueMs > nowMs);
      for (const timer of due) timer.call();
    },
    dueMs: () => waiting.map((timer) => timer.dueMs),
  };
}

const instant = { p50Ms: 0, p99Ms: 0 };

describe('latencyMs', () => {
  it('has the percentiles it was given', () => {
    const random = seededRandom('latency');
    const drawn = Array.from({ length: 20_000 }, () => latencyMs({ p50Ms: 40, p99Ms: 300 }, random)).sort(
      (a, b) => a - b,
    );
    expect(drawn[10_000]).toBeGreaterThan(38);
    expect(drawn[10_000]).toBeLessThan(42);
    expect(drawn[19_800]).toBeGreaterThan(265);
    expect(drawn[19_800]).toBeLessThan(335);
  });
});

describe('createLoad', () => {
  it('fails the share of requests that it was told', async () => {
    const clock = stillClock();
    const load = createLoad(
      { latency: instant, errors: 0.2, capacityPerSecond: null },
      { clock, random: seededRandom('e') },
    );
    const outcomes = Array.from({ length: 5000 }, () => load.pass());
    clock.advance(1);
    const failed = (await Promise.all(outcomes)).filter((outcome) => outcome === 'failed').length;
    expect(failed).toBeGreaterThan(900);
    expect(failed).toBeLessThan(1100);
  });

  it('lets requests beyond the capacity wait their turn', () => {
    const clock = stillClock();
    const load = createLoad(
      { latency: instant, errors: 0, capacityPerSecond: 10 },
      { clock, random: seededRandom('c') },
    );
    for (let n = 0; n < 4; n += 1) void load.pass();
    expect(clock.dueMs()).toEqual([0, 100, 200, 300]);
  });

  it('refuses at once who would wait longer than 2 s, and takes requests again when the queue is shorter', async () => {
    const clock = stillClock();
    const load = createLoad(
      { latency: instant, errors: 0, capacityPerSecond: 1 },
      { clock, random: seededRandom('r') },
    );
    const ended: Outcome[] = [];
    for (let n = 0; n < 3; n += 1) void load.pass().then((outcome) => ended.push(outcome));
    expect(await load.pass()).toBe('refused');
    expect(ended).toEqual([]);
    clock.advance(1000);
    await Promise.resolve();
    expect(ended).toEqual(['answered', 'answered']);
    void load.pass();
    expect(clock.dueMs()).toEqual([2000, 3000]);
  });
});
