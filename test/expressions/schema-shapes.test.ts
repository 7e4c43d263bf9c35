import { describe, expect, it } from 'vitest';
import { createSchemaShapes } from '../../src/expressions/schema-shapes.ts';
import { fieldOf, namesOf, requiredOf, type Shape } from '../../src/expressions/shape.ts';

const TEXT = { type: 'string' };

const SCHEMAS = {
  Named: { type: 'object', required: ['name'], properties: { name: TEXT } },
  Person: {
    allOf: [{ $ref: '#/schemas/Named' }, { properties: { age: { type: 'integer' } } }, { description: 'x' }],
  },
  Node: { type: 'object', properties: { value: TEXT, next: { $ref: '#/schemas/Node' } } },
  Circle: { allOf: [{ $ref: '#/schemas/Circle' }] },
  Loose: { type: 'object', properties: { a: TEXT }, additionalProperties: { type: 'string' } },
  Either: { oneOf: [{ $ref: '#/schemas/Named' }, { type: 'object', properties: { code: TEXT } }] },
};

const shapes = createSchemaShapes(SCHEMAS);
const named = (name: keyof typeof SCHEMAS) => shapes({ $ref: `#/schemas/${name}` });

/** What a way of names leads to: the type of its shape, or null where it ends. */
function typeAt(shape: Shape, ...names: readonly string[]): string | null {
  let at: Shape | null = shape;
  for (const name of names) at = at && fieldOf(at, name);
  return at && (at.type === 'plain' ? at.what : at.type);
}

describe('the shape of a schema', () => {
  it('has the fields that the schema names and no others', () => {
    const shape = shapes({ type: 'object', properties: { a: TEXT, b: { type: 'number' } } });
    expect([typeAt(shape, 'a'), typeAt(shape, 'b'), typeAt(shape, 'c')]).toEqual([
      'a text',
      'a number',
      null,
    ]);
    expect(shape).toMatchObject({ others: 'unlikely' });
  });

  it('is sure of that only where the schema is', () => {
    expect(shapes({ properties: { a: TEXT }, additionalProperties: false })).toMatchObject({
      others: 'none',
    });
    expect(shapes({ type: 'object', additionalProperties: false })).toMatchObject({
      names: [],
      others: 'none',
    });
  });

  it.each([
    ['nothing at all', {}],
    ['true', true],
    ['an object', { type: 'object' }],
    ['a map', { type: 'object', additionalProperties: TEXT }],
    ['a constant', { const: 'x' }],
    ['a reference to itself', { $ref: '#/schemas/Circle' }],
    ['a reference to nothing', { $ref: '#/schemas/None' }],
    ['contradictions', { allOf: [TEXT, { properties: { a: TEXT } }] }],
  ])('may be anything for %s', (_, schema) => {
    expect(shapes(schema)).toEqual({ type: 'any' });
  });

  it.each([
    ['other fields', { properties: { a: TEXT }, additionalProperties: true }],
    ['fields by a pattern', { properties: { a: TEXT }, patternProperties: { '^x-': TEXT } }],
    ['conditions', { properties: { a: TEXT }, if: { required: ['a'] }, else: { required: ['b'] } }],
  ])('may have any field where the schema allows %s', (_, schema) => {
    expect(typeAt(shapes(schema), 'whatever')).toBe('any');
  });

  it('of a list is that of its items', () => {
    const shape = shapes({ type: 'array', items: { type: 'array', items: { $ref: '#/schemas/Named' } } });
    expect([typeAt(shape, 'name'), typeAt(shape, 'nam')]).toEqual(['a text', null]);
    expect(typeAt(shapes({ type: 'array' }), 'x')).toBe('any');
    const tuple = shapes({ type: 'array', prefixItems: [{ $ref: '#/schemas/Named' }, TEXT], items: false });
    expect([typeAt(tuple, 'name'), typeAt(tuple, 'x')]).toEqual(['a text', null]);
  });

  it('joins all of several schemas', () => {
    const shape = named('Person');
    expect(namesOf(shape)).toEqual(['name', 'age']);
    expect(requiredOf(shape)).toEqual(['name']);
    expect(typeAt(shape, 'height')).toBeNull();
    expect(typeAt(shapes({ allOf: [{ $ref: '#/schemas/Person' }, { $ref: '#/schemas/Loose' }] }), 'x')).toBe(
      'any',
    );
  });

  it('has a field that one of several schemas has', () => {
    const shape = named('Either');
    expect([typeAt(shape, 'name'), typeAt(shape, 'code'), typeAt(shape, 'x')]).toEqual([
      'a text',
      'a text',
      null,
    ]);
    expect(requiredOf(shape)).toEqual([]);
    const both = shapes({
      anyOf: [{ $ref: '#/schemas/Either' }, { type: 'null' }],
      properties: { id: TEXT },
    });
    expect(typeAt(both, 'x')).toBe('any');
    expect(typeAt(shapes({ anyOf: [TEXT, {}] }), 'x')).toBe('any');
  });

  it('does not mind that a value may be null', () => {
    expect(typeAt(shapes({ type: ['object', 'null'], properties: { a: TEXT } }), 'b')).toBeNull();
    expect(shapes({ type: 'null' })).toMatchObject({ what: 'null' });
    expect(typeAt(shapes({ type: ['object', 'string'], properties: { a: TEXT } }), 'a')).toBe('a text');
  });

  it('follows schemas that contain themselves', () => {
    expect(typeAt(named('Node'), 'next', 'next', 'next', 'value')).toBe('a text');
    expect(typeAt(named('Node'), 'next', 'nxt')).toBeNull();
  });

  it('asks for nothing that only answers have', () => {
    const shape = shapes({ required: ['id', 'name'], properties: { id: { readOnly: true }, name: TEXT } });
    expect(requiredOf(shape)).toEqual(['name']);
  });

  it('stands long chains of references', () => {
    const chain = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, n) => [`S${n}`, { $ref: `#/schemas/S${n + 1}` }]),
    );
    expect(createSchemaShapes(chain)({ $ref: '#/schemas/S0' })).toEqual({ type: 'any' });
  });

  it('stands schemas that double with every level', () => {
    const doubling = Object.fromEntries(
      Array.from({ length: 40 }, (_, n) => {
        const next = { $ref: `#/schemas/S${n + 1}` };
        return [`S${n}`, { allOf: [{ ...next }, { ...next }], properties: { [`p${n}`]: TEXT } }];
      }),
    );
    const shape = createSchemaShapes({ ...doubling, S40: { properties: { last: TEXT } } })({
      $ref: '#/schemas/S0',
    });
    expect([typeAt(shape, 'p0'), typeAt(shape, 'last')]).toEqual(['a text', 'a text']);
  });
});
