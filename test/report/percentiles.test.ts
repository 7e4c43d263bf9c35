import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestRank, percentilesOf } from '../../src/report/percentiles.ts';

describe('nearestRank', () => {
  it('takes the sample at the rank, never one between two', () => {
    const twenty = Array.from({ length: 20 }, (_, index) => index + 1);
    expect([5, 50, 95, 99, 100].map((percentile) => nearestRank(twenty, percentile))).toEqual([
      1, 10, 19, 20, 20,
    ]);
  });

  it('is the smallest sample that enough samples do not exceed', () => {
    const samples = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(samples, fc.integer({ min: 1, max: 100 }), (values, percentile) => {
        const sorted = values.toSorted((a, b) => a - b);
        const share = (limit: number) =>
          (100 * values.filter((value) => value <= limit).length) / values.length;
        const expected = sorted.find((value) => share(value) >= percentile);
        expect(nearestRank(sorted, percentile)).toBe(expected);
      }),
      { seed: 3 },
    );
  });

  it('is null without samples', () => {
    expect(nearestRank([], 95)).toBeNull();
  });
});

describe('percentilesOf', () => {
  it('sorts by number and rounds to the microsecond', () => {
    expect(percentilesOf([100, 9, 20.12345])).toEqual({ p50Ms: 20.123, p95Ms: 100, p99Ms: 100 });
    expect(percentilesOf([])).toEqual({ p50Ms: null, p95Ms: null, p99Ms: null });
  });
});
