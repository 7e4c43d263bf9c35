import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSuggest, editDistance, nearest, suggest } from '../../src/diagnostics/suggest.ts';

describe('editDistance', () => {
  it.each([
    ['kitten', 'sitting', 3],
    ['storefront', 'storefornt', 1],
    ['', 'abc', 3],
    ['same', 'same', 0],
  ])('from %j to %j is %d', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
  });

  it('with a limit is the same up to the limit, and above it otherwise', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 9 });
    fc.assert(
      fc.property(word, word, fc.nat({ max: 6 }), (a, b, limit) => {
        const exact = editDistance(a, b);
        const bounded = editDistance(a, b, limit);
        if (exact <= limit) expect(bounded).toBe(exact);
        else expect(bounded).toBeGreaterThan(limit);
      }),
    );
  });
});

describe('nearest', () => {
  it('finds what is nearest, not what is first', () => {
    expect(nearest('storefrnt', ['storage', 'storefronts', 'storefront'])).toBe('storefront');
  });

  it('finds nothing that is far away', () => {
    expect(nearest('erp', ['crm', 'catalog'])).toBeNull();
  });
});

describe('suggest', () => {
  it('asks about the nearest name, else lists what there is, else says nothing', () => {
    expect(suggest('pym', ['payments', 'pim'], 'there are')).toBe('did you mean "pim"?');
    expect(suggest('zzz', ['a', 'b'], 'there are')).toBe('there are: "a", "b"');
    expect(
      suggest(
        'zzz',
        Array.from({ length: 10 }, (_, i) => `name-${i}`),
        'there are',
      ),
    ).toMatch(/ and 2 more$/);
    expect(suggest('zzz', [], 'there are')).toBeUndefined();
  });

  it('stops when its budget is spent, without asking for candidates', () => {
    const bounded = createSuggest(3);
    expect(bounded('aa', () => ['ab', 'b', 'c'], 'there are')).toBe('did you mean "ab"?');
    const never = () => {
      throw new Error('asked');
    };
    expect(bounded('aa', never, 'there are')).toBeUndefined();
  });
});
