import { type Lambda, type Place, type Range, type Tree, walk } from './tree.ts';
import type { TreeFacts } from './tree-facts.ts';

/** A part of an expression that may take without end. */
export type RunawayPart =
  | { readonly type: 'recursion'; readonly name: string; readonly at: Place }
  /** `length` is that of the list; null: the request says how long it is, by the field named. */
  | { readonly type: 'range'; readonly length: number | null; readonly field: string; readonly at: Place }
  /** `$eval` of a text that is not written in the expression. */
  | { readonly type: 'eval'; readonly at: Place };

/** Longer lists than this are not made in passing. */
const LONGEST_RANGE = 100_000;

/** Of more functions than this, only the first are looked at. */
const MOST_FUNCTIONS = 100;

/** Functions whose result is no larger than what there is already, or than what they are given. */
const BOUNDING: ReadonlySet<string> = new Set(['count', 'length', 'min']);

/**
 * Returns the parts of an expression that may never end, or only after a very long time: functions that call themselves, lists
 * of many numbers, and texts that are evaluated. `isFromRequest` says whether a field of the input is chosen by whoever sends
 * the request.
 */
export function runawayParts(
  { functions, calls, ranges }: TreeFacts,
  isFromRequest: (field: string) => boolean,
): readonly RunawayPart[] {
  const found: RunawayPart[] = functions.size === 0 ? [] : [...recursions(functions)];
  for (const range of ranges) found.push(...longRange(range, isFromRequest));
  for (const { of, given } of calls) {
    if (of.type !== 'variable') continue;
    const { name, at } = of;
    if (name === 'eval' && given[0]?.type !== 'literal') found.push({ type: 'eval', at });
    // A function that is given itself can call itself without having a name.
    if (given.some((one) => one.type === 'variable' && one.name === name && name !== ''))
      found.push({ type: 'recursion', name, at });
  }
  return found;
}

type References = ReadonlyMap<string, Place>;

/** Each circle of functions once, where it leads back to the first of them. */
function* recursions(functions: ReadonlyMap<string, Lambda>): Generator<RunawayPart> {
  const leadsTo = new Map<string, References>();
  for (const [name, lambda] of [...functions].slice(0, MOST_FUNCTIONS)) {
    leadsTo.set(name, referencesIn(lambda, functions));
  }
  const known = new Set<string>();
  for (const start of leadsTo.keys()) {
    const circle = known.has(start) ? null : wayBack(start, leadsTo);
    if (circle === null) continue;
    for (const name of circle.names) known.add(name);
    yield { type: 'recursion', name: start, at: circle.at };
  }
}

function referencesIn({ body, parameters }: Lambda, functions: ReadonlyMap<string, Lambda>): References {
  const references = new Map<string, Place>();
  walk(body, (one) => {
    if (one.type !== 'variable' || references.has(one.name) || parameters.includes(one.name)) return;
    if (functions.has(one.name)) references.set(one.name, one.at);
  });
  return references;
}

interface Circle {
  readonly names: Iterable<string>;
  readonly at: Place;
}

/** Returns the functions that one leads to, and the place from where it leads back to that; null: it does not. */
function wayBack(start: string, leadsTo: ReadonlyMap<string, References>): Circle | null {
  const names = new Set([start]);
  for (const name of names) {
    for (const [to, at] of leadsTo.get(name) ?? []) {
      if (to === start) return { names, at };
      names.add(to);
    }
  }
  return null;
}

function longRange(
  { from, to, at }: Range,
  isFromRequest: (field: string) => boolean,
): readonly RunawayPart[] {
  if (from.type === 'literal' && to.type === 'literal') {
    const length = Number(to.value) - Number(from.value) + 1;
    return length > LONGEST_RANGE ? [{ type: 'range', length, field: '', at }] : [];
  }
  const field = unboundedField(to, isFromRequest) ?? unboundedField(from, isFromRequest);
  return field === null ? [] : [{ type: 'range', length: null, field, at }];
}

/** Returns the field of a request that a number is made of, unless a function bounds it. */
function unboundedField(tree: Tree, isFromRequest: (field: string) => boolean): string | null {
  if (tree.type === 'path') {
    const names = tree.steps.flatMap(({ of }) => (of.type === 'name' ? [of.name] : []));
    return isFromRequest(names[0] ?? '') ? names.join('.') : null;
  }
  if (tree.type === 'call' && tree.of.type === 'variable' && BOUNDING.has(tree.of.name)) return null;
  const parts = tree.type === 'operation' ? [tree.left, tree.right] : tree.type === 'call' ? tree.given : [];
  for (const part of parts) {
    const field = unboundedField(part, isFromRequest);
    if (field !== null) return field;
  }
  return null;
}
