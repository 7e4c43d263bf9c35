import type { FrontendOperation, Gather } from '../model/model.ts';
import { cutAt, together } from './combine.ts';
import { always, shareOf } from './distribution.ts';
import { atOnce, forgiven, givenUpAt, inTurn, type Outcome, sideBySide } from './outcome.ts';

/** What calling a part comes to, before its own time-out and whether it is optional are looked at. */
export type CallPart = (gather: Gather) => Outcome;

/**
 * Returns the gathering of a frontend's parts within its deadline. Parts that wait for nothing run side by side; what waits for
 * one part runs after it. Where a part waits for several, the group runs in layers, each begun when all of the one before
 * are done: never sooner than in fact.
 *
 * Required parts must be done in time. Optional ones that are not are left out: the answer is then given when time is up.
 */
export function gathered({ gathers, deadlineMs: limitMs }: FrontendOperation, callPart: CallPart): Outcome {
  const outcomeOf = (gather: Gather) => {
    const own = givenUpAt(callPart(gather), Math.min(gather.timeoutMs ?? limitMs, limitMs));
    return gather.optional ? forgiven(own) : own;
  };
  const outcomes = new Map(gathers.map((gather) => [gather, outcomeOf(gather)]));
  const all = arranged(gathers, outcomes);
  const { within, beyond } = cutAt(all.ok, limitMs);
  if (beyond === 0) return givenUpAt(all, limitMs);
  const needed = neededParts(gathers);
  if (needed.length === gathers.length && gathers.every(({ optional }) => !optional))
    return givenUpAt(all, limitMs);
  const required = givenUpAt(arranged(needed, outcomes), limitMs);
  const inTime = Math.max(0, shareOf(required.ok) - shareOf(within));
  return { ok: together([within, always(limitMs, inTime)]), failed: required.failed };
}

/** The required parts, and those that they wait for. */
function neededParts(gathers: readonly Gather[]): readonly Gather[] {
  const needed = new Set<string>();
  const need = (gather: Gather) => {
    if (needed.has(gather.part)) return;
    needed.add(gather.part);
    for (const earlier of gathers) if (gather.after.includes(earlier.part)) need(earlier);
  };
  for (const gather of gathers) if (!gather.optional) need(gather);
  return gathers.filter(({ part }) => needed.has(part));
}

type Outcomes = ReadonlyMap<Gather, Outcome>;

function arranged(gathers: readonly Gather[], outcomes: Outcomes): Outcome {
  const isTree = gathers.every(({ after }) => after.length <= 1);
  return isTree ? asTree(gathers, outcomes, null) : inLayers(gathers, outcomes);
}

/** All parts that wait for one, side by side, each followed by those that wait for it. */
function asTree(gathers: readonly Gather[], outcomes: Outcomes, after: string | null): Outcome {
  const here = gathers.filter((gather) => (gather.after[0] ?? null) === after);
  return sideBySide(
    here.map((gather) => {
      const own = outcomes.get(gather) ?? atOnce;
      const isLeaf = !gathers.some((other) => other.after[0] === gather.part);
      return isLeaf ? own : inTurn(own, asTree(gathers, outcomes, gather.part));
    }),
  );
}

function inLayers(gathers: readonly Gather[], outcomes: Outcomes): Outcome {
  const depths = new Map<string, number>();
  const depthOf = (gather: Gather): number => {
    const known = depths.get(gather.part);
    if (known !== undefined) return known;
    const earlier = gathers.filter(({ part }) => gather.after.includes(part));
    const depth = earlier.reduce((deepest, one) => Math.max(deepest, depthOf(one) + 1), 0);
    depths.set(gather.part, depth);
    return depth;
  };
  const layers: Outcome[][] = [];
  for (const gather of gathers) {
    const layer = layers[depthOf(gather)] ?? [];
    layer.push(outcomes.get(gather) ?? atOnce);
    layers[depthOf(gather)] = layer;
  }
  return layers.reduce<Outcome>((before, layer) => inTurn(before, sideBySide(layer)), atOnce);
}
