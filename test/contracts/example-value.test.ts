import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { exampleValue, parameterValues, plainValue } from '../../src/contracts/example-value.ts';
import { loadContract } from '../../src/contracts/load-contract.ts';

describe('exampleValue', () => {
  it.each([
    [{ type: 'string', examples: ['A-1', 'B-2'] }, 'A-1'],
    [{ type: 'string', enum: ['NEW', 'OLD'] }, 'NEW'],
    [{ type: ['null', 'integer'], minimum: 3 }, 3],
    [{ type: 'number', exclusiveMinimum: 0, multipleOf: 0.5 }, 0.5],
    [{ type: 'string', format: 'date' }, '2026-05-02'],
    [{ type: 'boolean' }, true],
    [{ type: 'array', items: { type: 'integer' } }, [1]],
    [{ type: 'array', minItems: 2, items: { const: 'x' } }, ['x', 'x']],
    [{ type: 'object', properties: { a: { type: 'string' } } }, {}],
    [{ required: ['a'], properties: { a: { type: 'string', maxLength: 1 } } }, { a: 'a' }],
    [{ oneOf: [{ type: 'null' }, { $ref: '#/schemas/Money' }] }, { amount: 1 }],
    [
      {
        allOf: [
          { $ref: '#/schemas/Money' },
          { required: ['currency'], properties: { currency: { enum: ['EUR'] } } },
        ],
      },
      { amount: 1, currency: 'EUR' },
    ],
  ])('makes a value for %o', (schema, value) => {
    const schemas = {
      Money: { type: 'object', required: ['amount'], properties: { amount: { type: 'number' } } },
    };
    expect(exampleValue(schema, schemas)).toEqual(value);
  });

  it('ends where a schema requires itself', () => {
    const schemas = { Tree: { required: ['child'], properties: { child: { $ref: '#/schemas/Tree' } } } };
    expect(exampleValue({ $ref: '#/schemas/Tree' }, schemas)).toBeNull();
  });
});

describe('parameterValues', () => {
  const parameter = (schema: object, example?: unknown) => ({
    ...({ name: 'account.id', in: 'path', required: true } as const),
    schema: { ...schema },
    example,
  });

  it('takes the example first, then what the schema names, and makes up three texts', () => {
    expect(parameterValues(parameter({ enum: ['B', 'C', 'D'] }, 'A'), {})).toEqual(['A', 'B', 'C']);
    expect(parameterValues(parameter({ type: 'integer', minimum: 5 }), {})).toEqual([5]);
    expect(parameterValues(parameter({ type: 'string' }), {})).toEqual([
      'account.id-1',
      'account.id-2',
      'account.id-3',
    ]);
    expect(parameterValues(parameter({ type: 'string', format: 'date' }), {})).toEqual(['2026-05-02']);
  });
});

describe('plainValue', () => {
  it('leaves out what is null', () => {
    expect(plainValue({ a: null, b: [1, null, { c: null }] })).toEqual({ b: [1, {}] });
    expect(plainValue(null)).toBeNull();
  });
});

const published = fileURLToPath(new URL('../../../shared/contracts', import.meta.url));

describe.skipIf(!existsSync(published))('values for the requests of published contracts', () => {
  it.each(existsSync(published) ? readdirSync(published).filter((name) => !name.endsWith('.md')) : [])(
    'are short, and what %s allows',
    (file) => {
      const result = loadContract(published, file);
      if ('problem' in result) throw new Error(result.problem);
      const { operations, schemas } = result.contract;
      const ajv = new Ajv2020({ strict: false, validateFormats: false });
      ajv.addSchema({ $id: 'contract', schemas });
      for (const { id, request } of operations) {
        if (request === null) continue;
        const value = exampleValue(request, schemas);
        expect(JSON.stringify(value).length).toBeLessThan(2000);
        const schema = JSON.parse(JSON.stringify(request).replaceAll('"#/schemas/', '"contract#/schemas/'));
        expect(ajv.validate(schema, value), `${id}: ${JSON.stringify(value)} ${ajv.errorsText()}`).toBe(true);
      }
    },
  );
});
