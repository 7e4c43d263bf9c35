import { refuseUnknownOptions } from '../generate/pack-options.ts';
import type { FilePlan } from '../generate/plan.ts';
import { planFiles } from '../generate/plan-files.ts';
import type { Model } from '../model/model.ts';
import { findPack } from './packs.ts';

export type { FilePlan, PlannedFile } from '../generate/plan.ts';
export type { ConflictStyle } from '../merge/merge-file.ts';
export { type Applied, applyPlan, compareWithDisk } from '../write/apply.ts';
export { type Change, type Comparison, conflictsOf, hasDrift, resolvedConflicts } from '../write/change.ts';
export { formatDiff } from '../write/diff.ts';
export { likelyRenames } from '../write/likely-renames.ts';

/** The packs that are used unless others are named: the services, and two ways to deploy them. */
export const defaultPacks = ['typescript', 'compose', 'kubernetes'] as const;

/** How packs and their options are given. */
export interface PackChoice {
  /** Texts for the options of the packs, by name. */
  readonly options?: ReadonlyMap<string, string>;
  /** Where folders of packs are looked for. */
  readonly cwd?: string;
}

/**
 * Returns every file that packs make of a Model; a pack is named, or the folder of one. Throws a UserError for a pack or an
 * option that does not exist, and for a mistake in a pack.
 */
export function planSystem(
  model: Model,
  packs: readonly string[] = defaultPacks,
  { options = new Map(), cwd = '.' }: PackChoice = {},
): FilePlan {
  const loaded = packs.map((pack) => findPack(pack, cwd));
  refuseUnknownOptions(loaded, options);
  return planFiles(model, loaded, options);
}
