import type { Percentiles } from './report.ts';

/**
 * Returns the exact percentile of the samples by nearest rank: the smallest sample that at least `percentile` per cent
 * of them do not exceed. Percentile is over 0 and at most 100. Null without samples. The samples must be ascending.
 */
export function nearestRank(ascending: readonly number[], percentile: number): number | null {
  if (ascending.length === 0) return null;
  // 95 / 100 * 20 is 19.000000000000004 in floating point: the rank would be one too high.
  const rank = Math.ceil(Number(((percentile * ascending.length) / 100).toFixed(9)));
  return ascending[Math.max(0, rank - 1)] ?? null;
}

/** Returns p50, p95 and p99 of latencies in any order, in milliseconds to the microsecond. */
export function percentilesOf(latenciesMs: readonly number[]): Percentiles {
  const ascending = Float64Array.from(latenciesMs).sort();
  const sorted = Array.from(ascending);
  return {
    p50Ms: toMicros(nearestRank(sorted, 50)),
    p95Ms: toMicros(nearestRank(sorted, 95)),
    p99Ms: toMicros(nearestRank(sorted, 99)),
  };
}

/** Returns the milliseconds rounded to the microsecond, so that a report holds no digits that mean nothing. */
export function toMicros<T extends number | null>(milliseconds: T): T | number {
  return milliseconds === null ? milliseconds : Math.round(milliseconds * 1000) / 1000;
}
