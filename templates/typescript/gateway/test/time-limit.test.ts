import { type ManualClock, manualClock } from '@lintel/kit/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { createTimeLimit, type TimeLimit } from '../src/time-limit.ts';

describe('a time limit', () => {
  let clock: ManualClock;
  let limit: TimeLimit;
  let passed: number;

  beforeEach(() => {
    clock = manualClock();
    passed = 0;
    limit = createTimeLimit(clock, () => {
      passed += 1;
    });
  });

  it('passes once, when its time is over', () => {
    limit.start(100);
    clock.advance(99);
    expect(passed).toBe(0);
    clock.advance(1);
    clock.advance(1000);
    expect([passed, clock.waiting]).toEqual([1, 0]);
  });

  it('starts anew without a new timer', () => {
    limit.start(100);
    for (let chunk = 0; chunk < 5; chunk++) {
      clock.advance(60);
      limit.start(100);
      expect(clock.waiting).toBe(1);
    }
    clock.advance(99);
    expect(passed).toBe(0);
    clock.advance(1);
    expect(passed).toBe(1);
  });

  it('may be shorter the next time', () => {
    limit.start(100);
    limit.start(10);
    clock.advance(10);
    expect([passed, clock.waiting]).toEqual([1, 0]);
  });

  it('does not pass while it is held, and goes on with what was left', () => {
    limit.start(100);
    for (let held = 0; held < 3; held++) {
      clock.advance(30);
      limit.hold();
      limit.hold();
      clock.advance(1000);
      expect([passed, clock.waiting]).toEqual([0, 0]);
      limit.goOn();
      limit.goOn();
    }
    clock.advance(9);
    expect(passed).toBe(0);
    clock.advance(1);
    expect(passed).toBe(1);
  });

  it('starts anew where it is held', () => {
    limit.start(100);
    limit.hold();
    limit.start(50);
    limit.goOn();
    clock.advance(50);
    expect(passed).toBe(1);
  });

  it('is no more when it has ended, and leaves no timer', () => {
    limit.start(100);
    limit.end();
    limit.start(10);
    expect(clock.waiting).toBe(0);
    clock.advance(1000);
    expect(passed).toBe(0);
  });
});
