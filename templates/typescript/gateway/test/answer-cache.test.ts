import { manualClock } from '@lintel/kit/testing';
import { describe, expect, it } from 'vitest';
import { type AnswerCache, createAnswerCache } from '../src/answer-cache.ts';

const answer = { status: 200, headers: {}, body: Buffer.from('{}') };

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
