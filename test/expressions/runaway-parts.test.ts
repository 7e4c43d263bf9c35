import { describe, expect, it } from 'vitest';
import { createExpressionReader } from '../../src/expressions/read-expression.ts';
import { runawayParts } from '../../src/expressions/runaway-parts.ts';
import { factsOf } from '../../src/expressions/tree-facts.ts';

/** What is found, as `type what at "text"`. */
function found(text: string): readonly string[] {
  const reading = createExpressionReader()(text);
  if (reading.type !== 'tree') throw new Error(`${text} is no expression`);
  return runawayParts(factsOf(reading.tree, text), (field) => field === 'query').map((part) => {
    const what =
      part.type === 'recursion' ? part.name : part.type === 'range' ? (part.length ?? part.field) : '';
    return `${part.type} ${what} at ${part.at.start}: ${text.slice(part.at.start, part.at.end)}`;
  });
}

describe('runawayParts', () => {
  it.each([
    ['($f := function($n) { $f($n - 1) }; $f(9))', ['recursion f at 22: $f']],
    ['($f := function($n) { $n = 0 ? 1 : $n * $f($n - 1) }; $f(9))', ['recursion f at 40: $f']],
    ['($a := function() { $b() }; $b := function() { $map(x, $a) }; 1)', ['recursion a at 55: $a']],
    ['function($f) { $f($f) }(function($f) { 1 })', ['recursion f at 15: $f']],
  ])('finds functions that call themselves: %s', (text, parts) => {
    expect(found(text)).toEqual(parts);
  });

  it.each([
    ['[1..1000000000]', ['range 1000000000 at 2: ..']],
    ['[0..100000]', ['range 100001 at 2: ..']],
    ['[1..query.pages]', ['range query.pages at 2: ..']],
    ['[query.from..10]', ['range query.from at 11: ..']],
    ['[1..$number(query.pages) * 10]', ['range query.pages at 2: ..']],
  ])('finds lists of many numbers: %s', (text, parts) => {
    expect(found(text)).toEqual(parts);
  });

  it('finds data that is evaluated', () => {
    expect(found('$eval(query.filter)')).toEqual(['eval  at 0: $eval']);
  });

  it.each([
    '($f := function($n) { $n + 1 }; $g := function($n) { $f($n) }; $g(1))',
    '($f := function($f) { $f(1) }; 1)',
    '[1..100]',
    '[1..$count(query.ids)]',
    '[1..$min([query.pages, 10])]',
    '[1..total]',
    '$eval("1 + 1")',
    '$map(items, $string)',
  ])('is silent on %s', (text) => {
    expect(found(text)).toEqual([]);
  });
});
