import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { always, meanOf, never, percentileOf, shareOf, times } from '../../src/predict/distribution.ts';
import { uniform } from '../../src/predict/laws.ts';
import {
  atOnce,
  either,
  endedWithin,
  forgiven,
  givenUpAt,
  inAnyCase,
  inTurn,
  keptBy,
  type Outcome,
  shareKeeping,
  sideBySide,
  successOf,
} from '../../src/predict/outcome.ts';

/** Takes so long when it goes well, and half of that when it fails. */
function outcome(ms: number, success: number): Outcome {
  return { ok: always(ms, success), failed: always(ms / 2, 1 - success) };
}

describe('inTurn', () => {
  it('succeeds as often as both do, and does not begin the second after a failure', () => {
    const both = inTurn(outcome(100, 0.9), outcome(40, 0.8));
    expect(successOf(both)).toBeCloseTo(0.72, 12);
    expect(meanOf(both.ok)).toBeCloseTo(140, 9);
    expect(meanOf(both.failed)).toBeCloseTo((0.1 * 50 + 0.9 * 0.2 * 120) / 0.28, 6);
  });
});

describe('inAnyCase', () => {
  it('succeeds as often as both do, and takes the time of both whatever happens', () => {
    const both = inAnyCase(outcome(100, 0.9), outcome(40, 0.8));
    expect(successOf(both)).toBeCloseTo(0.72, 12);
    const wanted = 0.9 * 0.2 * 120 + 0.1 * 0.8 * 90 + 0.1 * 0.2 * 70;
    expect(meanOf(both.failed)).toBeCloseTo(wanted / 0.28, 6);
  });
});

describe('sideBySide', () => {
  it('is done with the last of its parts, and failed with the first that fails', () => {
    const all = sideBySide([outcome(100, 0.9), outcome(40, 0.8), outcome(300, 0.5)]);
    expect(successOf(all)).toBeCloseTo(0.36, 9);
    expect(meanOf(all.ok)).toBeCloseTo(300, 6);
    // The second fails after 20 ms, else the first after 50, else the third after 150.
    expect(meanOf(all.failed)).toBeCloseTo((0.2 * 20 + 0.8 * 0.1 * 50 + 0.72 * 0.5 * 150) / 0.64, 0);
  });

  it('of nothing is done at once', () => {
    expect(endedWithin(sideBySide([]), 1)).toBe(0);
  });
});

describe('givenUpAt', () => {
  it('makes a failure at the limit of what takes longer', () => {
    const late = givenUpAt({ ok: times(uniform(100), 0.9), failed: always(500, 0.1) }, 50);
    expect(successOf(late)).toBeCloseTo(0.45, 2);
    expect(shareOf(late.ok) + shareOf(late.failed)).toBeCloseTo(1, 9);
    expect(percentileOf(late.failed, 1)).toBeCloseTo(50, 6);
  });

  it('leaves alone what is in time', () => {
    const quick = outcome(100, 0.9);
    expect(givenUpAt(quick, 100)).toEqual(quick);
  });
});

describe('either', () => {
  it('mixes outcomes by their shares', () => {
    const mixture = either([
      { share: 0.25, outcome: outcome(100, 1) },
      { share: 0.75, outcome: outcome(100, 0.6) },
      { share: 0, outcome: outcome(1, 0) },
    ]);
    expect(successOf(mixture)).toBeCloseTo(0.7, 9);
  });
});

describe('forgiven', () => {
  it('goes well after as long as it took, failed or not', () => {
    const anyway = forgiven(outcome(100, 0.9));
    expect(successOf(anyway)).toBe(1);
    expect(meanOf(anyway.ok)).toBeCloseTo(95, 6);
  });
});

describe('the figures of an outcome', () => {
  const seldom: Outcome = { ok: times(uniform(100), 0.97), failed: always(1, 0.03) };

  it('count failures as they ended, or as what keeps nothing', () => {
    expect(endedWithin(seldom, 0.03)).toBeLessThan(2);
    expect(keptBy(seldom, 0.97)).toBeCloseTo(100, 0);
    expect(keptBy(seldom, 0.485)).toBeCloseTo(50, 0);
    expect(keptBy(seldom, 0.98)).toBeNull();
    expect(shareKeeping(seldom, 1e9)).toBeCloseTo(0.97, 9);
  });

  it('are 0 and null of what never happens', () => {
    const nothing: Outcome = { ok: never(), failed: never() };
    expect([successOf(nothing), shareKeeping(nothing, 1), endedWithin(nothing, 0.5)]).toEqual([0, 0, null]);
  });
});

describe('outcomes', () => {
  const arbitrary = fc
    .tuple(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 0, max: 100 }))
    .map(([ms, percent]) => outcome(ms, percent / 100));

  it('always end: well and failed add up to all cases', () => {
    fc.assert(
      fc.property(arbitrary, arbitrary, arbitrary, (a, b, c) => {
        for (const one of [inTurn(a, b), inAnyCase(a, b), sideBySide([a, b, c]), givenUpAt(a, 70)])
          expect(shareOf(one.ok) + shareOf(one.failed)).toBeCloseTo(1, 8);
      }),
    );
  });

  it('succeed no more often with another that is needed', () => {
    fc.assert(
      fc.property(arbitrary, arbitrary, (a, b) => {
        for (const both of [inTurn(a, b), inAnyCase(a, b), sideBySide([a, b])])
          expect(successOf(both)).toBeCloseTo(successOf(a) * successOf(b), 8);
      }),
    );
  });

  it('are not changed by what takes no time', () => {
    fc.assert(
      fc.property(arbitrary, (a) => {
        expect([inTurn(a, atOnce), inTurn(atOnce, a), inAnyCase(atOnce, a)]).toEqual([a, a, a]);
      }),
    );
  });
});
