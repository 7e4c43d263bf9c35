import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createCheck, type Schema } from '../../../templates/typescript/kit/src/index.ts';

const names = ['a', 'b'];
const types = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'] as const;
const type = fc.oneof(fc.constantFrom(...types), fc.uniqueArray(fc.constantFrom(...types), { minLength: 1 }));
const bound = fc.integer({ min: 0, max: 3 });
const choice = fc.constantFrom('a', 'bb', 1, 2.5, true, null);

const { schema } = fc.letrec<{ schema: Schema }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'schema' },
    fc.record({ type }, { requiredKeys: [] }),
    fc.record(
      {
        type,
        enum: fc.uniqueArray(choice, { minLength: 1 }),
        minimum: bound,
        maximum: bound,
        exclusiveMinimum: bound,
        exclusiveMaximum: bound,
        minLength: bound,
        maxLength: bound,
        pattern: fc.constantFrom('^[a-z]{1,2}$', '^a?b*$'),
        minItems: bound,
        maxItems: bound,
        items: tie('schema'),
        minProperties: bound,
        maxProperties: bound,
        required: fc.uniqueArray(fc.constantFrom(...names)),
        properties: fc.dictionary(fc.constantFrom(...names), tie('schema')),
        additionalProperties: fc.oneof(fc.constant(false as const), tie('schema')),
        allOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }),
        anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }),
        $ref: fc.constant('#/schemas/Named'),
      },
      { requiredKeys: [] },
    ),
  ),
}));

const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'value' },
    fc.oneof(choice, fc.constantFrom('', 'b', '😀', 0, 3)),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...names, 'c'), tie('value')),
  ),
}));

const Named: Schema = { type: ['object', 'string'], properties: { a: { type: 'integer' } } };

it('says of a value that it fits where a full validator of JSON Schema says so, and nowhere else', () => {
  fc.assert(
    fc.property(schema, fc.array(value, { minLength: 5, maxLength: 5 }), (one, values) => {
      const ajv = new Ajv2020({ strict: false, logger: false });
      const validate = ajv.compile(JSON.parse(JSON.stringify({ ...alone(one), schemas: { Named } })));
      const check = createCheck(one, { Named });
      for (const each of values) expect(check(each).length === 0).toBe(validate(each));
    }),
    { numRuns: 400 },
  );
});

/** Beside a reference nothing else counts, in the whole schema. */
function alone(one: unknown): object {
  if (typeof one !== 'object' || one === null) return {};
  if ('$ref' in one && typeof one.$ref === 'string') return { $ref: one.$ref };
  const entries = Object.entries(one).map(([key, inner]) => [key, withAlone(key, inner)]);
  return Object.fromEntries(entries);
}

function withAlone(key: string, inner: unknown): unknown {
  if (Array.isArray(inner)) return key === 'allOf' || key === 'anyOf' ? inner.map(alone) : inner;
  if (key === 'properties' && typeof inner === 'object' && inner !== null)
    return Object.fromEntries(Object.entries(inner).map(([name, one]) => [name, alone(one)]));
  return key === 'items' || (key === 'additionalProperties' && inner !== false) ? alone(inner) : inner;
}
