import { createHash } from 'node:crypto';
import type { Backend } from '../model.ts';

/**
 * Returns `sha256:<hex>` of a blueprint's text and of the texts of its contracts, each with its length before it, the
 * contracts sorted by file and each file once.
 */
export function blueprintDigest(text: string, backends: readonly Backend[]): string {
  const contracts = new Map(backends.map(({ contract }) => [contract.file, contract.text]));
  const hash = createHash('sha256');
  const add = (part: string) => hash.update(`${Buffer.byteLength(part)}\n`).update(part);
  add(text);
  for (const file of [...contracts.keys()].sort()) {
    add(file);
    add(contracts.get(file) ?? '');
  }
  return `sha256:${hash.digest('hex')}`;
}
