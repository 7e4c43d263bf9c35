import type { Finding } from '../diagnostics/findings.ts';
import type { FilePlan } from '../generate/plan.ts';
import type { Patch } from '../model/model.ts';
import { Claims } from './contradictions/claims.ts';
import { isDeletion, makeChange } from './make-change.ts';
import { manifestIn } from './manifests.ts';
import { rewritten } from './rewritten.ts';
import { isPlanned, type Target, targetsOf, withDeletedTarget, withoutTarget } from './targets.ts';

/** A plan with the patches made, and what could not be made. */
export interface Patched {
  readonly plan: FilePlan;
  readonly findings: readonly Finding[];
}

/**
 * Makes patches on the YAML and JSON files of a plan, one after the other. Comments and layout of what they do not touch stay. A patch
 * whose target or place is not there is found, and so is one that contradicts another; then nothing is changed. A target is missed only
 * where the plan is whole.
 */
export function patchPlan(
  plan: FilePlan,
  patches: readonly Patch[],
  { isWhole }: { readonly isWhole: boolean },
): Patched {
  if (patches.length === 0) return { plan, findings: [] };
  const manifests = plan.files.flatMap((file) => manifestIn(file) ?? []);
  const claims = new Claims();
  const findings = patches.flatMap((patch) => {
    const found = targetsOf(manifests, patch);
    if (found.length === 0)
      return isWhole || isPlanned(plan, patch) ? [withoutTarget(plan, manifests, patch)] : [];
    return makeOnAll(found, patch, claims);
  });
  if (findings.length > 0) return { plan, findings };
  const files = new Map(manifests.map((manifest) => [manifest.file.path, manifest]));
  return {
    plan: { ...plan, files: plan.files.map((file) => rewritten(file, files.get(file.path))) },
    findings,
  };
}

/** What an earlier patch has deleted is passed over, unless nothing is left to change. */
function makeOnAll(found: readonly Target[], patch: Patch, claims: Claims): readonly Finding[] {
  const targets = found.filter(({ manifest, at }) => manifest.deletedBy(at) === null);
  const [first] = found;
  const deletedBy = first?.manifest.deletedBy(first.at) ?? null;
  if (targets.length === 0 && deletedBy !== null)
    return isDeletion(patch) ? [] : [withDeletedTarget(patch, deletedBy)];
  const made = targets.map((target) => makeChange(target, patch, claims));
  return [
    ...made.flatMap(({ problem }) => problem ?? []).slice(0, 1),
    ...made.flatMap(({ contradictions }) => contradictions),
  ];
}
