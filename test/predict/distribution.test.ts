import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutAt, earliest, latest, sum, together } from '../../src/predict/combine.ts';
import {
  always,
  type Distribution,
  fromCumulative,
  later,
  meanOf,
  never,
  percentileOf,
  shareOf,
  shareWithin,
  times,
} from '../../src/predict/distribution.ts';
import { logNormal, momentsOf, shareBeyond, uniform } from '../../src/predict/laws.ts';
import { normalShare, z99 } from '../../src/predict/normal.ts';

function exponential(meanMs: number): Distribution {
  const toMs = 20 * meanMs;
  return fromCumulative((ms) => (ms >= toMs ? 1 : -Math.expm1(-ms / meanMs)), { fromMs: 0, toMs });
}

function normal(meanMs: number, deviationMs: number): Distribution {
  return fromCumulative((ms) => normalShare((ms - meanMs) / deviationMs), {
    fromMs: meanMs - 6 * deviationMs,
    toMs: meanMs + 6 * deviationMs,
  });
}

function varianceOf(distribution: Distribution): number {
  const mean = meanOf(distribution);
  const { startMs, stepMs, mass } = distribution;
  return mass.reduce((sum, share, i) => sum + share * (startMs + i * stepMs - mean) ** 2, 0);
}

function expectPercentiles(distribution: Distribution, wanted: Readonly<Record<number, number>>): void {
  for (const [percent, ms] of Object.entries(wanted)) {
    const found = percentileOf(distribution, Number(percent) / 100) ?? Number.NaN;
    expect(Math.abs(found - ms) / ms, `p${percent}: ${found} for ${ms}`).toBeLessThan(0.01);
  }
}

describe('normalShare', () => {
  it('agrees with published values', () => {
    expect(normalShare(0)).toBe(0.5);
    expect(normalShare(1)).toBeCloseTo(0.8413447460685429, 14);
    expect(normalShare(-1.959963984540054)).toBeCloseTo(0.025, 14);
    expect(normalShare(z99)).toBeCloseTo(0.99, 14);
    expect(normalShare(-9)).toBe(0);
  });
});

describe('logNormal', () => {
  it('has the percentiles that it is given', () => {
    expectPercentiles(logNormal({ p50Ms: 60, p99Ms: 300 }), { 50: 60, 99: 300 });
  });

  it('has the mean and the variance of the closed form', () => {
    const latency = { p50Ms: 30, p99Ms: 150 };
    const { meanMs, variance } = momentsOf(latency);
    expect(meanOf(logNormal(latency)) / meanMs).toBeCloseTo(1, 2);
    expect(varianceOf(logNormal(latency)) / variance).toBeCloseTo(1, 1);
  });

  it('leaves out what takes longer than a limit, to the last case', () => {
    const latency = { p50Ms: 60, p99Ms: 300 };
    const cut = logNormal(latency, 300);
    expect(shareOf(cut)).toBeCloseTo(0.99, 9);
    expect(shareBeyond(latency, 300)).toBeCloseTo(0.01, 9);
    expect(shareOf(logNormal(latency, 0.001))).toBe(0);
  });

  it('is one duration where both percentiles are the same, and none where they are 0', () => {
    expect(logNormal({ p50Ms: 20, p99Ms: 20 })).toEqual(always(20));
    expect(logNormal({ p50Ms: 0, p99Ms: 0 })).toEqual(always(0));
    expect(logNormal({ p50Ms: 20, p99Ms: 20 }, 10)).toEqual(never());
  });
});

describe('sum', () => {
  it('of two exponentials is an Erlang distribution', () => {
    // 1 - e^-x (1 + x) is 0.5, 0.95 and 0.99 at these x.
    expectPercentiles(sum(exponential(40), exponential(40)), {
      50: 40 * 1.6783469900166605,
      95: 40 * 4.743864518390577,
      99: 40 * 6.638352067993812,
    });
  });

  it('of two normals is a normal', () => {
    const both = sum(normal(200, 12), normal(500, 35));
    expect(meanOf(both)).toBeCloseTo(700, 3);
    expect(Math.sqrt(varianceOf(both))).toBeCloseTo(37, 1);
    expectPercentiles(both, { 50: 700, 97.5: 700 + 1.959963984540054 * 37 });
  });

  it('of two log-normals has the sum of their means and of their variances', () => {
    const one = { p50Ms: 30, p99Ms: 150 };
    const other = { p50Ms: 60, p99Ms: 300 };
    const both = sum(logNormal(one), logNormal(other));
    expect(meanOf(both) / (momentsOf(one).meanMs + momentsOf(other).meanMs)).toBeCloseTo(1, 2);
    expect(varianceOf(both) / (momentsOf(one).variance + momentsOf(other).variance)).toBeCloseTo(1, 1);
  });

  it('of one duration and a distribution is that distribution, later', () => {
    const wait = exponential(40);
    expect(sum(always(100), wait)).toEqual({ ...wait, startMs: 100 });
    expect(sum(wait, always(100, 0.5)).mass[0]).toBe((wait.mass[0] ?? 0) / 2);
  });
});

