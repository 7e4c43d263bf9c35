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
    for (const failed of outcomes) breaker.record(breaker.admit(), failed);
  };
  const refusalMs = () => breaker.admit().refusalMs;

  it('opens when so large a share of the last calls failed', () => {
    record(true, false, false);
    expect(refusalMs()).toBe(0);
    record(true);
    expect(refusalMs()).toBe(5000);
  });

  it('opens for nothing before there are enough calls', () => {
    record(true, true, true);
    expect(refusalMs()).toBe(0);
  });

  it('forgets calls that are too long ago', () => {
    record(true, false, false, false, true);
    expect(refusalMs()).toBe(0);
  });

  it('says how long it will refuse', () => {
    record(true, true, true, true);
    clock.advance(2000);
    expect(refusalMs()).toBe(3000);
  });

  it('lets a single call through when its time is over, until that has ended', () => {
    record(true, true, true, true);
    clock.advance(5000);
    expect(refusalMs()).toBe(0);
    expect(refusalMs()).toBeGreaterThan(0);
  });

  it('closes when the trial succeeds, with a clean slate', () => {
    record(true, true, true, true);
    clock.advance(5000);
    record(false, true, true, true);
    expect(refusalMs()).toBe(0);
    record(true);
    expect(refusalMs()).toBe(5000);
  });

  it('opens again, for the full time, when the trial fails', () => {
    record(true, true, true, true);
    clock.advance(6000);
    record(true);
    expect(refusalMs()).toBe(5000);
  });

  it('takes no notice of calls that end while it is open', () => {
    const early = [1, 2, 3, 4].map(() => breaker.admit());
    record(true, true, true, true);
    for (const admission of early) breaker.record(admission, false);
    expect(refusalMs()).toBe(5000);
  });

  it('lets the trial alone decide, not a call that began before it opened', () => {
    const early = breaker.admit();
    record(true, true, true, true);
    clock.advance(5000);
    const trial = breaker.admit();
    breaker.record(early, false);
    expect(breaker.state()).toBe('half-open');
    expect(refusalMs()).toBeGreaterThan(0);
    breaker.record(trial, true);
    expect(breaker.state()).toBe('open');
  });

  it('does not count, once closed again, calls of the time before', () => {
    const early = [1, 2, 3, 4].map(() => breaker.admit());
    record(true, true, true, true);
    clock.advance(5000);
    record(false);
    for (const admission of early) breaker.record(admission, true);
    expect(breaker.state()).toBe('closed');
  });

  it('takes the next call for the trial when the first has said nothing, and heeds that one no longer', () => {
    record(true, true, true, true);
    clock.advance(5000);
    const silent = breaker.admit();
    breaker.release(silent);
    expect(breaker.state()).toBe('half-open');
    const trial = breaker.admit();
    expect(trial.refusalMs).toBe(0);
    breaker.release(silent);
    expect(refusalMs()).toBeGreaterThan(0);
    breaker.record(trial, false);
    expect(breaker.state()).toBe('closed');
  });

  it('says what state it is in, and is not changed by being asked', () => {
    expect(breaker.state()).toBe('closed');
    record(true, true, true, true);
    expect(breaker.state()).toBe('open');
    clock.advance(5000);
    expect(breaker.state()).toBe('half-open');
    const trial = breaker.admit();
    expect(breaker.state()).toBe('half-open');
    breaker.record(trial, false);
    expect(breaker.state()).toBe('closed');
  });
});
