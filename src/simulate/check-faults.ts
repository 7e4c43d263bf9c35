import { UserError } from '../diagnostics/user-error.ts';
import { faultTargetProblem } from '../model/fault-target.ts';
import type { FaultSpec, Model } from '../model/model.ts';

/** Throws a UserError for the first fault that is on something the model does not have, or that nothing can do to it. */
export function checkFaults(model: Model, faults: readonly FaultSpec[]): void {
  for (const fault of faults) {
    const problem = faultTargetProblem(fault, model) ?? partialKill(fault);
    if (problem === null) continue;
    throw new UserError('fault', `fault "${fault.expression}": ${problem.message}`, problem.hint ?? null);
  }
}

function partialKill({ on, effect, share, first }: FaultSpec) {
  if (effect.kind !== 'kill' || on.type !== 'element' || (share === 1 && first === null)) return null;
  return {
    message: 'a kill takes the whole element, not a share of its requests',
    hint: 'leave out "share" and "first", or use the kind reset',
  };
}
