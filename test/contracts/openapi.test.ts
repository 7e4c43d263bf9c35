import { describe, expect, it } from 'vitest';
import { readOpenApi } from '../../src/contracts/openapi.ts';

const from = { file: 'x.yaml', text: '' };
const read = (document: Record<string, unknown>) => readOpenApi({ openapi: '3.0.3', ...document }, from);

describe('readOpenApi', () => {
  it("resolves parameters, bodies, responses and examples, an operation's parameter before the path's", () => {
    const contract = read({
      servers: [{ url: 'https://{host}/{stage}/v1/', variables: { stage: { default: 'live' } } }],
      paths: {
        '/orders/{id}': {
          parameters: [{ $ref: '#/components/parameters/Id' }],
          put: {
            operationId: 'putOrder',
            parameters: [{ in: 'path', name: 'id', schema: { type: 'integer' }, example: 7 }],
            requestBody: { $ref: '#/components/requestBodies/Order' },
            responses: { '2XX': { $ref: '#/components/responses/Order' }, default: { description: 'no' } },
          },
        },
      },
      components: {
        parameters: { Id: { in: 'path', name: 'id', schema: { type: 'string' } } },
        requestBodies: {
          Order: { required: true, content: { 'application/json': { schema: {}, example: { a: 1 } } } },
        },
        responses: {
          Order: {
            content: {
              'text/plain': { schema: { type: 'string' } },
              'application/json': {
                schema: { $ref: '#/components/schemas/Order' },
                examples: { one: { $ref: '#/components/examples/One' } },
              },
            },
          },
        },
        examples: { One: { value: { id: '1' } } },
        schemas: { Order: { type: 'object' }, Unused: { type: 'object' } },
      },
    });
    expect(contract.basePath).toBe('/live/v1');
    expect(contract.operations).toEqual([
      expect.objectContaining({
        id: 'putOrder',
        method: 'PUT',
        requestRequired: true,
        requestExample: { a: 1 },
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' }, example: 7 }],
        responses: [
          {
            status: 200,
            mediaType: 'application/json',
            schema: { $ref: '#/schemas/Order' },
            examples: [{ name: 'one', value: { id: '1' } }],
          },
          { status: 0, mediaType: '', schema: null, examples: [] },
        ],
      }),
    ]);
    expect(Object.keys(contract.schemas)).toEqual(['Order']);
  });

  it('gives an operation without id a name, and a repeated id a number', () => {
    const operation = { operationId: 'same', responses: {} };
    const contract = read({
      paths: { '/a/{b}': { get: { responses: {} } }, '/c': { get: operation, put: operation } },
    });
    expect(contract.operations.map((o) => o.id)).toEqual(['get_a_b', 'same', 'same_2']);
  });

  it('names ten thousand operations of one id quickly', () => {
    const paths = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, n) => [`/p${n}`, { get: { operationId: 'same', responses: {} } }]),
    );
    const startMs = performance.now();
    expect(new Set(read({ paths }).operations.map((o) => o.id)).size).toBe(10_000);
    expect(performance.now() - startMs).toBeLessThan(5000);
  });

  it.each(['./other.yaml#/Order', 'https://example.com/s.json'])(
    'refuses the reference "%s" out of the document',
    (ref) => {
      const responses = { 200: { content: { 'application/json': { schema: { $ref: ref } } } } };
      expect(() => read({ paths: { '/a': { get: { responses } } } })).toThrow(/leads out of the document/);
    },
  );

  it('refuses references to nothing and in a circle', () => {
    const at = (ref: string) => ({ paths: { '/a': { get: { responses: { 200: { $ref: ref } } } } } });
    expect(() => read(at('#/components/responses/Gone'))).toThrow(/names nothing/);
    const responses = { A: { $ref: '#/components/responses/B' }, B: { $ref: '#/components/responses/A' } };
    expect(() => read({ ...at('#/components/responses/A'), components: { responses } })).toThrow(/circle/);
  });
});
