import { describe, expect, it } from 'vitest';
import type { ContractOperation } from '../../src/contracts/contract.ts';
import { selectOperations } from '../../src/import/select-operations.ts';
import { whyUncallable } from '../../src/import/sent-input.ts';

function operation(method: string, path: string, more: Partial<ContractOperation> = {}): ContractOperation {
  return {
    id: `${method.toLowerCase()}${path.replace(/\W+/g, '_')}`,
    method,
    path,
    summary: '',
    parameters: [],
    request: null,
    requestRequired: false,
    requestExample: undefined,
    responses: [],
    soap: null,
    ...more,
  };
}

const ids = (operations: readonly ContractOperation[]) => operations.map(({ id }) => id);
const possible = () => null;

describe('selectOperations', () => {
  const many = [
    operation('POST', '/hub'),
    operation('POST', '/orders'),
    ...Array.from({ length: 6 }, (_, at) => operation('GET', `/things/${at}`)),
    operation('GET', '/orders'),
    operation('DELETE', '/orders'),
  ];

  it('takes a few: those that read, then those that change what can be read', () => {
    const { chosen, leftOut } = selectOperations(many, { type: 'few' }, possible);
    expect(ids(chosen)).toEqual([
      'post_orders',
      ...Array.from({ length: 6 }, (_, at) => `get_things_${at}`),
      'get_orders',
    ]);
    expect(leftOut.map(({ operation: { id }, reason }) => [id, reason])).toEqual([
      ['post_hub', 'there are many; name it, or take --all'],
      ['delete_orders', 'there are many; name it, or take --all'],
    ]);
  });

  it('takes all that can be called', () => {
    const { chosen, leftOut } = selectOperations(many, { type: 'all' }, ({ method }) =>
      method === 'DELETE' ? 'it must not' : null,
    );
    expect(chosen).toHaveLength(9);
    expect(leftOut).toMatchObject([{ reason: 'it must not' }]);
  });

  it.each([
    ['get_things_?', 6],
    ['/orders', 3],
    ['GET /things/*', 6],
    ['* /orders', 3],
    ['{post,delete}_orders', 2],
  ])('takes those that %s names', (pattern, count) => {
    expect(selectOperations(many, { type: 'named', patterns: [pattern] }, possible).chosen).toHaveLength(
      count,
    );
  });

  it('refuses a pattern that names nothing', () => {
    const select = () => selectOperations(many, { type: 'named', patterns: ['get*', 'nope*'] }, possible);
    expect(select).toThrow('no operation of the contract is like "nope*"');
  });
});

describe('whyUncallable', () => {
  const query = { name: 'q', in: 'query', required: true, schema: {}, example: undefined } as const;
  const answering = (mediaType: string) => ({
    responses: [{ status: 200, mediaType, schema: null, examples: [] }],
  });

  it.each([
    [operation('OPTIONS', '/a'), [], 'its method is OPTIONS'],
    [operation('POST', '/a', { parameters: [query] }), [], 'it needs "q" in the query beside a body'],
    [operation('PUT', '/a'), ['image/png'], 'it takes image/png, not JSON'],
    [operation('GET', '/a', answering('text/csv')), [], 'it answers text/csv, not JSON'],
  ])('says why an integration cannot call %o', (uncallable, media, why) => {
    expect(whyUncallable(uncallable, media)).toContain(why);
  });

  it.each([
    [operation('GET', '/a', { parameters: [query], ...answering('application/hal+json') }), []],
    [operation('POST', '/a', answering('')), ['multipart/form-data', 'application/json; charset=utf-8']],
    [operation('GET', '/a', answering('*/*')), []],
  ])('lets it call %o', (callable, media) => {
    expect(whyUncallable(callable, media)).toBeNull();
  });
});
