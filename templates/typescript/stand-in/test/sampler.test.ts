import { describe, expect, it } from 'vitest';
import { createSampler } from '../src/sampler.ts';
import { seededRandom } from '../src/seeded-random.ts';
import type { Schema } from '../src/stand-in-contract.ts';

const sample = (schema: Schema, key = 'k', schemas: Record<string, Schema> = {}) =>
  createSampler(schemas)(schema, seededRandom(key));

describe('createSampler', () => {
  it('makes the same of the same key, and another of another', () => {
    const schema = { type: 'object', properties: { a: { type: 'string' }, b: { type: 'integer' } } };
    expect(sample(schema, 'one')).toEqual(sample(schema, 'one'));
    expect(sample(schema, 'one')).not.toEqual(sample(schema, 'two'));
  });

  it('prefers examples to everything but enums and constants', () => {
    expect(sample({ type: 'string', format: 'date', examples: ['soon'] })).toBe('soon');
  });

  it('ends where allOf contains itself', () => {
    const circle = {
      type: 'object',
      properties: { a: { const: 1 } },
      required: ['a'],
      allOf: [{ $ref: '#/schemas/C' }],
    };
    expect(sample({ $ref: '#/schemas/C' }, 'k', { C: circle })).toEqual({ a: 1 });
  });

  it('makes two or three items of a list, and about 300 values at most of a wide schema', () => {
    expect([2, 3]).toContain((sample({ type: 'array', items: { type: 'integer' } }) as unknown[]).length);
    const wide: Schema = {
      type: 'object',
      properties: Object.fromEntries(
        Array.from({ length: 60 }, (_, n) => [`p${n}`, { $ref: '#/schemas/W' }]),
      ),
    };
    expect(JSON.stringify(sample({ $ref: '#/schemas/W' }, 'k', { W: wide })).length).toBeLessThan(20_000);
  });
});
