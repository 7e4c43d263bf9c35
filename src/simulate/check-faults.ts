import { UserError } from '../diagnostics/user-error.ts';
import type { FaultSpec, Model } from '../model/model.ts';

/** Throws a UserError for the first fault that is on something the model does not have, or that nothing can do to it. */
export function checkFaults(model: Model, faults: readonly FaultSpec[]): void {
  for (const fault of faults) {
    const problem = problemOf(model, fault);
    if (problem !== null)
      throw new UserError('fault', `fault "${fault.expression}" ${problem.message}`, problem.hint);
  }
}

function problemOf(model: Model, { on, effect, share, first }: FaultSpec) {
  if (on.type === 'edge') {
    const edge = model.edges.find(({ from, to }) => from === on.from && to === on.to);
    if (edge === undefined) {
      return {
        message: `is on the edge ${on.from} -> ${on.to}, which is not declared`,
        hint: edgesHint(model),
      };
    }
    if (edge.kind !== 'storage') return null;
    return { message: 'is on storage, which is no network edge', hint: 'put it on an edge into the service' };
  }
  const element = model.elements.find(({ name }) => name === on.element);
  if (element === undefined) {
    const names = model.elements.map(({ name }) => name).join(', ');
    return { message: `is on the unknown element "${on.element}"`, hint: `the elements are ${names}` };
  }
  if (element.tier === 'devices') {
    return { message: 'is on devices, which nobody calls', hint: 'put it on their edge to the gateway' };
  }
  if (effect.kind === 'kill' && (share < 1 || first !== null)) {
    return {
      message: 'kills a whole element and cannot take a share of requests',
      hint: 'leave out share and first',
    };
  }
  return null;
}

function edgesHint(model: Model): string {
  return `the edges are ${model.edges.map(({ from, to }) => `${from} -> ${to}`).join(', ')}`;
}
