import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Inference, infer } from '../../src/expressions/infer.ts';
import { createExpressionReader } from '../../src/expressions/read-expression.ts';
import { createSchemaShapes } from '../../src/expressions/schema-shapes.ts';
import { ANY, namesOf } from '../../src/expressions/shape.ts';
import { factsOf } from '../../src/expressions/tree-facts.ts';
import { damaged, textsOfGrammar } from './quick-reader/expression-texts.ts';

const text = { type: 'string' };
const item = {
  type: 'object',
  properties: { sku: text, price: { type: 'object', properties: { amount: { type: 'number' } } } },
};
const order = {
  type: 'object',
  properties: {
    id: text,
    customer: { type: 'object', properties: { name: text } },
    items: { type: 'array', items: item },
    notes: { type: 'array', items: text },
    free: {},
  },
};

function inferred(expression: string): Inference {
  const reading = createExpressionReader()(expression);
  if (reading.type !== 'tree') throw new Error(`${expression} is no expression`);
  return infer(reading.tree, factsOf(reading.tree, expression), createSchemaShapes({})(order));
}

/** The fields and variables that an expression misses. */
function missesOf(expression: string): readonly string[] {
  return inferred(expression).misses.map((miss) =>
    miss.type === 'variable'
      ? `$${miss.name}`
      : miss.before === ''
        ? miss.name
        : `${miss.before}.${miss.name}`,
  );
}

describe('infer', () => {
  it.each([
    ['a path', 'customer.name & customer.nam', ['customer.nam']],
    ['a field of a plain value', 'id.x', ['id.x']],
    ['the way in which a field was missed first, once', 'x & x.y & customer.x.y', ['x', 'customer.x']],
    ['a list, whose items it goes into', 'items.price.amount & items.prize', ['items.prize']],
    ['an index', 'items[0].sku & items[-1].skuu', ['items.skuu']],
    ['a predicate', 'items[sku = "a" and pric > 1].sku', ['items.pric']],
    ['an object for each item', 'items.{ "a": sku, "b": skew }', ['items.skew']],
    ['an object of the whole', '{ "a": id, "b": { "c": idd } }', ['idd']],
    ['a key', '{ idd: id }', ['idd']],
    ['a list made here', '[id, idd, [items.skuu]]', ['idd', 'items.skuu']],
    ['a block in a path', 'items.(sku & skuu)', ['items.skuu']],
    ['the context', '$.idd & items.$.skuu & $$.idd', ['idd', 'items.skuu']],
    ['the input from within', 'items.{ "a": $$.id, "b": $$.idd }', ['idd']],
    ['a variable', '($c := customer; $c.name & $c.nam)', ['customer.nam']],
    ['a variable of an outer block', '($i := items; ($j := $i; $j.skuu))', ['items.skuu']],
    ['a variable that nothing sets', '$a & ($b := 1; $b)', ['$a']],
    ['a condition', 'idd ? items.skuu : customer.nam', ['idd', 'items.skuu', 'customer.nam']],
    ['what a condition gives', '(id ? customer : items).x', ['x']],
    ['defaults', '(idd ?? customer).nam ?: id', ['idd']],
    ['operators', 'idd + 1 > 2 and x in notes or -y', ['idd', 'x', 'y']],
    ['arguments', '$lowercase(idd) & $sum(items.pric)', ['idd', 'items.pric']],
    ['what a function gives', '$lowercase(id).x', ['x']],
    [
      'what a function hands on',
      '$sort(items).skuu & $distinct(items)[0].skew',
      ['items.skuu', 'items.skew'],
    ],
    ['a function over items', '$map(items, function($i) { $i.skuu })', ['items.skuu']],
    ['what a function over items gives', '$map(items, function($i) { { "a": $i.sku } }).b', ['b']],
    ['a filter by a function', '$filter(items, function($i) { $i.pric }).skuu', ['items.pric', 'items.skuu']],
    ['a range', '[1..idd]', ['idd']],
    ['a sorting', 'items^(>pric, sku).skuu', ['items.pric', 'items.skuu']],
    ['a grouping', 'items{ skuu: pric }', ['items.skuu', 'items.pric']],
    ['a chain', 'idd ~> $lowercase', ['idd']],
    ['the position in a list', 'items#$n.{ "n": $n, "s": skuu }', ['items.skuu']],
    [
      'a context that is kept',
      'items@$i.{ "s": $i.skuu, "c": customer.nam }',
      ['items.skuu', 'customer.nam'],
    ],
    ['a field in back quotes or quotes', '`idd` & customer."nam"', ['idd', 'customer.nam']],
  ])('finds what is missed by %s', (_, expression, misses) => {
    expect(missesOf(expression)).toEqual(misses);
  });

  it.each([
    'free.a.b[c].d',
    'items.*.x',
    '**.x',
    'items.%.x',
    'customer ~> |$|{ "x": x }|',
    '$merge([customer, { "x": 1 }]).y',
    '$lookup(customer, "x").y',
    '($f := function($x) { $x.a }; $f(items).b)',
    '($f := function() { $later }; $later := 1; $f())',
    '$reduce(items, function($a, $i) { $a.x & $i.x })',
    '$each(customer, function($v, $k) { $v.x })',
    '(items{ sku: $ }).x',
    '$now() & $millis() & $string(id)',
    'items.sku ~> $map(function($s) { $s.x })',
    '$eval("x")',
  ])('takes it that anything may be there in %s', (expression) => {
    expect(missesOf(expression)).toEqual([]);
  });

  it('knows the fields of what is made', () => {
    const { shape } = inferred('{ "a": id, "b": items.{ "c": sku } }');
    expect(namesOf(shape)).toEqual(['a', 'b']);
    expect(shape).toMatchObject({
      others: 'none',
      made: new Map([
        ['a', { start: 2, end: 5 }],
        ['b', { start: 11, end: 14 }],
      ]),
    });
    expect(inferred('{ "a": id, $lowercase(id): 1 }').shape).toMatchObject({ others: 'possible' });
  });

  it('says of what the missed field is a part', () => {
    const [miss] = inferred('items.price.amunt').misses;
    expect(miss).toMatchObject({
      type: 'field',
      name: 'amunt',
      at: { start: 12, end: 17 },
      owner: { names: ['amount'] },
    });
  });

  it('stands every expression that there is', () => {
    fc.assert(
      fc.property(fc.oneof(textsOfGrammar, damaged(textsOfGrammar)), (expression) => {
        const reading = createExpressionReader()(expression);
        if (reading.type === 'tree') infer(reading.tree, factsOf(reading.tree, expression), ANY);
      }),
      { numRuns: 1000 },
    );
  });

  it('stops after twenty misses', () => {
    expect(missesOf(`[${Array.from({ length: 50 }, (_, n) => `x${n}`).join()}]`)).toHaveLength(20);
  });
});
