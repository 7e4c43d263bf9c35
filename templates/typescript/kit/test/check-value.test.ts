import { describe, expect, it } from 'vitest';
import { createCheck, type Schema, type Schemas } from '../src/index.ts';

/** What is wrong with a value, each as `#/a must be integer`. */
function complaints(value: unknown, schema: Schema, schemas: Schemas = {}): readonly string[] {
  return createCheck(schema, schemas)(value).map(({ pointer, detail }) => `${pointer} ${detail}`);
}

const line: Schema = {
  type: 'object',
  required: ['sku'],
  properties: {
    sku: { type: 'string', minLength: 1 },
    quantity: { type: 'integer', minimum: 1, maximum: 99 },
  },
};

describe('a value', () => {
  it.each<[string, unknown, Schema, readonly string[]]>([
    ['of the type', 1, { type: 'integer' }, []],
    ['of a type that is one of the other', 1, { type: 'number' }, []],
    ['of another type', 1.5, { type: 'integer' }, ['# must be integer']],
    ['of none of several types', {}, { type: ['string', 'null'] }, ['# must be string or null']],
    ['that is no choice', 'c', { enum: ['a', null] }, ['# must be one of "a", null']],
    ['below a bound', 0, { minimum: 1 }, ['# must be at least 1']],
    ['above a bound', 2, { maximum: 1 }, ['# must be at most 1']],
    ['on a bound', 1, { exclusiveMinimum: 1 }, ['# must be more than 1']],
    ['on the other bound', 1, { exclusiveMaximum: 1 }, ['# must be less than 1']],
    ['too short', '', { minLength: 1 }, ['# must have at least 1 character']],
    ['too long', 'abc', { maxLength: 2 }, ['# must have at most 2 characters']],
    ['as long as may be, in code points', '😀😀', { minLength: 2, maxLength: 2 }, []],
    ['of another form', 'de1', { pattern: '^[a-z]{2}$' }, ['# must match ^[a-z]{2}$']],
    ['with too few items', [], { minItems: 1 }, ['# must have at least 1 items']],
    ['with too many fields', { a: 1, b: 2 }, { maxProperties: 1 }, ['# must have at most 1 fields']],
    ['with a field too many', { a: 1 }, { additionalProperties: false }, ['#/a is not known here']],
    ['with wrong others', { a: 1 }, { additionalProperties: { type: 'string' } }, ['#/a must be string']],
    ['that fits not all', 'a', { allOf: [{ minLength: 2 }, {}] }, ['# must have at least 2 characters']],
    ['that fits one', 'a', { anyOf: [{ type: 'null' }, { type: 'string' }] }, []],
    [
      'that fits none',
      1,
      { anyOf: [{ minimum: 2 }, { maximum: 0 }] },
      ['# must fit one of the alternatives'],
    ],
    [
      'that fits none of its type',
      {},
      { anyOf: [{ type: 'null' }, { required: ['a'], type: 'object' }] },
      ['#/a is required'],
    ],
    ['without one of', {}, { anyOf: [{ required: ['a'] }, { required: ['b'] }] }, ['# must have a or b']],
    [
      'with wrong items',
      [{ sku: '', quantity: 'many' }, {}],
      { items: line },
      ['#/0/sku must have at least 1 character', '#/0/quantity must be integer', '#/1/sku is required'],
    ],
    ['for its list', { sku: 'a' }, { type: 'array', items: line, orOne: true }, []],
    [
      'for its list, wrong',
      { sku: 1 },
      { type: 'array', items: line, orOne: true },
      ['#/sku must be string'],
    ],
    ['for no list', 'a', { type: 'array', items: line, orOne: true }, ['# must be array']],
    [
      'under a hard name',
      { '@a/b~#ä': 1 },
      { additionalProperties: false },
      ['#/@a~1b~0%23%C3%A4 is not known here'],
    ],
    [
      'under half a character',
      { '\ud800': 1 },
      { additionalProperties: false },
      ['#/%EF%BF%BD is not known here'],
    ],
    ['under an inherited name', {}, { required: ['toString'] }, ['#/toString is required']],
  ])('%s', (_what, value, schema, expected) => {
    expect(complaints(value, schema)).toEqual(expected);
  });
});

describe('a schema', () => {
  const tree: Schema = {
    anyOf: [
      { type: 'array', items: { $ref: '#/schemas/Tree' } },
      { type: 'array', minItems: 2, items: { $ref: '#/schemas/Tree' } },
      { type: 'string' },
    ],
  };

  it('that refers to others is followed', () => {
    const schemas: Schemas = { Line: line };
    expect(complaints({}, { $ref: '#/schemas/Line' }, schemas)).toEqual(['#/sku is required']);
    expect(complaints({}, { $ref: '#/schemas/None' }, schemas)).toEqual([]);
  });

  it('that refers to itself and nothing else says nothing', () => {
    expect(complaints(1, { $ref: '#/schemas/A' }, { A: { $ref: '#/schemas/A' } })).toEqual([]);
  });

  it('that would take for ever is looked at for a while', () => {
    let value: unknown = 1;
    for (let depth = 0; depth < 60; depth++) value = [value];
    expect(complaints(value, { $ref: '#/schemas/Tree' }, { Tree: tree })).toEqual([]);
  });

  it('finds so many mistakes and no more', () => {
    const texts = Array.from({ length: 1000 }, () => 'x');
    expect(complaints(texts, { items: { type: 'integer' } })).toHaveLength(20);
  });

  it('says a thing once', () => {
    expect(complaints(1, { allOf: [{ type: 'string' }, { type: 'string' }] })).toEqual(['# must be string']);
  });
});
