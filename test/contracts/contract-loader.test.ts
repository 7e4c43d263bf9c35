import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createContractBudget } from '../../src/contracts/contract-budget.ts';
import { createContractLoader, loadContract } from '../../src/contracts/load-contract.ts';

let root = '';
const contract = (padding: number) =>
  JSON.stringify({ openapi: '3.1.0', paths: { '/a': { get: {} } }, 'x-padding': 'a'.repeat(padding) });

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'contracts-'));
  for (const name of ['a', 'b', 'c']) writeFileSync(join(root, `${name}.json`), contract(3 * 1024 * 1024));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const problemOf = (result: ReturnType<typeof loadContract>) => ('problem' in result ? result.problem : '');

describe('createContractLoader', () => {
  it('reads a file once, however its name is written', () => {
    const load = createContractLoader(root);
    const first = load('a.json');
    for (let times = 0; times < 20; times++) expect(load(`${'./'.repeat(times)}a.json`)).toBe(first);
    expect(load('x/..\\a.json')).toBe(first);
    expect(first).toMatchObject({ contract: { file: 'a.json' } });
  });

  it('bounds what all contracts of a blueprint have together', () => {
    const load = createContractLoader(root);
    expect(problemOf(load('a.json'))).toBe('');
    expect(problemOf(load('b.json'))).toBe('');
    expect(problemOf(load('c.json'))).toBe(
      'it has more than 8 MiB, those of the contracts before it included',
    );
    expect(problemOf(createContractLoader(root)('c.json'))).toBe('');
  });
});

describe('a part that a contract refers to many times', () => {
  const paths = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`/p${at}`, { $ref: '#/x-shared' }]));

  it('is rewritten once, if it is a schema', () => {
    const values = Array.from({ length: 5000 }, (_, at) => ({
      properties: { [`p${at}`]: { type: 'string' } },
    }));
    const shared = {
      post: { requestBody: { content: { 'application/json': { schema: { allOf: values } } } } },
    };
    writeFileSync(
      join(root, 'shared.json'),
      JSON.stringify({ openapi: '3.1.0', paths: paths(5000), 'x-shared': shared }),
    );
    const result = loadContract(root, 'shared.json');
    if ('problem' in result) throw new Error(result.problem);
    const [first, second] = result.contract.operations;
    expect(result.contract.operations).toHaveLength(5000);
    expect(first?.request).toBe(second?.request);
  });

  it('is counted each time, if it is anything else', () => {
    const parameters = Array.from({ length: 1000 }, (_, at) => ({ in: 'query', name: `q${at}` }));
    writeFileSync(
      join(root, 'counted.json'),
      JSON.stringify({ openapi: '3.1.0', paths: paths(1000), 'x-shared': { get: { parameters } } }),
    );
    expect(problemOf(loadContract(root, 'counted.json', createContractBudget()))).toMatch(
      /^it has more than 120000 schemas, parameters and responses/,
    );
  });
});
