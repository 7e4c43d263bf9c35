import { describe, expect, it } from 'vitest';
import {
  createRandom,
  exponentialGapMs,
  freshNonce,
  pickByShare,
  systemClock,
} from '../../src/simulate/clock.ts';

describe('createRandom', () => {
  it('gives the same stream for the same seed, and another for another', () => {
    const draw = (seed: number) => Array.from({ length: 5 }, createRandom(seed).next);
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it('gives a fork the same numbers whatever its parent and its siblings have drawn', () => {
    const untouched = createRandom(1).fork('arrivals').next();
    const root = createRandom(1);
    root.next();
    root.fork('payloads').next();
    expect(root.fork('arrivals').next()).toBe(untouched);
  });

  it('is uniform enough for its mean and its tenths', () => {
    const random = createRandom(3);
    const tenths = new Array<number>(10).fill(0);
    for (let at = 0; at < 20_000; at++) {
      const tenth = Math.floor(random.next() * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    for (const count of tenths) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });
});

describe('distributions', () => {
  it('draws exponential gaps with the mean of the rate, and none for a rate of zero', () => {
    const random = createRandom(4);
    const gaps = Array.from({ length: 20_000 }, () => exponentialGapMs(random, 50));
    expect(gaps.reduce((a, b) => a + b, 0) / gaps.length).toBeCloseTo(20, 0);
    expect(exponentialGapMs(random, 0)).toBe(Number.POSITIVE_INFINITY);
  });

  it('picks by share', () => {
    const random = createRandom(6);
    const entries = [
      { name: 'a', share: 0.9 },
      { name: 'b', share: 0.1 },
    ];
    const picked = Array.from({ length: 10_000 }, () => pickByShare(random, entries).name);
    expect(picked.filter((name) => name === 'b').length / 10_000).toBeCloseTo(0.1, 1);
    expect(() => pickByShare(random, [])).toThrow('empty list');
  });
});

describe('systemClock', () => {
  it('never goes back and calls off what was called off', async () => {
    const before = systemClock.monotonic();
    let called = false;
    systemClock.after(0, () => {
      called = true;
    })();
    await new Promise<void>((resolve) => systemClock.after(1, resolve));
    expect(systemClock.monotonic()).toBeGreaterThan(before);
    expect(called).toBe(false);
  });
});

it('gives each run a nonce of its own', () => {
  expect(freshNonce()).toMatch(/^[0-9a-f]{12}$/);
  expect(freshNonce()).not.toBe(freshNonce());
});
