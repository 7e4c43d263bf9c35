import { join } from 'node:path';
import { UserError } from '../diagnostics/user-error.ts';
import { loadPack } from '../generate/load-pack.ts';
import type { FilePlan } from '../generate/plan.ts';
import { planFiles } from '../generate/plan-files.ts';
import type { Model } from '../model/model.ts';
import { installationFolder } from './installation.ts';

export type { FilePlan, PlannedFile } from '../generate/plan.ts';
export type { ConflictStyle } from '../merge/merge-file.ts';
export { type Applied, applyPlan, compareWithDisk } from '../write/apply.ts';
export { type Change, type Comparison, conflictsOf, hasDrift, resolvedConflicts } from '../write/change.ts';
export { formatDiff } from '../write/diff.ts';
export { likelyRenames } from '../write/likely-renames.ts';

/** The packs that come with Lintel: the services, and two ways to deploy them. */
export const packNames = ['typescript', 'compose', 'kubernetes'] as const;

/** Returns every file that the named packs make of a Model. Throws a UserError for a pack that does not exist. */
export function planSystem(model: Model, packs: readonly string[] = packNames): FilePlan {
  const unknown = packs.find((name) => !packNames.some((known) => known === name));
  if (unknown !== undefined) {
    throw new UserError('usage', `there is no pack "${unknown}"`, `the packs are ${packNames.join(', ')}`);
  }
  const folder = join(installationFolder(), 'templates');
  return planFiles(
    model,
    packs.map((name) => loadPack(folder, name)),
  );
}
