import { manualClock } from '@lintel/kit/testing';
import { describe, expect, it } from 'vitest';
import { type AnswerCache, createAnswerCache } from '../src/answer-cache.ts';

const answer = { status: 200, headers: {}, body: Buffer.from('{}'), begunAt: 0 };

/** Returns how many answers are found again of a hundred that were stored. */
function kept(
  cache: AnswerCache,
  entry: (index: number) => { key: string; headers: Record<string, string> },
) {
  const entries = Array.from({ length: 100 }, (_, index) => entry(index));
  for (const { key, headers } of entries) cache.store(key, { ...answer, headers }, 1000);
  return entries.filter(({ key }) => cache.find(key) !== undefined).length;
}

describe('the size of the cache', () => {
  it('counts the keys', () => {
    const cache = createAnswerCache(100_000, manualClock());
    const count = kept(cache, (index) => ({ key: `${index} ${'x'.repeat(9000)}`, headers: {} }));
    expect(count).toBe(10);
  });

  it('counts the headers', () => {
    const cache = createAnswerCache(100_000, manualClock());
    const count = kept(cache, (index) => ({ key: `${index}`, headers: { 'x-own': 'x'.repeat(9000) } }));
    expect(count).toBe(10);
  });

  it('may be nothing at all', () => {
    const cache = createAnswerCache(0, manualClock());
    expect(kept(cache, (index) => ({ key: `${index}`, headers: {} }))).toBe(0);
  });
});

describe('the age of an answer', () => {
  it.each([
    ['0', 7],
    ['5', 12],
    ['soon', 7],
    ['-5', 7],
  ])('counts from when it began, and what it had then (%s)', (age, ageSeconds) => {
    const clock = manualClock();
    const cache = createAnswerCache(100_000, clock);
    // Whoever read it first took 3 s for it.
    clock.advance(3000);
    cache.store('key', { ...answer, headers: { age } }, 60_000);
    clock.advance(4999);
    expect(cache.find('key')).toMatchObject({ ageSeconds });
  });

  it('counts against the time for which it is fresh, however slowly it was read', () => {
    const clock = manualClock();
    const cache = createAnswerCache(100_000, clock);
    clock.advance(3000);
    cache.store('key', answer, 4000);
    clock.advance(999);
    expect(cache.find('key')).toBeDefined();
    clock.advance(1);
    expect(cache.find('key')).toBeUndefined();
  });
});
