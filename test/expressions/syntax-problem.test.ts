import { describe, expect, it } from 'vitest';
import { createExpressionReader } from '../../src/expressions/read-expression.ts';

/** Why a text is no expression, and the part of it that this is about. */
function problemOf(text: string): readonly [string, string] | null {
  const reading = createExpressionReader()(text);
  if (reading.type !== 'problem') return null;
  const { reason, at } = reading.problem;
  return [reason, text.slice(at.start, at.end)];
}

describe('a syntax problem', () => {
  it.each([
    ['', 'it is empty', ''],
    [' \n', 'it is empty', ' \n'],
    ['{ "id": a, "name" b }', '":" is expected, not "b"', 'b'],
    ['{ "id": a', '"}" is missing at the end', 'a'],
    ['f(a', '")" is missing at the end', 'a'],
    ['a +', 'it ends too early', '+'],
    ['a & & b', 'a value is expected before "&"', '&'],
    ['a b', '"b" is not expected here', 'b'],
    ['a)', '")" is not expected here', ')'],
    ['a ! b', '"!" is no operator', '!'],
    ['"abc', 'a text has no closing quote', 'c'],
    ['`abc', 'a name has no closing back quote', 'c'],
    ['"\\q"', '"\\q" is no escape sequence', '\\'],
    ['"\\u12"', '"\\u" needs four hexadecimal digits', '\\'],
    ['1e999', 'the number 1e999 is too large', '1'],
    ['/* a', 'a comment is not closed', '/'],
    ['/a', 'a regular expression has no closing slash', 'a'],
    ['//', 'a regular expression is empty', '/'],
    ['/a**/', 'a regular expression is wrong: nothing to repeat', '/a**/'],
    ['a.1', 'a path cannot have the step 1', '1'],
    ['a.true', 'a path cannot have the step true', 'true'],
    ['a := 1', 'what stands before ":=" must be a variable, such as "$total"', 'a'],
    ['function(a){ 1 }', 'the parameters of a function must be variables, such as "$item"', 'a'],
    ['a@b', 'what follows "@" must be a variable, such as "$item"', 'b'],
    ['a[0]@$b', '"@" must stand before predicates', '@'],
    ['a{b: c}{d: e}', 'a step can be grouped only once', '{'],
    ['%', '"%" has no parent here', '%'],
  ])('of %j is told in plain words, with its place', (text, reason, part) => {
    expect(problemOf(text)).toEqual([reason, part]);
  });
});
