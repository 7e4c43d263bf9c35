import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  parseBandwidth,
  parseDuration,
  parseLoad,
  parseRange,
  parseRate,
  parseShare,
  parseSize,
  QUANTITIES,
} from '../../src/blueprint/quantities.ts';

describe('quantities', () => {
  it('become numbers in one unit', () => {
    expect(['300ms', '1.5s', '2m', '1h', '2d', '0.3s'].map(parseDuration)).toEqual([
      300, 1500, 120_000, 3_600_000, 172_800_000, 300,
    ]);
    expect(['15%', '99.9%', '0.2%', '100%', '0%'].map(parseShare)).toEqual([0.15, 0.999, 0.002, 1, 0]);
    expect(['20/s', '30/m', '3600/h'].map(parseRate)).toEqual([20, 0.5, 1]);
    expect(['1Ki', '2Gi'].map(parseSize)).toEqual([1024, 2 * 1024 ** 3]);
    expect(['200kbit/s', '1.5Mbit/s'].map(parseBandwidth)).toEqual([200, 1500]);
    expect(parseRange('5s..30s')).toEqual({ minMs: 5000, maxMs: 30_000 });
    expect(parseRange('2s')).toEqual({ minMs: 2000, maxMs: 2000 });
    expect(parseLoad('5/s..40/s')).toEqual({ start: 5, end: 40 });
  });

  it.each(['', '5', '5 s', '-5s', '1e3s', '5S', 's', '5s..', '5s ', '101%', '1.5Gi', '5/d', '9999999999s'])(
    'refuse %j',
    (text) => {
      const parsers = [
        parseDuration,
        parseShare,
        parseRate,
        parseSize,
        parseBandwidth,
        parseRange,
        parseLoad,
      ];
      expect(parsers.map((parse) => parse(text))).toEqual(parsers.map(() => null));
    },
  );

  it('refuse a range that ends before it starts', () => {
    expect(parseRange('30s..5s')).toBeNull();
  });

  it('have examples that match their own pattern', () => {
    for (const form of Object.values(QUANTITIES)) {
      for (const example of form.examples) expect(example).toMatch(new RegExp(form.pattern));
    }
  });

  it('are finite and not negative whenever they are read', () => {
    const text = fc
      .tuple(fc.double({ min: 0, max: 1e9, noNaN: true }), fc.constantFrom('ms', 's', 'd'))
      .map(([count, unit]) => `${count.toFixed(3)}${unit}`);
    fc.assert(
      fc.property(text, (duration) => {
        const parsed = parseDuration(duration);
        expect(parsed === null || (Number.isFinite(parsed) && parsed >= 0)).toBe(true);
      }),
    );
  });
});
