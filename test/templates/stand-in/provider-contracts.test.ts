import { join } from 'node:path';
import { expect, it } from 'vitest';
import { compactContract } from '../../../src/contracts/compact-contract.ts';
import { loadContract } from '../../../src/contracts/load-contract.ts';
import { apnsContract, fcmContract } from '../../../templates/typescript/stand-in/src/provider-contracts.ts';

const providers = join(import.meta.dirname, '../../../templates/typescript/providers');

it.each([
  ['fcm.openapi.yaml', fcmContract],
  ['apns.openapi.yaml', apnsContract],
])('%s says what the stand-in of the provider knows', (file, known) => {
  const result = loadContract(providers, file);
  if ('problem' in result) throw new Error(result.problem);
  expect(JSON.parse(JSON.stringify(compactContract(result.contract)))).toEqual(known);
});
