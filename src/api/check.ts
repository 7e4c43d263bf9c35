import { readdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { ContractResult } from '../contracts/contract-result.ts';
import { createContractLoader } from '../contracts/load-contract.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { type Checked, checkBlueprint } from '../model/check-blueprint.ts';
import { checkRules, RULES } from '../rules/index.ts';
import type { Rule } from '../rules/rule.ts';
import { loadSource } from '../source/load-source.ts';
import type { Source } from '../source/source.ts';
import { boundFindings, MOST_MISTAKES, MOST_NOTES } from './bound-findings.ts';

/**
 * Reads a blueprint and the contracts that it names, and returns its Model (null if it has errors) with all findings.
 * `file` is as the user wrote it, relative to `cwd`. Throws a UserError where the file cannot be read.
 */
export function check(file: string, cwd: string): Checked {
  const path = resolve(cwd, file);
  return checkSource(loadSource(path, file), dirname(path));
}

/** As `check`, for a text that was read before, with these rules; `folder` is where the contracts that it names lie. */
export function checkSource(source: Source, folder: string, rules: readonly Rule[] = RULES): Checked {
  return checkWith(source, createContractLoader(folder), rules);
}

/** As `checkSource`, with contracts from anywhere. The findings are bounded, in number and in length. */
export function checkWith(
  source: Source,
  contractOf: (file: string) => ContractResult,
  rules: readonly Rule[] = RULES,
): Checked {
  const { model, diagnostics } = checkBlueprint(source, contractOf);
  if (model === null) return { model, diagnostics: boundFindings(diagnostics, source, MOST_MISTAKES) };
  const found = [...diagnostics, ...checkRules(model, rules)];
  return { model, diagnostics: boundFindings(found, source, MOST_NOTES) };
}

/** True for the name of a file that is taken for a blueprint without being named. */
export function isBlueprintName(name: string): boolean {
  return /^(.+\.)?blueprint\.ya?ml$/.test(name);
}

/** Returns the one blueprint of a folder, relative to it. Throws a UserError where there is none, or more than one. */
export function findBlueprint(cwd: string): string {
  const found = readdirSync(cwd).filter(isBlueprintName).sort();
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
