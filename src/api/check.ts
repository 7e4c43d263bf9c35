import { readdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { loadContract } from '../contracts/load-contract.ts';
import { orderDiagnostics } from '../diagnostics/diagnostic.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { type Checked, checkBlueprint } from '../model/check-blueprint.ts';
import type { Model } from '../model/model.ts';
import { checkRules } from '../rules/index.ts';
import { loadSource } from '../source/load-source.ts';
import { BlueprintRejected } from './blueprint-rejected.ts';

/**
 * Reads a blueprint and the contracts that it names, and returns its Model (null if it has errors) with all findings.
 * `file` is as the user wrote it, relative to `cwd`. Throws a UserError where the file cannot be read.
 */
export function check(file: string, cwd: string): Checked {
  const path = resolve(cwd, file);
  const source = loadSource(path, file);
  const { model, diagnostics } = checkBlueprint(source, (contract) => loadContract(dirname(path), contract));
  if (model === null) return { model, diagnostics };
  return { model, diagnostics: orderDiagnostics([...diagnostics, ...checkRules(model)]) };
}

const blueprintName = /^(.+\.)?blueprint\.ya?ml$/;

/** Returns the one blueprint of a folder, relative to it. Throws a UserError where there is none, or more than one. */
export function findBlueprint(cwd: string): string {
  const found = readdirSync(cwd)
    .filter((name) => blueprintName.test(name))
    .sort();
  const [first, ...others] = found;
  if (first === undefined) {
    throw new UserError(
      'usage',
      'this folder has no blueprint',
      'name one: lintel validate path/to/blueprint.yaml',
    );
  }
  if (others.length > 0) {
    throw new UserError(
      'usage',
      `this folder has ${found.length} blueprints`,
      `name one of ${found.join(', ')}`,
    );
  }
  return first;
}

/**
 * Returns the Model of a blueprint, for whoever goes on with it. Throws a {@link BlueprintRejected} with all findings
 * where it has errors.
 */
export function checkedModel(file: string, cwd: string): Model {
  const { model, diagnostics } = check(file, cwd);
  if (model === null || diagnostics.some(({ severity }) => severity === 'error'))
    throw new BlueprintRejected(diagnostics);
  return model;
}
