import { Problem } from '@lintel/kit';
import { manualClock } from '@lintel/kit/testing';
import { describe, expect, it } from 'vitest';
import { createLimiter, type Limiter } from '../src/limits.ts';

const perApp = { name: 'standard', ratePerSecond: 2, burst: 3, per: 'app' } as const;
const perDevice = { name: 'partner', ratePerSecond: 1, burst: 1, per: 'device' } as const;

function admitted(limiter: Limiter, plan: string, id: string): boolean {
  try {
    limiter.admit({ id, app: 'shopper', plan });
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(Problem);
    return false;
  }
}

describe('the limiter', () => {
  it('admits the burst at once and the rate from then on, for all devices of an app together', () => {
    const clock = manualClock();
    const limiter = createLimiter([perApp], clock);
    const burst = ['a', 'b', 'c', 'd'].map((id) => admitted(limiter, 'standard', id));
    expect(burst).toEqual([true, true, true, false]);
    clock.advance(1000);
    const second = ['a', 'b', 'c'].map((id) => admitted(limiter, 'standard', id));
    expect(second).toEqual([true, true, false]);
  });

  it('counts each device for itself where the plan says so', () => {
    const limiter = createLimiter([perApp, perDevice], manualClock());
    expect(['a', 'b', 'a'].map((id) => admitted(limiter, 'partner', id))).toEqual([true, true, false]);
  });

  it('says when to come again', () => {
    const limiter = createLimiter([perDevice], manualClock());
    admitted(limiter, 'partner', 'a');
    expect(() => limiter.admit({ id: 'a', app: 'shopper', plan: 'partner' })).toThrow(
      expect.objectContaining({ status: 429, headers: { 'retry-after': '1' } }),
    );
  });

  it('gives a caller without a known plan the first one', () => {
    const limiter = createLimiter([perDevice, perApp], manualClock());
    expect([admitted(limiter, 'gold', 'a'), admitted(limiter, 'gold', 'a')]).toEqual([true, false]);
  });
});
