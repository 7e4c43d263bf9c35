import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compactContract } from '../../src/contracts/compact-contract.ts';
import type { Contract } from '../../src/contracts/contract.ts';
import { loadContract } from '../../src/contracts/load-contract.ts';
import type { StandInContract } from '../../templates/typescript/stand-in/src/stand-in-contract.ts';

const root = join(import.meta.dirname, '../../../shared/contracts');

/** Contracts that real organisations published, with an operation of each and the number of all of them. */
const PUBLISHED: readonly [file: string, operation: string, operations: number][] = [
  ['cds-banking.openapi.json', 'getBankingAccountDetail', 19],
  ['flightcreateorders_v1.swagger2.json', 'createFligtOrders', 1],
  ['flightoffersprice_v1.swagger2.json', 'quoteAirOffers', 1],
  ['flightofferssearch_v2.swagger2.json', 'getFlightOffers', 2],
  ['tmf622-product-ordering.openapi.yaml', 'createProductOrder', 21],
];

function load(file: string): Contract {
  const result = loadContract(root, file);
  if ('problem' in result) throw new Error(result.problem);
  return result.contract;
}

/** Names that `$ref`s in schemas name, found in the text so that none is overlooked. */
function referred(value: unknown): readonly string[] {
  const found = JSON.stringify(value).matchAll(/"\$ref":"#\/schemas\/([^"]+)"/g);
  return [...new Set([...found].map((match) => match[1] ?? ''))];
}

describe.skipIf(!existsSync(root))('published contracts', () => {
  it.each(PUBLISHED)('%s has %s, and every reference names a schema', (file, id, count) => {
    const contract = load(file);
    expect(contract.operations).toHaveLength(count);
    expect(contract.operations.find((operation) => operation.id === id)?.responses[0]?.schema).toBeTruthy();
    const names = referred([contract.operations, contract.schemas]);
    expect(names.filter((name) => contract.schemas[name] === undefined)).toEqual([]);
    expect(Object.keys(contract.schemas).filter((name) => !names.includes(name))).toEqual([]);
    expect(JSON.stringify(contract.schemas)).not.toContain('components/schemas');
  });

  it.each(PUBLISHED)('%s is smaller when compact, and still complete', (file) => {
    const contract = load(file);
    const compact: StandInContract = compactContract(contract);
    const names = referred([compact.operations, compact.schemas]);
    expect(Object.keys(compact.schemas).sort()).toEqual([...names].sort());
    expect(JSON.stringify(compact).length).toBeLessThan(contract.text.length);
  });
});
