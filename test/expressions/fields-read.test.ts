import { describe, expect, it } from 'vitest';
import { fieldsRead, plainFieldOf, readsField } from '../../src/expressions/fields-read.ts';
import { createExpressionReader } from '../../src/expressions/read-expression.ts';
import type { Tree } from '../../src/expressions/tree.ts';

function treeOf(text: string): Tree {
  const reading = createExpressionReader()(text);
  if (reading.type !== 'tree') throw new Error(`${text} is no expression`);
  return reading.tree;
}

/** Names that are read of `query`; null: all of them. */
function read(text: string): readonly string[] | null {
  const names = fieldsRead(treeOf(text), 'query');
  return names && [...names];
}

describe('fieldsRead', () => {
  it.each([
    ['{ "a": query.limit, "b": params.id }', ['limit']],
    ['$.query.a & $$.query.b', ['a', 'b']],
    ['body.items.{ "a": sku, "b": $$.query.limit }', ['limit']],
    ['query.a.b.c', ['a']],
    ['$string(query.a) & $lowercase(query.b)', ['a', 'b']],
    ['($q := query.a; $q.b)', ['a']],
    ['params.id', []],
  ])('of %s', (text, names) => {
    expect(read(text)).toEqual(names);
  });

  it.each([
    'query',
    '$merge([query, { "a": 1 }])',
    'query.*',
    'query[a = 1].b',
    'query.(a)',
    '$',
    '$$ ~> $lookup("query")',
    '$keys()',
    '$lookup("query")',
    '$eval("query")',
    'query@$q.a',
  ])('may be all of them in %s', (text) => {
    expect(read(text)).toBeNull();
  });
});

describe('readsField', () => {
  it('is true where a field of the input is named', () => {
    const texts = ['body', 'body.a', '$$.body.b', '{ "a": $map(body.items, $string) }'];
    expect(texts.filter((text) => !readsField(treeOf(text), 'body'))).toEqual([]);
  });

  it('is false for fields of that name elsewhere', () => {
    expect(['query.body', '$x.body', '"body"'].filter((text) => readsField(treeOf(text), 'body'))).toEqual(
      [],
    );
  });
});

describe('plainFieldOf', () => {
  it('is the name where there is nothing else', () => {
    const texts = ['query.a', '$$.query.a', 'query.a.b', 'query.a & ""', 'query'];
    expect(texts.map((text) => plainFieldOf(treeOf(text), 'query'))).toEqual(['a', null, null, null, null]);
  });
});
