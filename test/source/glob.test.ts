import fc from 'fast-check';
import picomatch from 'picomatch';
import { describe, expect, it } from 'vitest';
import { compileGlob, type GlobBudget, type Separator } from '../../src/source/glob.ts';

function accepts(pattern: string, text: string, separator: Separator = '/'): boolean {
  const result = compileGlob(pattern, separator);
  if ('problem' in result) throw new Error(result.problem);
  return result.glob.accepts(text);
}

describe('compileGlob', () => {
  it.each([
    ['shop.yaml', 'shop.yaml'],
    ['*.yaml', 'shop.yaml'],
    ['legacy/**', 'legacy/a/b.yaml'],
    ['legacy/**', 'legacy'],
    ['**/b.yaml', 'b.yaml'],
    ['**/b.yaml', 'x/y/b.yaml'],
    ['a/**/b', 'a/b'],
    ['a/**/b', 'a/x/y/b'],
    ['**', ''],
    ['?.yaml', 'a.yaml'],
    ['{a,b}/*.{yaml,yml}', 'b/shop.yml'],
    ['/products/{sku}', '/products/{sku}'],
    ['a(b)[c]+', 'a(b)[c]+'],
  ])('%s accepts %j', (pattern, text) => {
    expect(accepts(pattern, text)).toBe(true);
  });

  it.each([
    ['*.yaml', 'a/shop.yaml'],
    ['legacy/**', 'legacyer/a'],
    ['a/**/b', 'a/xb'],
    ['?', '/'],
    ['?', ''],
    ['{a,b}', 'c'],
    ['shop', 'shopper'],
    ['shop', 'Shop'],
    ['a.b', 'axb'],
  ])('%s does not accept %j', (pattern, text) => {
    expect(accepts(pattern, text)).toBe(false);
  });

  it('lets "*" take everything where nothing divides the texts', () => {
    expect(accepts('team-*', 'team-a/b.c', null)).toBe(true);
  });

  it('divides places in a blueprint by dots', () => {
    expect(accepts('frontends.checkout.**', 'frontends.checkout', '.')).toBe(true);
    expect(accepts('frontends.checkout.**', 'frontends.checkout.operations.pay', '.')).toBe(true);
    expect(accepts('frontends.*', 'frontends.checkout.operations', '.')).toBe(false);
  });

  it('says what is wrong with a pattern that is none', () => {
    expect(compileGlob('', '/')).toEqual({ problem: 'is empty' });
    expect(compileGlob('a'.repeat(201), '/')).toEqual({ problem: 'has more than 200 characters' });
    expect(compileGlob('{a,b}{a,b}{a,b}{a,b}{a,b}', '/')).toEqual({
      problem: 'stands for more than 16 alternatives',
    });
  });

  it('looks at no more than pattern times text, where a backtracking expression would try every way', () => {
    const text = 'a'.repeat(4000);
    expect(accepts(`${'*a'.repeat(99)}b`, text, null)).toBe(false);
    expect(accepts(`${'**a'.repeat(66)}b`, text)).toBe(false);
  });

  it('throws where comparing costs more than there is, whatever it would say', () => {
    const budget: GlobBudget = { left: 60 };
    const result = compileGlob('*.yaml', '/', budget);
    if ('problem' in result) throw new Error(result.problem);
    expect(result.glob.accepts('a.yaml')).toBe(true);
    expect(budget.left).toBe(60 - 7 * 7);
    expect(() => result.glob.accepts('b.yaml')).toThrow('more to compare with patterns than is allowed');
  });

  it('accepts no text of more than 4000 characters', () => {
    expect(accepts('**', 'a'.repeat(4001))).toBe(false);
  });

  it('says the same as picomatch about paths', () => {
    const part = fc.constantFrom('a', 'b', 'ab', 'a.b', '*', 'a*', '*b', '?', '**', '{a,b}', '{a,ab}c');
    const paths = fc.array(fc.constantFrom('a', 'b', 'ab', 'a.b', 'abc', 'bc'), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), paths, (parts, path) => {
        const pattern = parts.join('/');
        // Of "a/**" and "a*/**", picomatch lets only the first accept what stands before it.
        fc.pre(!/[*?}][^/]*(\/\*\*)+$/.test(pattern));
        const text = path.join('/');
        expect(accepts(pattern, text), `${pattern} on ${text}`).toBe(picomatch(pattern, { dot: true })(text));
      }),
      { numRuns: 3000 },
    );
  });
});
