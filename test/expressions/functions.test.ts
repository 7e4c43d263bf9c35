import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { functionNames, handsOn, isFunction, resultOf } from '../../src/expressions/functions.ts';
import { ANY, NUMBER, TEXT } from '../../src/expressions/shape.ts';

/** The functions that the package binds, in its source. */
function functionsOfJsonata(): readonly string[] {
  const source = readFileSync(createRequire(import.meta.url).resolve('jsonata'), 'utf8');
  const bound = [...source.matchAll(/(?:staticFrame|environment)\.bind\('(\w+)', defineFunction/g)];
  return bound.flatMap((match) => match[1] ?? []);
}

describe('the functions of JSONata', () => {
  it('are those that the package has', () => {
    expect([...functionNames()].sort()).toEqual([...functionsOfJsonata()].sort());
  });

  it('are told from other names', () => {
    expect([isFunction('sum'), isFunction('summ'), isFunction('')]).toEqual([true, false, false]);
  });

  it('give what they are known to give, or hand on what they are given', () => {
    expect([resultOf('count'), resultOf('trim'), resultOf('lookup'), resultOf('other')]).toEqual([
      NUMBER,
      TEXT,
      ANY,
      ANY,
    ]);
    expect([handsOn('sort'), handsOn('count'), handsOn('other')]).toEqual([true, false, false]);
  });
});
