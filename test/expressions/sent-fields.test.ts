import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import jsonata from 'jsonata';
import { describe, expect, it } from 'vitest';
import { createCheckableSchemas } from '../../src/contracts/checkable-schema.ts';
import type { JsonSchema } from '../../src/contracts/contract.ts';
import { createExpressionReader } from '../../src/expressions/read-expression.ts';
import { noteSentFields } from '../../src/expressions/sent-fields.ts';
import { nothingWanted, schemaOfWanted } from '../../src/expressions/wanted.ts';
import { createCheck } from '../../templates/typescript/kit/src/index.ts';

const text = { type: 'string' };
const count = { type: 'integer', minimum: 1 };
const schemas: Record<string, JsonSchema> = {
  Line: { type: 'object', required: ['material', 'count'], properties: { material: text, count } },
  Address: { type: 'object', required: ['street'], properties: { street: text, city: text } },
};
const order: JsonSchema = {
  type: 'object',
  required: ['customer', 'line'],
  properties: {
    customer: text,
    line: { type: 'array', minItems: 1, items: { $ref: '#/schemas/Line' } },
    note: { type: 'array', items: text },
    address: { $ref: '#/schemas/Address' },
    open: {},
  },
};

/** What the body has to be so that what an expression makes of it is an order. */
function bodyFor(expression: string, schema: JsonSchema = order, path: readonly string[] = []): JsonSchema {
  const reading = createExpressionReader()(expression);
  if (reading.type !== 'tree') throw new Error(`${expression} is no expression`);
  const body = nothingWanted();
  noteSentFields(reading.tree, { schema, schemas, path }, body);
  return schemaOfWanted(body);
}

const lines = (items: JsonSchema) => ({ type: 'array', minItems: 1, items, orOne: true });
const line = {
  type: 'object',
  properties: { sku: text, n: count },
  required: ['sku', 'n'],
};

describe('what an expression sends', () => {
  it.each<[string, string, JsonSchema]>([
    [
      'asks of a field what the target asks of the field that it becomes',
      '{ "customer": body.id, "note": $$.body.notes }',
      {
        type: 'object',
        properties: { id: text, notes: order['properties']?.['note' as never] },
        required: ['id'],
      },
    ],
    [
      'asks of the items of a list what the target asks of its items',
      '{ "line": [body.items.{ "material": sku, "count": n }] }',
      { type: 'object', properties: { items: lines(line) }, required: ['items'] },
    ],
    [
      'asks the same where the list is not made one',
      '{ "line": body.items.{ "material": $.sku, "count": n } }',
      { type: 'object', properties: { items: lines(line) }, required: ['items'] },
    ],
    [
      'asks for what leads to a field',
      '{ "customer": body.who.id }',
      {
        type: 'object',
        properties: { who: { type: 'object', properties: { id: text }, required: ['id'] } },
        required: ['who'],
      },
    ],
    [
      'asks for what an object that is always made has to have',
      '{ "address": { "street": (body.street), "city": body.city } }',
      { type: 'object', properties: { street: text, city: text }, required: ['street'] },
    ],
    [
      'asks both where a field becomes two',
      '{ "customer": body.id, "line": body.id }',
      {
        type: 'object',
        properties: { id: { allOf: [text, order['properties']?.['line' as never]] } },
        required: ['id'],
      },
    ],
    [
      'asks for no more than the first of names that may lead through a list',
      '{ "line": body.a.b }',
      { type: 'object', properties: { a: {} }, required: ['a'] },
    ],
    ['asks nothing of what may be anything', '{ "open": body.x }', {}],
    ['asks nothing of conditions', '{ "customer": body.a ? body.a : body.b }', {}],
    ['asks nothing of functions', '{ "customer": $string(body.a) }', {}],
    ['asks nothing of filters', '{ "line": body.items[0] }', {}],
    ['asks nothing of variables', '($b := body; { "customer": $b.id })', {}],
    ['asks nothing of keys that are made', '{ body.key: body.id }', {}],
    ['asks nothing of what is no body', '{ "customer": params.id, "line": query.l }', {}],
    ['asks nothing of a list that may be empty', '{ "note": [body.notes] }', {}],
    ['asks the target of a body that is sent whole', 'body', order],
  ])('%s', (_claim, expression, expected) => {
    expect(bodyFor(expression)).toEqual(expected);
  });

  it('asks for what the path is filled with', () => {
    expect(bodyFor('{ "id": body.id, "x": body.x }', {}, ['id'])).toEqual({
      type: 'object',
      properties: { id: {} },
      required: ['id'],
    });
    expect(bodyFor('body', order, ['id'])).toEqual({});
  });

  it('asks for one of the fields where the target takes no empty object', () => {
    const change = { type: 'object', minProperties: 1, properties: { a: text, b: text } };
    const choices = [{ required: ['x'] }, { required: ['y'] }];
    expect(bodyFor('{ "id": params.id, "a": body.x, "b": body.y }', change, ['id'])).toMatchObject({
      type: 'object',
      anyOf: choices,
    });
    expect(bodyFor('{ "a": body.x, "b": "always" }', change)).not.toHaveProperty('anyOf');
  });
});

