import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readOpenApi } from '../../src/contracts/openapi.ts';
import { createContractShapes } from '../../src/expressions/contract-shapes.ts';
import { fieldOf, type Shape } from '../../src/expressions/shape.ts';

/** What the operation of a document with these responses and schemas answers. */
function answerOf(responses: string, schemas = '{}'): Shape {
  const text = `paths: { /a: { get: { operationId: a, responses: ${responses} } } }\ncomponents: { schemas: ${schemas} }`;
  const contract = readOpenApi(parse(text), { file: 'a.yaml', text });
  const [operation] = contract.operations;
  if (operation === undefined) throw new Error('there is no operation');
  return createContractShapes().answer(contract, operation);
}

const json = (schema: string) => `{ content: { application/json: { schema: ${schema} } } }`;
const withField = (name: string) => json(`{ type: object, properties: { ${name}: { type: string } } }`);
const has = (shape: Shape, ...names: readonly string[]) =>
  names.filter((name) => fieldOf(shape, name) !== null);

describe('what an operation answers', () => {
  it('is one of its responses of success', () => {
    const shape = answerOf(
      `{ "200": ${withField('a')}, "201": ${withField('b')}, "404": ${withField('c')} }`,
    );
    expect(has(shape, 'a', 'b', 'c')).toEqual(['a', 'b']);
  });

  it('is the default one where there is no other, and never a response without a body', () => {
    expect(has(answerOf(`{ default: ${withField('a')}, "404": ${withField('c')} }`), 'a', 'c')).toEqual([
      'a',
    ]);
    expect(has(answerOf(`{ "200": ${withField('a')}, "204": {} }`), 'a', 'b')).toEqual(['a']);
  });

  it('may be anything where nothing is said of it', () => {
    expect(answerOf('{}')).toEqual({ type: 'any' });
    expect(answerOf('{ "204": {} }')).toEqual({ type: 'any' });
    expect(answerOf('{ "200": { content: { application/json: {} } } }')).toEqual({ type: 'any' });
  });

  it.each([
    'discriminator: { propertyName: kind }',
    "'discriminator': {'propertyName': 'kind', mapping: {}}",
    'discriminator: { mapping: { a: b }, propertyName: kind }',
    'discriminator: kind',
  ])('may have further fields where a schema is extended by others: %s', (discriminator) => {
    const pet = `{ Pet: { type: object, ${discriminator}, properties: { kind: { type: string } } } }`;
    const plain = '{ Pet: { type: object, properties: { kind: { type: string } } } }';
    const response = `{ "200": ${json('{ $ref: "#/components/schemas/Pet" }')} }`;
    expect(has(answerOf(response, pet), 'kind', 'bark')).toEqual(['kind', 'bark']);
    expect(has(answerOf(response, plain), 'kind', 'bark')).toEqual(['kind']);
  });
});
