import { describe, expect, it } from 'vitest';
import { openDeadline } from '../src/index.ts';
import { manualClock } from '../src/testing.ts';

describe('openDeadline', () => {
  it('takes the smaller of what the caller grants and what the service allows', () => {
    const clock = manualClock();
    expect(openDeadline('300', 1000, clock).remainingMs()).toBe(300);
    expect(openDeadline('3000', 1000, clock).remainingMs()).toBe(1000);
    expect(openDeadline(undefined, 1000, clock).remainingMs()).toBe(1000);
  });

  it('runs down with time, and not below 0', () => {
    const clock = manualClock();
    const deadline = openDeadline('300', 1000, clock);
    clock.advance(200);
    expect(deadline.remainingMs()).toBe(100);
    clock.advance(200);
    expect(deadline.remainingMs()).toBe(0);
  });

  it.each(['', ' ', '-1', 'soon', 'NaN', 'Infinity', '1e9', '0x10'])('ignores the header %j', (header) => {
    expect(openDeadline(header, 1000, manualClock()).remainingMs()).toBe(1000);
  });

  it('ignores a header that is given twice', () => {
    expect(openDeadline(['1', '2'], 1000, manualClock()).remainingMs()).toBe(1000);
  });
});
