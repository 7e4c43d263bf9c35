import fc from 'fast-check';
import jsonata from 'jsonata';
import { describe, expect, it } from 'vitest';
import { fromJsonata } from '../../../src/expressions/from-jsonata.ts';
import { readQuickly } from '../../../src/expressions/quick-reader/read-quickly.ts';
import { damaged, expressionsOf, textsOfGrammar, textsOfTokens } from './expression-texts.ts';

/** Cases of each property; far more of them were run before a change of the reader. */
const runs = Number(process.env['QUICK_EXPRESSION_RUNS'] ?? 1500);

/** Says that the quick reader either leaves a text to the package or says the same. */
function agree(text: string): void {
  const quick = readQuickly(text);
  if (quick !== null) expect(quick, text).toEqual(fromJsonata(jsonata(text).ast(), text));
}

describe('readQuickly', () => {
  it.each([
    ['of the grammar', textsOfGrammar],
    ['of the grammar, damaged', damaged(textsOfGrammar)],
    ['of random tokens', textsOfTokens],
    ['of a blueprint, damaged', damaged(fc.constantFrom(...expressionsOf('mobile-integration')))],
  ])('never says anything else than jsonata about expressions %s', (_, texts) => {
    fc.assert(fc.property(texts, agree), { numRuns: runs });
  });

  it.each(['mobile-integration'])('reads every expression of the blueprint %s', (name) => {
    const texts = expressionsOf(name);
    expect(texts.length).toBeGreaterThan(0);
    expect(texts.filter((text) => readQuickly(text) === null)).toEqual([]);
  });

  it.each([
    'a.b.c',
    'a[0].b[c = "x"].d',
    '{ "a": b, "c": [d, 1, "e"], "f": { "g": $h } }',
    '$sum(a.b) / $count(a) * -1',
    'a ? b : c ?? d ?: e',
    '($total := $sum(a); $total > 10 and $total < 20 or x in y)',
    '$map(a, function($v, $i) { $v.b & $i })',
    '[1..5].{ "n": $ }',
    'a{ key: $sum(value) }',
    'a ~> $sort ~> $reverse()',
    'a[]',
  ])('reads %s', (text) => {
    expect(readQuickly(text)).not.toBeNull();
    agree(text);
  });

  it.each([
    '',
    'a +',
    '{ "a" b }',
    'a.*',
    'a^(b)',
    'a@$v',
    '/x/',
    'a.%',
    '"\\n"',
    '`a b`',
    'a.1',
    '$$or()',
    '$$a',
    'f(?)',
    '/* c */ a',
  ])('leaves %j to jsonata', (text) => {
    expect(readQuickly(text)).toBeNull();
  });

  it('leaves what is nested too deeply to jsonata', () => {
    const nested = (depth: number) => `${'('.repeat(depth)}a${')'.repeat(depth)}`;
    expect(readQuickly(nested(50))).not.toBeNull();
    expect(readQuickly(nested(70))).toBeNull();
    expect(readQuickly(`a${'.a'.repeat(100)}`)).toBeNull();
  });
});
