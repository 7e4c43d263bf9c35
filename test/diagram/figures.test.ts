import { describe, expect, it } from 'vitest';
import { formatCount, formatMs, formatShare } from '../../src/diagram/figures.ts';

describe('formatCount', () => {
  it('separates thousands', () => {
    expect([0, 999, 1000, 1234567].map(formatCount)).toEqual(['0', '999', '1,000', '1,234,567']);
  });
});

describe('formatMs', () => {
  it('changes unit as people would', () => {
    expect([null, 0, 8.24, 480.4, 999.6, 1240, 15_000, 99_960, 125_000, 120_000].map(formatMs)).toEqual([
      '–',
      '0 ms',
      '8.2 ms',
      '480 ms',
      '1 s',
      '1.24 s',
      '15 s',
      '1 min 40 s',
      '2 min 5 s',
      '2 min',
    ]);
  });
});

describe('formatShare', () => {
  it('never rounds to all or to nothing', () => {
    expect([0, 1, 0.5, 0.995, 0.9996, 0.99999, 0.0004, 0.000001, 0.9999999].map(formatShare)).toEqual([
      '0 %',
      '100 %',
      '50 %',
      '99.5 %',
      '99.96 %',
      '99.999 %',
      '0.04 %',
      '< 0.001 %',
      '> 99.999 %',
    ]);
  });
});
