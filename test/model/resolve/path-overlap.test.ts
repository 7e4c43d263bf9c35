import { describe, expect, it } from 'vitest';
import { overlapOf } from '../../../src/model/resolve/path-overlap.ts';

describe('overlapOf', () => {
  it('is the length of the longest path where paths have their places to themselves', () => {
    expect(overlapOf([])).toBe(1);
    expect(overlapOf(['/a/b/c', '/a/d', '/e/**'])).toBe(4);
    expect(overlapOf(Array.from({ length: 1000 }, (_, at) => `/r${at}/{id}`))).toBe(3);
  });

  it('doubles with every place that has a fixed segment and a parameter', () => {
    const ways = (places: number) =>
      Array.from({ length: 2 ** places }, (_, number) =>
        Array.from({ length: places }, (_, at) => ((number >> at) & 1 ? '/a' : `/{p${at}}`)).join(''),
      );
    expect(overlapOf(ways(1))).toBe(3);
    expect(overlapOf(ways(2))).toBe(7);
    expect(overlapOf(ways(9))).toBe(1023);
  });
});
