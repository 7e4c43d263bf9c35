import fc from 'fast-check';
import { expect, it } from 'vitest';
import { safePattern } from '../../src/contracts/safe-pattern.ts';

it.each([
  ['^[A-Z]{2}$', '^[A-Z]{2}$'],
  ['^(?:45[0-9]{8})$', '^45[0-9]{8}$'],
  ['^[A-Z]{2}-?\\d{4,9}$', '^[A-Z]{2}-?\\d{4,9}$'],
  ['^[a-z0-9_-]+$', '^[a-z0-9_-]+$'],
])('keeps %s', (pattern, kept) => {
  expect(safePattern(pattern)).toBe(kept);
});

it.each([
  ['that takes for ever', '^(a|a)*$'],
  ['that takes a time that goes with the square of the text', '^a*a*$'],
  ['that is not anchored', '[A-Z]{3}'],
  ['that has many parts that may be absent', '^a?a?a?a?a?$'],
  ['whose classes mean something else in XML Schema', '^\\w+$'],
  ['that is none in ECMA-262', '^[z-a]$'],
  ['that subtracts as XML Schema does', '^(?:[A-Z-[IO]]+)$'],
  ['with a lazy quantifier', '^a+?$'],
  ['that looks ahead', '^(?=a)b$'],
  ['that is long', `^${'a'.repeat(300)}$`],
  ['that is no text', 5],
])('leaves out one %s', (_what, pattern) => {
  expect(safePattern(pattern)).toBeNull();
});

it('keeps none that takes long for a long text', () => {
  const part = fc.tuple(
    fc.constantFrom('a', '[a-z]', '\\d', 'b', '[ab0-9]', '.', '(a|b)', '\\w'),
    fc.constantFrom('', '*', '+', '?', '{2}', '{0,99}', '{3,}'),
  );
  const parts = fc.array(part, { maxLength: 8 });
  fc.assert(
    fc.property(parts, (all) => {
      const pattern = safePattern(`^${all.map(([atom, quantifier]) => atom + quantifier).join('')}$`);
      if (pattern === null) return;
      const text = `${'a'.repeat(50_000)}!`;
      // A pattern that tried each pair of places would be at it for seconds, and this test would end by its own time.
      expect(new RegExp(pattern, 'u').test(text)).toBe(false);
    }),
    { numRuns: 300 },
  );
});
