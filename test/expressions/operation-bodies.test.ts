import { describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contracts/load-contract.ts';
import { readOpenApi } from '../../src/contracts/openapi.ts';
import { operationBodies, type TakenBody } from '../../src/expressions/operation-bodies.ts';
import { checkBlueprint } from '../../src/model/check-blueprint.ts';
import { createSource } from '../../src/source/source.ts';

const contract = {
  openapi: '3.1.0',
  info: { title: 'Desk', version: '1' },
  paths: {
    '/orders/{desk}': {
      post: {
        operationId: 'create',
        parameters: [{ name: 'desk', in: 'path', required: true, schema: { type: 'string' } }],
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } },
        },
        responses: {},
      },
    },
    '/search': {
      get: {
        operationId: 'find',
        parameters: [{ name: 'q', in: 'query', required: true, schema: { type: 'string' } }],
        responses: {},
      },
    },
  },
  components: {
    schemas: {
      Order: {
        type: 'object',
        required: ['id', 'customer'],
        properties: {
          id: { type: 'string', readOnly: true },
          customer: { $ref: '#/components/schemas/Customer' },
        },
      },
      Customer: { type: 'string', maxLength: 20 },
    },
  },
};

const blueprint = `
blueprint: mobile-integration/v1
name: bodies
devices: { app: { journeys: { open: { steps: [POST /a/1] } } } }
gateway: { api: { routes: { /a/**: { to: front } } } }
frontends:
  front:
    operations:
      whole: { http: 'POST /a/{desk}', gathers: { order: { from: desk-integration.whole } } }
      mapped:
        http: POST /a/b/mapped
        gathers:
          order: { from: desk-integration.mapped, sends: '{ "desk": body.at, "who": body.name }' }
          push: { from: push.send, optional: true, sends: '{ "message": body.message }' }
      optional: { http: POST /a/b/optional, gathers: { order: { from: desk-integration.whole, optional: true } } }
      read: { http: 'GET /a/{desk}', gathers: { order: { from: desk-integration.whole } } }
integrations:
  desk-integration:
    reaches: desk
    operations:
      whole: { http: 'POST /orders/{desk}', calls: desk.create }
      mapped:
        http: POST /desks/{desk}/orders
        calls: desk.create
        sends: '{ "desk": params.desk, "customer": body.who }'
      opaque: { http: POST /opaque, calls: desk.create, sends: '$merge([body, { "desk": "a" }])' }
      find: { http: POST /find, calls: desk.find, sends: '{ "q": body.words }' }
  erp-integration:
    reaches: erp
    operations:
      order: { http: 'POST /orders/{customerNumber}', calls: erp.CreateOrder }
mobileServices: { push: { kind: push } }
backends:
  desk: { protocol: rest, contract: desk.json }
  erp: { protocol: soap, contract: erp.wsdl }
`;

const { model, diagnostics } = checkBlueprint(createSource('a.blueprint.yaml', blueprint), (file) =>
  file === 'erp.wsdl'
    ? loadContract('blueprints/mobile-integration/contracts', file)
    : { contract: readOpenApi(contract, { file, text: '' }), diagnostics: [] },
);
if (model === null) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
const bodies = operationBodies(model);

function ofIntegration(name: string): TakenBody | null {
  const operation = model?.integrations
    .flatMap(({ operations }) => operations)
    .find((one) => one.name === name);
  return operation === undefined ? null : bodies.ofIntegration(operation);
}

function ofFrontend(name: string): TakenBody | null {
  const operation = model?.frontends.flatMap(({ operations }) => operations).find((one) => one.name === name);
  return operation === undefined ? null : bodies.ofFrontend(operation);
}

describe('the body of an integration', () => {
  it('is that of the contract where it passes as it is', () => {
    expect(ofIntegration('whole')).toMatchObject({ schema: { $ref: '#/schemas/Order' }, required: true });
    expect(Object.keys(ofIntegration('whole')?.schemas ?? {})).toEqual(['Customer', 'Order']);
  });

  it('has the names that the expression reads, with what the contract says of theirs', () => {
    expect(ofIntegration('mapped')).toEqual({
      schema: { type: 'object', properties: { who: { $ref: '#/schemas/Customer' } }, required: ['who'] },
      schemas: { Customer: { type: 'string', maxLength: 20 } },
      required: true,
    });
  });

  it('is open where the expression is not plain', () => {
    expect(ofIntegration('opaque')).toBeNull();
  });

  it('has what a query has to have', () => {
    expect(ofIntegration('find')?.schema).toEqual({
      type: 'object',
      properties: { words: {} },
      required: ['words'],
    });
  });

  it('lets null stand for what a SOAP request may leave out, and asks for nothing that the path gives', () => {
    expect(ofIntegration('order')?.schema).toMatchObject({
      properties: { externalReference: { type: ['string', 'null'] }, line: { type: 'array', minItems: 1 } },
      required: ['line'],
    });
  });
});

describe('the body of a frontend', () => {
  it('is that of the integration where it passes as it is, with names that tell backends apart', () => {
    expect(ofFrontend('whole')).toMatchObject({ schema: { $ref: '#/schemas/desk.Order' }, required: true });
    expect(Object.keys(ofFrontend('whole')?.schemas ?? {})).toEqual(['desk.Customer', 'desk.Order']);
  });

  it('is asked what all parts that must not fail ask of it, paths too', () => {
    expect(ofFrontend('mapped')?.schema).toEqual({
      type: 'object',
      properties: { at: {}, name: { $ref: '#/schemas/desk.Customer' } },
      required: ['at', 'name'],
    });
  });

  it.each(['optional', 'read'])('is asked nothing where nothing fails for it: %s', (name) => {
    expect(ofFrontend(name)).toBeNull();
  });
});