const expressions = [
  '{ "customer": body.id, "line": [body.items.{ "material": sku, "count": n }], "note": body.notes }',
  '{ "customer": body.id, "line": body.items.{ "material": sku, "count": n }, "address": body.address }',
  '{ "customer": body.who.id, "line": [body.items.{ "material": sku, "count": $$.body.n }] }',
  '{ "customer": body.id, "line": body.lines, "address": body.address.{ "street": street } }',
  '{ "customer": body.id, "line": [{ "material": body.sku, "count": body.n }], "note": [body.notes] }',
  '{ "customer": body.id, "line": [body.{ "material": sku, "count": n }] }',
  '{ "customer": body.id, "line": body.items.({ "material": sku, "count": n }) }',
  '{ "customer": body.id & "", "line": body.items[n > 1].{ "material": sku, "count": n } }',
  'body',
];

/** Lists are where lists belong: a single item in a list would else pass for the item. */
const scalar = fc.constantFrom<unknown>('a', '', 1, 0, 1.5, true, null);
const item = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ sku: scalar, n: scalar, material: scalar, count: scalar }, { requiredKeys: [] }),
  },
  scalar,
);
const good = fc.record({
  sku: fc.constant('a'),
  n: fc.constant(2),
  material: fc.constant('a'),
  count: fc.constant(1),
});
const list = fc.oneof(
  fc.array(fc.oneof(good, item), { maxLength: 3 }),
  fc.array(good, { maxLength: 2 }),
  good,
  item,
);
const one = fc.oneof(fc.record({ id: scalar, street: scalar, city: scalar }, { requiredKeys: [] }), scalar);
const bodies = fc.record(
  {
    id: fc.oneof(fc.constant('c'), scalar),
    items: list,
    lines: list,
    line: list,
    customer: fc.oneof(fc.constant('c'), scalar),
    notes: fc.oneof(fc.array(scalar, { maxLength: 2 }), scalar),
    note: fc.array(fc.constant('a'), { maxLength: 2 }),
    who: one,
    address: one,
    sku: fc.oneof(fc.constant('a'), scalar),
    n: fc.oneof(fc.constant(3), scalar),
  },
  { requiredKeys: [] },
);

it.each(expressions)('no body is refused of which %s makes what the target takes', async (expression) => {
  const ajv = new Ajv2020({ strict: false });
  const takes = ajv.compile(JSON.parse(JSON.stringify({ ...order, schemas })));
  const checkable = createCheckableSchemas(schemas);
  const reduced = Object.fromEntries(Object.entries(schemas).map(([name, one]) => [name, checkable(one)]));
  const check = createCheck(checkable(bodyFor(expression)), reduced);
  const compiled = jsonata(expression);
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(bodies, async (body) => {
      const made: unknown = await compiled.evaluate({ params: {}, query: {}, body }).catch(() => undefined);
      if (made === undefined || !takes(JSON.parse(JSON.stringify(made)))) return;
      taken += 1;
      expect(check(body)).toEqual([]);
    }),
    { numRuns: 2000 },
  );
  expect(taken).toBeGreaterThan(0);
});
