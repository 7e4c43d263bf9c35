import { describe, expect, it } from 'vitest';
import { manualClock, seededRandom } from '../src/testing.ts';

describe('manual clock', () => {
  it('runs timers in the order in which they come due, at their time', () => {
    const clock = manualClock(0);
    const ran: string[] = [];
    clock.after(20, () => ran.push(`late at ${clock.now()}`));
    clock.after(10, () => {
      ran.push(`early at ${clock.now()}`);
      clock.after(5, () => ran.push(`nested at ${clock.now()}`));
    });
    clock.advance(30);
    expect(ran).toEqual(['early at 10', 'nested at 15', 'late at 20']);
    expect([clock.now(), clock.monotonic(), clock.waiting]).toEqual([30, 30, 0]);
  });

  it('runs no timer that was called off or is not due', () => {
    const clock = manualClock(0);
    let runs = 0;
    clock.after(10, () => runs++)();
    clock.after(11, () => runs++);
    clock.advance(10);
    expect([runs, clock.waiting]).toEqual([0, 1]);
  });

  it('tells when a timer of a given delay waits', async () => {
    const clock = manualClock(0);
    let told = false;
    const waiting = clock.untilScheduled(50).then(() => {
      told = true;
    });
    clock.after(10, () => {});
    await Promise.resolve();
    expect(told).toBe(false);
    clock.after(50, () => {});
    await waiting;
    await clock.untilScheduled(50);
  });
});

describe('seeded random', () => {
  it('gives the same numbers for the same seed, within 0 and 1', () => {
    const draw = (seed: number) => {
      const random = seededRandom(seed);
      return Array.from({ length: 100 }, () => random.next());
    };
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
    expect(draw(1).every((value) => value >= 0 && value < 1)).toBe(true);
  });
});
