import { describe, expect, it } from 'vitest';
import { createRestHandler } from '../src/rest-stand-in.ts';
import type { StandInContract, StandInOperation, StandInParameter } from '../src/stand-in-contract.ts';

const order = {
  type: 'object',
  properties: { id: { type: 'string' }, item: { type: 'string' }, shop: { type: 'integer' } },
};

function operation(id: string, where: string, change: Partial<StandInOperation> = {}): StandInOperation {
  const [method = '', path = ''] = where.split(' ');
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
  const parameters = names.map((name): StandInParameter => ({ name, in: 'path', required: true }));
  const response = { status: 200, mediaType: 'application/json', schema: order, examples: [] };
  return {
    id,
    method,
    path,
    parameters,
    request: null,
    requestRequired: false,
    response,
    soap: null,
    ...change,
  };
}

const list = operation('list', 'GET /shops/{shop}/orders', {
  response: {
    status: 200,
    mediaType: 'application/json',
    schema: null,
    examples: [{ total: 1, orders: [{ id: 'o-0', item: 'lamp', shop: 0 }] }],
  },
});
const create = operation('create', 'POST /shops/{shop}/orders', {
  requestRequired: true,
  response: {
    status: 201,
    mediaType: 'application/json',
    schema: null,
    examples: [{ id: 'o-1', item: 'x', shop: 0, state: 'new' }],
  },
});
const read = operation('read', 'GET /shops/{shop}/orders/{orderId}');
const replace = operation('replace', 'PUT /shops/{shop}/orders/{orderId}');
const change = operation('change', 'PATCH /shops/{shop}/orders/{orderId}');
const remove = operation('remove', 'DELETE /shops/{shop}/orders/{orderId}', {
  response: { status: 204, mediaType: '', schema: null, examples: [] },
});
const search = operation('search', 'POST /search', {
  parameters: [{ name: 'q', in: 'query', required: true }],
});

const contract: StandInContract = {
  title: 'Shops',
  protocol: 'rest',
  basePath: '',
  soap: null,
  operations: [list, create, read, replace, change, remove, search],
  schemas: {},
};

function standIn() {
  const handle = createRestHandler(contract, 1);
  return (
    op: StandInOperation,
    given: { params?: Record<string, string>; query?: Record<string, string>; body?: unknown } = {},
  ) => handle(op, { params: { shop: '7', ...given.params }, query: given.query ?? {}, body: given.body });
}
const bodyOf = (answer: { body?: unknown }) => answer.body as Record<string, unknown>;

describe('createRestHandler', () => {
  it('answers the same request in the same way, with the identifiers it was asked by', () => {
    const first = standIn()(read, { params: { orderId: 'o-9' } });
    expect(standIn()(read, { params: { orderId: 'o-9' } })).toEqual(first);
    expect(first.body).toMatchObject({ id: 'o-9', shop: 7 });
    expect(standIn()(read, { params: { orderId: 'o-8' } }).body).not.toEqual(first.body);
  });

  it('keeps what is posted: found by its id and in the list of its collection only', () => {
    const call = standIn();
    const made = call(create, { body: { item: 'chair' } });
    expect(made).toEqual({ status: 201, body: { id: 'o-1', shop: 7, state: 'new', item: 'chair' } });
    expect(call(read, { params: { orderId: 'o-1' } }).body).toEqual(made.body);
    expect(bodyOf(call(list))['orders']).toEqual([made.body, { id: 'o-0', item: 'lamp', shop: 7 }]);
    expect(bodyOf(call(list, { params: { shop: '8' } }))['orders']).toHaveLength(1);
  });

  it('gives every created record an id of its own', () => {
    const call = standIn();
    const ids = [1, 2, 3].map((n) => bodyOf(call(create, { body: { item: `i${n}` } }))['id']);
    expect(ids).toEqual(['o-1', 'o-1-1', 'o-1-2']);
    expect(bodyOf(call(read, { params: { orderId: 'o-1-1' } }))['item']).toBe('i2');
  });

  it('filters kept records by query parameters that they have', () => {
    const call = standIn();
    call(create, { body: { item: 'chair' } });
    expect(bodyOf(call(list, { query: { item: 'table', page: '1' } }))['orders']).toHaveLength(1);
    expect(bodyOf(call(list, { query: { item: 'chair', page: '1' } }))['orders']).toHaveLength(2);
  });

  it('changes, replaces and removes', () => {
    const call = standIn();
    const at = { params: { orderId: 'o-1' } };
    call(create, { body: { item: 'chair' } });
    expect(call(change, { ...at, body: { state: 'paid' } }).body).toMatchObject({
      item: 'chair',
      state: 'paid',
    });
    expect(call(replace, { ...at, body: { item: 'table' } }).body).not.toHaveProperty('state');
    expect(bodyOf(call(read, at))['item']).toBe('table');
    expect(call(remove, at)).toEqual({ status: 204 });
    expect(() => call(read, at)).toThrow(/does not exist/);
    expect(bodyOf(call(list))['orders']).toHaveLength(1);
  });

  it('leaves what was removed out of lists, even if it came from an example', () => {
    const call = standIn();
    call(remove, { params: { orderId: 'o-0' } });
    expect(bodyOf(call(list))['orders']).toEqual([]);
  });

  it('keeps nothing of a POST to a path that is no collection', () => {
    const call = standIn();
    const first = call(search, { query: { q: 'a' }, body: { item: 'x' } });
    expect(call(search, { query: { q: 'a' }, body: { item: 'x' } })).toEqual(first);
  });

  it('refuses a request that lacks its body or a required parameter', () => {
    const call = standIn();
    expect(() => call(create)).toThrow(/body is missing/);
    expect(() => call(search)).toThrow(/query parameter "q" is missing/);
  });
});
