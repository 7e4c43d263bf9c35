import { describe, expect, it } from 'vitest';
import { journeysOf } from '../../src/predict/journey-flows.ts';
import { bucketOfJourney, refusedShare } from '../../src/predict/plan-load.ts';
import { createLimiter } from '../../templates/typescript/gateway/src/limits.ts';
import { modelOf, SAMPLE } from '../model/sample.ts';

const plan = { name: 'standard', ratePerSecond: 20, burst: 40, per: 'app' } as const;

/** The share of evenly spaced requests that the gateway's own limiter refuses. */
function refusedByLimiter(
  stretches: readonly { readonly durationMs: number; readonly perSecond: number }[],
): number {
  let nowMs = 0;
  const limiter = createLimiter([plan], { now: () => nowMs, monotonic: () => nowMs, after: () => () => {} });
  let refused = 0;
  let sent = 0;
  for (const { durationMs, perSecond } of stretches) {
    for (let i = 0; i < (durationMs / 1000) * perSecond; i++) {
      nowMs += 1000 / perSecond;
      sent += 1;
      try {
        limiter.admit({ id: 'phone', app: 'app', plan: 'standard' });
      } catch {
        refused += 1;
      }
    }
  }
  return refused / sent;
}

describe('refusedShare', () => {
  it.each([
    ['below the rate', [{ durationMs: 30_000, perSecond: 19 }]],
    [
      'in a peak that the burst takes',
      [
        { durationMs: 30_000, perSecond: 10 },
        { durationMs: 2000, perSecond: 38 },
      ],
    ],
    ['above the rate', [{ durationMs: 30_000, perSecond: 50 }]],
    [
      'in peaks between which the bucket fills again',
      [
        { durationMs: 10_000, perSecond: 40 },
        { durationMs: 10_000, perSecond: 5 },
        { durationMs: 10_000, perSecond: 40 },
      ],
    ],
  ])('is what the bucket of the gateway refuses %s', (_name, stretches) => {
    expect(refusedShare(plan, stretches)).toBeCloseTo(refusedByLimiter(stretches), 2);
  });

  it('is none of nothing', () => {
    expect(refusedShare(plan, [])).toBe(0);
  });
});

describe('bucketOfJourney', () => {
  const [open] = journeysOf(modelOf(SAMPLE));
  const [standard] = modelOf(SAMPLE).gateways[0]?.plans ?? [];
  if (open === undefined || standard === undefined) throw new Error('not the sample');

  it('counts every request with a token, and finds the first for which nothing is left', () => {
    const bucket = (burst: number, ratePerSecond: number) =>
      bucketOfJourney(open, { ...standard, burst, ratePerSecond });
    expect(bucket(40, 20)).toEqual({ requests: 4, refusedAt: null });
    expect(bucket(2, 1)).toEqual({ requests: 4, refusedAt: { requests: 3, withinMs: 340 } });
    // Ten a second: 1.7 are earned while one is under way.
    expect(bucket(1, 10)).toEqual({ requests: 4, refusedAt: null });
  });
});
