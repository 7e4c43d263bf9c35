import { suggest } from '../diagnostics/suggest.ts';
import type { FaultProblem } from './faults.ts';
import type { Edge, Element, FaultSpec } from './model.ts';

/** What a fault may be put on. */
export interface FaultGround {
  readonly elements: readonly Pick<Element, 'name' | 'tier'>[];
  readonly edges: readonly Edge[];
}

/** Returns why a fault cannot be injected where it says, or null if it can. */
export function faultTargetProblem(fault: FaultSpec, ground: FaultGround): FaultProblem | null {
  const names = ground.elements.map((element) => element.name);
  if (fault.on.type === 'element') {
    const { element: name } = fault.on;
    const element = ground.elements.find((candidate) => candidate.name === name);
    if (element === undefined) return unknown(name, names);
    if (element.tier !== 'devices') return null;
    const edge = ground.edges.find((candidate) => candidate.from === name);
    return {
      key: 'on',
      message: `a fault is on mobile application "${name}", which nothing calls`,
      hint: edge && `put it on the edge "${edge.from} -> ${edge.to}"`,
    };
  }
  const { from, to } = fault.on;
  const edge = ground.edges.find((candidate) => candidate.from === from && candidate.to === to);
  if (edge?.kind === 'storage') {
    const hint = `faults are injected into calls: use the element "${from}"`;
    return { key: 'on', message: `a fault is on the storage of "${from}"`, hint };
  }
  if (edge !== undefined) return null;
  const stranger = [from, to].find((name) => !names.includes(name));
  if (stranger !== undefined) return unknown(stranger, names);
  const edges = ground.edges.filter((one) => one.kind !== 'storage' && (one.from === from || one.to === to));
  return {
    key: 'on',
    message: `a fault is on "${from} -> ${to}", which is no edge of the blueprint`,
    hint: suggest(
      `${from} -> ${to}`,
      edges.map((one) => `${one.from} -> ${one.to}`),
      'near edges',
    ),
  };
}

function unknown(name: string, names: readonly string[]): FaultProblem {
  return {
    key: 'on',
    message: `a fault is on an undefined element "${name}"`,
    hint: suggest(name, names, 'there are'),
  };
}
