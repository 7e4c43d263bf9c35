import { expect, it } from 'vitest';
import { readSwagger2 } from '../../src/contracts/swagger2.ts';

it('reads Swagger 2.0 into the same form as OpenAPI', () => {
  const contract = readSwagger2(
    {
      swagger: '2.0',
      info: { title: 'Old', version: '1' },
      basePath: '/v1/',
      produces: ['application/vnd.x+json'],
      definitions: { Order: { type: 'object', properties: { id: { type: 'string', example: 'o-1' } } } },
      responses: {
        Order: { description: '', schema: { $ref: '#/definitions/Order' }, examples: { any: { id: 'o-2' } } },
      },
      paths: {
        '/orders': {
          parameters: [{ in: 'query', name: 'limit', type: 'integer', maximum: 5, required: true }],
          post: {
            operationId: 'create',
            parameters: [
              { in: 'body', name: 'order', required: true, schema: { $ref: '#/definitions/Order' } },
            ],
            responses: { 201: { $ref: '#/responses/Order' }, 204: { description: 'nothing' } },
          },
          put: {
            operationId: 'upload',
            consumes: ['multipart/form-data'],
            parameters: [{ in: 'formData', name: 'scan', type: 'file', required: true }],
            responses: {},
          },
        },
      },
    },
    { file: 'old.json', text: '' },
  );
  const limit = {
    name: 'limit',
    in: 'query',
    required: true,
    schema: { type: 'integer', maximum: 5 },
    example: undefined,
  };
  expect(contract.basePath).toBe('/v1');
  expect(contract.operations[0]).toMatchObject({ id: 'upload', method: 'PUT', requestRequired: true });
  expect(contract.operations[0]?.request).toEqual({
    type: 'object',
    properties: { scan: { type: 'string', format: 'binary' } },
    required: ['scan'],
  });
  expect(contract.operations[1]).toMatchObject({
    id: 'create',
    parameters: [limit],
    request: { $ref: '#/schemas/Order' },
    requestRequired: true,
    responses: [
      {
        status: 201,
        mediaType: 'application/vnd.x+json',
        examples: [{ name: 'example', value: { id: 'o-2' } }],
      },
      { status: 204, schema: null },
    ],
  });
  expect(contract.schemas).toEqual({
    Order: { type: 'object', properties: { id: { type: 'string', examples: ['o-1'] } } },
  });
});
