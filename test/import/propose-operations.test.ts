import { describe, expect, it } from 'vitest';
import { HTTP, OPERATION_NAME, REFERENCE } from '../../src/blueprint/schema/forms.ts';
import type { Contract } from '../../src/contracts/contract.ts';
import { parseContract } from '../../src/contracts/load-contract.ts';
import { proposeOperations } from '../../src/import/propose-operations.ts';

function contractOf(paths: object): Contract {
  const text = JSON.stringify({ openapi: '3.1.0', info: { title: 'T', version: '1' }, paths });
  const result = parseContract('openapi.json', Buffer.from(text));
  if ('problem' in result) throw new Error(result.problem);
  return result.contract;
}

const answers = { responses: { 200: { description: 'ok' } } };
const inPath = (name: string) => ({ name, in: 'path', required: true, schema: { type: 'string' } });
const inQuery = (name: string, required = false) => ({
  name,
  in: 'query',
  required,
  schema: { type: 'string' },
});

function proposed(paths: object, taken = { names: [], https: [] } as { names: string[]; https: string[] }) {
  const contract = contractOf(paths);
  return proposeOperations(contract, contract.operations, taken);
}

describe('proposeOperations', () => {
  it('names operations in camelCase, each once', () => {
    const operations = proposed({
      '/a': {
        get: { operationId: 'list-orders', ...answers },
        post: { operationId: 'listOrders', ...answers },
      },
      '/b': { get: { operationId: 'Get Order!', ...answers }, put: answers },
      '/c': {
        get: { operationId: '3d_model', ...answers },
        put: { operationId: 'getHTTPStatus', ...answers },
      },
    });
    expect(operations.map(({ name }) => name)).toEqual([
      'listOrders',
      'listOrders2',
      'getOrder',
      'putB',
      'n3dModel',
      'getHTTPStatus',
    ]);
    for (const { name } of operations) expect(name).toMatch(new RegExp(OPERATION_NAME));
    for (const { calls } of operations) expect(`crm.${calls.id}`).toMatch(new RegExp(REFERENCE));
  });

  it('takes neither names nor paths that the integration has', () => {
    const [operation] = proposed(
      { '/orders/{id}': { get: { operationId: 'getOrder', parameters: [inPath('id')], ...answers } } },
      { names: ['getOrder'], https: ['GET /orders/{orderId}'] },
    );
    expect(operation).toMatchObject({ name: 'getOrder2', path: '/get-order2/orders/{id}' });
  });

  it('leaves versions, extensions and what all paths begin with out of the paths', () => {
    const operations = proposed({
      '/api/v2/Sales_Orders': { get: answers },
      '/api/v2/salesOrders/{order.id}/lines.json': { get: { parameters: [inPath('order.id')], ...answers } },
      "/api/v2/Reports('{id}')": { get: { parameters: [inPath('id')], ...answers } },
    });
    expect(operations.map(({ path }) => path)).toEqual([
      '/sales-orders',
      '/sales-orders/{order_id}/lines',
      '/reports/{id}',
    ]);
    for (const { method, path } of operations) expect(`${method} ${path}`).toMatch(new RegExp(HTTP));
  });

  it('keeps what paths are about, where they have everything in common', () => {
    const operations = proposed({
      '/shopping/flight-offers': { get: answers, post: answers },
      '/shopping/flight-offers/{id}': { get: { parameters: [inPath('id')], ...answers } },
    });
    expect(operations.map(({ path }) => path)).toEqual([
      '/flight-offers',
      '/flight-offers',
      '/flight-offers/{id}',
    ]);
  });

  it('sends by name what has to be in the query, what may be after it, and what is in the path', () => {
    const [operation] = proposed({
      '/orders/{order.id}/find': {
        get: {
          parameters: [
            inPath('order.id'),
            inQuery('page'),
            inQuery('filter[state]', true),
            inQuery('in', true),
          ],
          ...answers,
        },
      },
    });
    expect(operation?.sends).toBe(
      '{ "order.id": params.order_id, "filter[state]": query.`filter[state]`, "in": query.`in`, "page": query.page }',
    );
  });

  it('lets input go by name where nothing has to be in the query', () => {
    const operations = proposed({
      '/orders': { get: { parameters: [inQuery('page')], ...answers }, post: answers },
      '/orders/{id}': { get: { parameters: [inPath('id')], ...answers } },
    });
    expect(operations.map(({ sends }) => sends)).toEqual([null, null, null]);
  });

  it('says which headers are needed and have no default', () => {
    const header = (name: string, schema: object, required = true) => ({
      name,
      in: 'header',
      required,
      schema,
    });
    const parameters = [
      header('x-v', { type: 'string' }),
      header('x-w', {}, false),
      header('x-d', { default: '1' }),
    ];
    expect(proposed({ '/a': { get: { parameters, ...answers } } })[0]?.headers).toEqual(['x-v']);
  });
});
