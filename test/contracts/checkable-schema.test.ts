import { describe, expect, it } from 'vitest';
import { createCheckableSchemas } from '../../src/contracts/checkable-schema.ts';
import type { JsonSchema } from '../../src/contracts/contract.ts';

const reduced = (schema: JsonSchema, schemas: Record<string, JsonSchema> = {}) =>
  createCheckableSchemas(schemas)(schema);

describe('a schema', () => {
  it.each<[string, JsonSchema, JsonSchema]>([
    ['keeps what is plain', { type: 'integer', minimum: 1 }, { type: 'integer', minimum: 1 }],
    [
      'loses what says nothing of the data',
      { title: 'a', description: 'b', format: 'date', deprecated: true },
      {},
    ],
    ['loses types that JSON lacks', { type: 'file' }, {}],
    ['has one choice for a constant', { const: 'a' }, { enum: ['a'] }],
    ['loses choices that are no plain values', { enum: [{ a: 1 }] }, {}],
    ['loses choices of the wrong type', { type: 'string', enum: [1, 2] }, { type: 'string' }],
    [
      'keeps null among its choices',
      { type: ['string', 'null'], enum: ['a', null] },
      { type: ['string', 'null'], enum: ['a', null] },
    ],
    ['loses bounds that are none', { minimum: '1', maxLength: -1, minItems: 1.5 }, {}],
    ['loses patterns that could take long', { pattern: '^(a|a)*$' }, {}],
    [
      'does not require what only an answer has',
      {
        required: ['id', 'name', 'at'],
        properties: { id: { readOnly: true }, at: { $ref: '#/schemas/At' } },
      },
      { properties: { id: {}, at: { $ref: '#/schemas/At' } }, required: ['name'] },
    ],
    [
      'takes no further field where it says so',
      { additionalProperties: { not: {} } },
      { additionalProperties: false },
    ],
    [
      'takes further fields where their names are a matter of patterns',
      { additionalProperties: { not: {} }, patternProperties: { '^x': {} } },
      {},
    ],
    [
      'wants one of its alternatives at least',
      { oneOf: [{ type: 'string' }, { type: 'null' }] },
      { anyOf: [{ type: 'string' }, { type: 'null' }] },
    ],
    ['loses alternatives of which one takes all', { anyOf: [{ type: 'string' }, { format: 'date' }] }, {}],
    ['loses what it may not be', { not: { type: 'string' } }, {}],
    ['loses what is beside a reference', { $ref: '#/schemas/At', type: 'string' }, { $ref: '#/schemas/At' }],
    ['loses references to nothing', { $ref: '#/schemas/None', type: 'string' }, { type: 'string' }],
    ['loses items by position', { prefixItems: [{}], items: { type: 'string' } }, {}],
  ])('%s', (_claim, schema, expected) => {
    expect(reduced(schema, { At: { type: 'string', readOnly: true } })).toEqual(expected);
  });

  it('does not require what another schema says only an answer has', () => {
    const schemas = { Base: { properties: { id: { readOnly: true } } } };
    const whole = { allOf: [{ $ref: '#/schemas/Base' }, { required: ['id', 'name'] }] };
    expect(reduced(whole, schemas)).toEqual({ allOf: [{ $ref: '#/schemas/Base' }, { required: ['name'] }] });
  });
});
