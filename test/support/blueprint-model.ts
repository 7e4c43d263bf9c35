import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadContract } from '../../src/contracts/load-contract.ts';
import { checkBlueprint } from '../../src/model/check-blueprint.ts';
import type { Model } from '../../src/model/model.ts';
import { createSource } from '../../src/source/source.ts';

/**
 * Returns the model of one of the blueprints that come with Lintel, its text changed first where `edit` is given.
 * Throws where the blueprint has errors.
 */
export function blueprintModel(name: string, edit: (text: string) => string = (text) => text): Model {
  const folder = join('blueprints', name);
  const path = join(folder, 'blueprint.yaml');
  const source = createSource(path, edit(readFileSync(path, 'utf8')));
  const { model, diagnostics } = checkBlueprint(source, (contract) => loadContract(folder, contract));
  if (model === null) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return model;
}
