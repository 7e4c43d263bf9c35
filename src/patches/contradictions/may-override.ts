import type { Node } from 'yaml';
import type { Patch, PatchTarget } from '../../model/model.ts';
import type { Claim } from './claim.ts';

/**
 * Returns whether a patch plainly means to override what an earlier one made of a place: it stands in another file, it is for fewer objects
 * than the other, or it has tested what is there (`tested` are the nodes that its tests looked at).
 */
export function mayOverride(patch: Patch, claim: Claim, tested: ReadonlySet<Node>): boolean {
  const { parent, says } = claim;
  return (
    patch.span.source.path !== claim.patch.span.source.path ||
    isNarrower(patch.target, claim.patch.target) ||
    (says.type === 'set' && tested.has(says.node)) ||
    (parent !== null && tested.has(parent))
  );
}

/** It says all that the other says, and more: one object rather than all of a kind. */
function isNarrower(target: PatchTarget, other: PatchTarget): boolean {
  const keys = ['file', 'kind', 'name'] as const;
  return (
    keys.every((key) => other[key] === null || target[key] !== null) &&
    keys.some((key) => other[key] === null && target[key] !== null)
  );
}
