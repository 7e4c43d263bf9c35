import { beforeEach, describe, expect, it } from 'vitest';
import { createBreaker } from '../src/index.ts';
import { manualClock } from '../src/testing.ts';

describe('breaker', () => {
  let clock = manualClock();
  let breaker = createBreaker({ errors: 0.5, over: 4, openMs: 5000 }, clock);
  beforeEach(() => {
    clock = manualClock();
    breaker = createBreaker({ errors: 0.5, over: 4, openMs: 5000 }, clock);
  });
  const record = (...outcomes: readonly boolean[]) => {
    for (const failed of outcomes) breaker.record(failed);
  };

  it('opens when so large a share of the last calls failed', () => {
    record(true, false, false);
    expect(breaker.refusalMs()).toBe(0);
    record(true);
    expect(breaker.refusalMs()).toBe(5000);
  });

  it('opens for nothing before there are enough calls', () => {
    record(true, true, true);
    expect(breaker.refusalMs()).toBe(0);
  });

  it('forgets calls that are too long ago', () => {
    record(true, false, false, false, true);
    expect(breaker.refusalMs()).toBe(0);
  });

  it('says how long it will refuse', () => {
    record(true, true, true, true);
    clock.advance(2000);
    expect(breaker.refusalMs()).toBe(3000);
  });

  it('lets a single call through when its time is over, until that has ended', () => {
    record(true, true, true, true);
    clock.advance(5000);
    expect(breaker.refusalMs()).toBe(0);
    expect(breaker.refusalMs()).toBeGreaterThan(0);
  });

  it('closes when the trial succeeds, with a clean slate', () => {
    record(true, true, true, true);
    clock.advance(5000);
    breaker.refusalMs();
    record(false, true, true, true);
    expect(breaker.refusalMs()).toBe(0);
    record(true);
    expect(breaker.refusalMs()).toBe(5000);
  });

  it('opens again, for the full time, when the trial fails', () => {
    record(true, true, true, true);
    clock.advance(6000);
    breaker.refusalMs();
    record(true);
    expect(breaker.refusalMs()).toBe(5000);
  });

  it('takes no notice of calls that end while it is open', () => {
    record(true, true, true, true);
    record(false, false, false, false);
    expect(breaker.refusalMs()).toBe(5000);
  });

  it('says what state it is in, and is not changed by being asked', () => {
    expect(breaker.state()).toBe('closed');
    record(true, true, true, true);
    expect(breaker.state()).toBe('open');
    clock.advance(5000);
    expect(breaker.state()).toBe('half-open');
    expect(breaker.refusalMs()).toBe(0);
    expect(breaker.state()).toBe('half-open');
    record(false);
    expect(breaker.state()).toBe('closed');
  });
});