describe('latest', () => {
  it('of two uniform durations has the square of their cumulative share', () => {
    expectPercentiles(latest([uniform(100), uniform(100)]), { 25: 50, 50: 100 * Math.SQRT1_2, 81: 90 });
  });

  it('of one that ends first and one that ends last is the last', () => {
    expectPercentiles(latest([uniform(10), later(uniform(10), 100)]), { 50: 105 });
  });

  it('never comes where one of them does not, and is over at once where there is none', () => {
    expect(latest([uniform(10), never()])).toEqual(never());
    expect(latest([])).toEqual(always(0));
  });
});

describe('earliest', () => {
  it('of exponentials is an exponential of the sum of their rates', () => {
    const first = earliest([exponential(40), exponential(40)]);
    expectPercentiles(first, { 50: 20 * Math.LN2, 95: 20 * Math.log(20) });
  });

  it('happens as often as not all of them stay away', () => {
    const both = earliest([times(uniform(10), 0.5), times(uniform(20), 0.2)]);
    expect(shareOf(both)).toBeCloseTo(1 - 0.5 * 0.8, 9);
  });
});

describe('together', () => {
  it('has the percentiles of a mixture', () => {
    const mixture = together([times(uniform(100), 0.5), times(later(uniform(100), 100), 0.5)]);
    expectPercentiles(mixture, { 25: 50, 50: 100, 75: 150, 95: 190 });
  });

  it('of rare slow and frequent quick cases keeps both apart', () => {
    const mixture = together([times(exponential(20), 0.97), always(2000, 0.03)]);
    // 0.97 (1 - e^(-x / 20)) is 0.95 at x = 20 ln(97 / 2).
    expectPercentiles(mixture, { 95: 20 * Math.log(97 / 2), 99: 2000 });
  });
});

describe('cutAt', () => {
  it('splits the cases at a limit', () => {
    const { within, beyond } = cutAt(uniform(100), 30);
    expect(shareOf(within)).toBeCloseTo(0.3, 2);
    expect(shareOf(within) + beyond).toBeCloseTo(1, 12);
  });

  it('leaves all that is below a limit as it is', () => {
    const wait = uniform(100);
    expect(cutAt(wait, 101)).toEqual({ within: wait, beyond: 0 });
    expect(cutAt(always(100), 100)).toEqual({ within: always(100), beyond: 0 });
    expect(cutAt(always(100), 99.9)).toEqual({ within: never(), beyond: 1 });
  });
});

describe('distributions', () => {
  const ms = fc.integer({ min: 1, max: 3000 });
  const part = fc.integer({ min: 1, max: 99 }).map((percent) => percent / 100);
  const arbitrary = fc.oneof(
    ms.map((one) => always(one)),
    ms.map((one) => uniform(one)),
    fc
      .tuple(ms, fc.integer({ min: 2, max: 20 }))
      .map(([p50Ms, spread]) => logNormal({ p50Ms, p99Ms: p50Ms * spread })),
    fc
      .tuple(ms, part)
      .map(([one, share]) => together([times(exponential(one), share), always(10 * one, 1 - share)])),
  );
  const percent = (distribution: Distribution, share: number) =>
    percentileOf(distribution, share) ?? Number.NaN;
  const stepOf = (...all: readonly Distribution[]) => Math.max(...all.map(({ stepMs }) => stepMs));
  const shares = [0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1];

  it('have percentiles that grow with the share', () => {
    fc.assert(
      fc.property(arbitrary, arbitrary, (a, b) => {
        for (const one of [a, sum(a, b), latest([a, b])]) {
          const percentiles = shares.map((share) => percent(one, share));
          expect(percentiles).toEqual([...percentiles].sort((x, y) => x - y));
        }
      }),
    );
  });

  it('have a sum whose mean is the sum of their means, and whose cases are all of them', () => {
    fc.assert(
      fc.property(arbitrary, arbitrary, arbitrary, (a, b, c) => {
        const all = sum(sum(a, b), c);
        const means = meanOf(a) + meanOf(b) + meanOf(c);
        expect(Math.abs(meanOf(all) - means) / means).toBeLessThan(1e-6);
        expect(shareOf(all)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('are never over sooner with another beside them', () => {
    fc.assert(
      fc.property(arbitrary, arbitrary, (a, b) => {
        const both = latest([a, b]);
        const slackMs = 2 * stepOf(a, b, both) + 1e-6;
        for (const share of shares) {
          const alone = Math.max(percent(a, share), percent(b, share));
          expect(percent(both, share)).toBeGreaterThanOrEqual(alone - slackMs);
        }
      }),
    );
  });

  it('keep the share of a percentile within it', () => {
    fc.assert(
      fc.property(arbitrary, part, (a, share) => {
        expect(shareWithin(a, percent(a, share))).toBeGreaterThanOrEqual(share - 1e-9);
      }),
    );
  });

  it('lose no case and no time where they are cut, mixed and put together again', () => {
    fc.assert(
      fc.property(arbitrary, part, (a, share) => {
        const mixture = together([times(a, share), times(a, 1 - share)]);
        expect(shareOf(mixture)).toBeCloseTo(1, 9);
        expect(meanOf(mixture) / meanOf(a)).toBeCloseTo(1, 6);
      }),
    );
  });
});
