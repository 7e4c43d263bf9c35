import { describe, expect, it } from 'vitest';
import { createSchemaCollector } from '../../src/contracts/schema.ts';

const collect = (schemas: Record<string, unknown>) => createSchemaCollector({ components: { schemas } });
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

describe('createSchemaCollector', () => {
  it('keeps what is reachable, circles too, and nothing else', () => {
    const collector = collect({
      Tree: {
        type: 'object',
        properties: { children: { type: 'array', items: ref('Tree') }, leaf: ref('Leaf') },
      },
      Leaf: { type: 'string' },
      Other: {},
    });
    expect(collector.take(ref('Tree'))).toEqual({ $ref: '#/schemas/Tree' });
    expect(collector.schemas()).toEqual({
      Leaf: { type: 'string' },
      Tree: {
        type: 'object',
        properties: {
          children: { type: 'array', items: { $ref: '#/schemas/Tree' } },
          leaf: { $ref: '#/schemas/Leaf' },
        },
      },
    });
  });

  it.each<[string, unknown, unknown]>([
    ['a nullable type', { type: 'string', nullable: true }, { type: ['string', 'null'] }],
    [
      'a nullable enum',
      { type: 'string', nullable: true, enum: ['a'] },
      { type: ['string', 'null'], enum: ['a', null] },
    ],
    ['a nullable reference', { nullable: true, allOf: [{}] }, { anyOf: [{ allOf: [{}] }, { type: 'null' }] }],
    [
      'a boolean exclusiveMinimum',
      { minimum: 3, exclusiveMinimum: true },
      { minimum: 3, exclusiveMinimum: 3 },
    ],
    ['an example', { example: 0 }, { examples: [0] }],
    ['vendor keywords', { 'x-a': 1, xml: {}, type: 'string' }, { type: 'string' }],
    ['a boolean schema', false, { not: {} }],
    ['data that looks like a reference', { const: { $ref: 'x' } }, { const: { $ref: 'x' } }],
    [
      'a property named like a keyword',
      { properties: { example: { example: 1 } } },
      { properties: { example: { examples: [1] } } },
    ],
  ])('translates %s', (_, given, wanted) => {
    expect(collect({}).take(given)).toEqual(wanted);
  });

  it('makes a discriminator a constant in each branch', () => {
    const collector = collect({ Cat: {}, Dog: {} });
    const taken = collector.take({
      oneOf: [ref('Cat'), ref('Dog')],
      discriminator: { propertyName: 'kind', mapping: { meow: '#/components/schemas/Cat' } },
    });
    const branch = (name: string, value: string) => ({
      allOf: [{ $ref: `#/schemas/${name}` }, { properties: { kind: { const: value } }, required: ['kind'] }],
    });
    expect(taken).toEqual({ oneOf: [branch('Cat', 'meow'), branch('Dog', 'Dog')] });
  });

  it('names a schema found by a deeper pointer', () => {
    const collector = collect({ A: { properties: { 'b/c': { type: 'integer' } } } });
    expect(collector.take({ $ref: '#/components/schemas/A/properties/b~1c' })).toEqual({
      $ref: '#/schemas/components-schemas-A-properties-b_c',
    });
    expect(Object.values(collector.schemas())).toEqual([{ type: 'integer' }]);
  });

  it('refuses a schema that is nested without end', () => {
    let schema: unknown = {};
    for (let n = 0; n < 200; n += 1) schema = { items: schema };
    expect(() => collect({}).take(schema)).toThrow(/nested deeper than 100/);
  });
});
