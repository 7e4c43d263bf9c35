import { describe, expect, it } from 'vitest';
import { createExpressionReader } from '../../src/expressions/read-expression.ts';
import { factsOf } from '../../src/expressions/tree-facts.ts';
import { undefinedCalls } from '../../src/expressions/undefined-calls.ts';

function found(text: string): readonly string[] {
  const reading = createExpressionReader()(text);
  if (reading.type !== 'tree') throw new Error(`${text} is no expression`);
  return undefinedCalls(factsOf(reading.tree, text)).map(({ at }) => text.slice(at.start, at.end));
}

describe('undefinedCalls', () => {
  it.each([
    ['$lowercas(a)', ['$lowercas']],
    ['a.lowercase(b)', ['lowercase']],
    ['a ~> $foo', ['$foo']],
    ['a ~> foo', ['foo']],
    ['$map(a, function($x) { $f($x) })', ['$f']],
  ])('are found in %s', (text, names) => {
    expect(found(text)).toEqual(names);
  });

  it.each([
    '$lowercase(a)',
    'a ~> $sum',
    '($f := function() { 1 }; $f())',
    '$map(a, function($f) { $f(1) })',
    'a@$f.($f(1))',
    'a.$(1)',
    '(a.b)(1)',
  ])('are none in %s', (text) => {
    expect(found(text)).toEqual([]);
  });
});
