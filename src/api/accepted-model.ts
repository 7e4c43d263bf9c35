import { dirname, resolve } from 'node:path';
import type { Patch } from '../blueprint/read-patches.ts';
import type { PackSettings } from '../config/config.ts';
import { orderDiagnostics } from '../diagnostics/diagnostic.ts';
import type { Checked } from '../model/check-blueprint.ts';
import type { Model } from '../model/model.ts';
import { withCustom } from '../rules/index.ts';
import type { Rule } from '../rules/rule.ts';
import { loadSource } from '../source/load-source.ts';
import { mayBeError } from '../triage/levels.ts';
import { BlueprintRejected } from './blueprint-rejected.ts';
import { checkSource } from './check.ts';
import { judge, type Project } from './judge.ts';
import { configure } from './triage.ts';

/** What is built upon: a blueprint without errors, and what its configuration says of what is made of it. */
export interface AcceptedBlueprint {
  /** With the patches of the configuration behind its own. */
  readonly model: Model;
  readonly packSettings: readonly PackSettings[];
}

/** Returns the Model of a blueprint, as `acceptedBlueprint` has it. */
export async function acceptedModel(file: string, cwd: string): Promise<Model> {
  return (await acceptedBlueprint(file, cwd)).model;
}

/**
 * Returns a blueprint for whoever goes on with it. What its configuration turns off and its comments suppress stands in nobody's way, as
 * for `validate`. Throws a {@link BlueprintRejected} with all findings where there are errors, and a UserError where the blueprint
 * or its configuration cannot be read.
 */
export async function acceptedBlueprint(file: string, cwd: string): Promise<AcceptedBlueprint> {
  const path = resolve(cwd, file);
  const input = { source: loadSource(path, file), folder: dirname(path) };
  const [project] = await configure([input], cwd, null);
  if (project === undefined) throw new Error('one blueprint has one configuration, or none');
  const rules = withCustom(project.config?.custom);
  // What can be no error stands in nobody's way: that is looked for where something else does, since then all is shown.
  const decisive = rules.filter((rule) => mayBeError(rule, project.config));
  const first = await ask(project, decisive);
  const { model, diagnostics } = first.model === null ? await ask(project, rules) : first;
  if (model === null) throw new BlueprintRejected(orderDiagnostics(diagnostics));
  return {
    model: withPatches(model, project.config?.patches ?? []),
    packSettings: project.config?.packs ?? [],
  };
}

/** Returns the model of a blueprint, null if it has errors, and what these rules and all stages find. */
async function ask(project: Project, rules: readonly Rule[]): Promise<Checked> {
  const { model, ...checked } = checkSource(project.source, project.folder, rules);
  const { findings } = await judge({ model, ...checked }, project);
  const isRefused = findings.some(({ severity }) => severity === 'error');
  return { model: isRefused ? null : model, diagnostics: findings };
}

/** Those of the configuration come after those of the blueprint. */
function withPatches(model: Model, patches: readonly Patch[]): Model {
  return patches.length === 0 ? model : { ...model, patches: [...model.patches, ...patches] };
}
