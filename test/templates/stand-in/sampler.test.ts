import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compactContract } from '../../../src/contracts/compact-contract.ts';
import { loadContract } from '../../../src/contracts/load-contract.ts';
import { createSampler } from '../../../templates/typescript/stand-in/src/sampler.ts';
import { seededRandom } from '../../../templates/typescript/stand-in/src/seeded-random.ts';
import type {
  Schema,
  StandInContract,
} from '../../../templates/typescript/stand-in/src/stand-in-contract.ts';

const sample = (schema: Schema, key = 'k', schemas: Record<string, Schema> = {}) =>
  createSampler(schemas)(schema, seededRandom(key));

/** Returns what says what ajv has against a value of that schema, `''` if nothing. */
function complainer(schemas: Readonly<Record<string, Schema>>, schema: Schema): (value: unknown) => string {
  // Decimal grids such as 0.05 cannot be met exactly in binary.
  const ajv = new Ajv2020({ strict: false, allErrors: true, multipleOfPrecision: 6, logger: false });
  addFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(JSON.stringify({ ...schema, schemas })));
  return (value) => (validate(value) ? '' : ajv.errorsText(validate.errors));
}

/** Published examples do not always obey their own schemas; what is sampled must. */
function withoutExamples(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutExamples);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key, inner]) => key !== 'examples' || !Array.isArray(inner));
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutExamples(inner)]));
}

const SCHEMAS: readonly (readonly [string, Schema])[] = [
  ['an enum', { enum: ['a', 'b'] }],
  ['a constant', { const: { a: [1] } }],
  ['bounds', { type: 'integer', minimum: 5, exclusiveMaximum: 7 }],
  ['a grid', { type: 'number', minimum: 0, maximum: 1, multipleOf: 0.05 }],
  ['an upper bound only', { type: 'number', maximum: -3 }],
  ['lengths', { type: 'string', minLength: 30, maxLength: 32 }],
  [
    'formats',
    {
      type: 'array',
      prefixItems: ['date', 'date-time', 'uuid', 'email', 'uri', 'ipv4', 'duration'].map((format) => ({
        type: 'string',
        format,
      })),
      minItems: 7,
    },
  ],
  ['a pattern', { type: 'string', pattern: '^[A-Z]{4}-[0-9]{4}$' }],
  ['item counts', { type: 'array', items: { type: 'boolean' }, minItems: 5, maxItems: 6 }],
  ['types with null', { type: ['null', 'integer'] }],
  ['free properties', { type: 'object', additionalProperties: { type: 'integer' }, minProperties: 2 }],
  ['required without schema', { type: 'object', required: ['x'], properties: {} }],
  [
    'allOf over the same property',
    {
      allOf: [
        { type: 'object', properties: { a: { type: 'string' } } },
        { properties: { a: { enum: ['x'] } }, required: ['a'] },
      ],
    },
  ],
  [
    'one of',
    {
      type: 'object',
      properties: { k: { type: 'string' } },
      oneOf: [
        { properties: { k: { const: 'a' } }, required: ['k'] },
        { properties: { k: { const: 'b' }, z: { type: 'integer' } }, required: ['k', 'z'] },
      ],
    },
  ],
  ['any of with null', { anyOf: [{ type: 'null' }, { type: 'string', minLength: 1 }] }],
];

describe('createSampler', () => {
  it.each(SCHEMAS)('makes what a schema with %s allows, whatever the seed', (_, schema) => {
    const complaint = complainer({}, schema);
    fc.assert(
      fc.property(fc.string(), (key) => {
        expect(complaint(sample(schema, key))).toBe('');
      }),
      { numRuns: 50 },
    );
  });

  it('ends where a schema contains itself, required or not', () => {
    const node = { type: 'object', required: ['next'], properties: { next: { $ref: '#/schemas/Node' } } };
    const tree = {
      type: 'object',
      properties: { children: { type: 'array', items: { $ref: '#/schemas/Tree' } } },
    };
    expect(JSON.stringify(sample({ $ref: '#/schemas/Node' }, 'k', { Node: node })).length).toBeLessThan(1000);
    const made = sample({ $ref: '#/schemas/Tree' }, 'k', { Tree: tree });
    expect(complainer({ Tree: tree }, { $ref: '#/schemas/Tree' })(made)).toBe('');
  });
});

const published = join(import.meta.dirname, '../../../../shared/contracts');

describe.skipIf(!existsSync(published))('createSampler on published contracts', () => {
  it.each([
    'cds-banking.openapi.json',
    'flightcreateorders_v1.swagger2.json',
    'flightoffersprice_v1.swagger2.json',
    'flightofferssearch_v2.swagger2.json',
    'tmf622-product-ordering.openapi.yaml',
  ])('makes responses that %s allows', (file) => {
    const result = loadContract(published, file);
    if ('problem' in result) throw new Error(result.problem);
    const contract = withoutExamples(compactContract(result.contract)) as StandInContract;
    const { schemas } = contract;
    const sampler = createSampler(schemas);
    const responses: Schema = {
      properties: Object.fromEntries(contract.operations.map((o) => [o.id, o.response.schema ?? {}])),
    };
    const made = Object.fromEntries(
      contract.operations.map((o) => [o.id, sampler(o.response.schema ?? {}, seededRandom(o.id))]),
    );
    expect(complainer(schemas, responses)(made)).toBe('');
    for (const value of Object.values(made)) expect(JSON.stringify(value).length).toBeLessThan(60_000);
  });
});
