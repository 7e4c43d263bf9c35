import { isFunction } from './functions.ts';
import type { Place, Tree } from './tree.ts';
import type { TreeFacts } from './tree-facts.ts';

/** A call of something that is no function. */
export interface UndefinedCall {
  /** Without `$`. */
  readonly name: string;
  readonly at: Place;
  /** True where the `$` is missing: `lowercase(name)`. */
  readonly isField: boolean;
}

/** Returns the calls of functions that neither JSONata has nor the expression sets: evaluating one of them fails. */
export function undefinedCalls({ set, calls, chains }: TreeFacts): readonly UndefinedCall[] {
  const called = [...calls.map(({ of }) => of), ...chains.map(({ to }) => to)];
  return called.flatMap((of): readonly UndefinedCall[] => {
    const field = of.type === 'path' ? fieldOf(of) : null;
    if (field !== null) return [{ ...field, isField: true }];
    if (of.type !== 'variable') return [];
    const { name, at } = of;
    // `$` and `$$` may be functions, though nobody knows.
    const isKnown = name === '' || name === '$' || isFunction(name) || set.has(name);
    return isKnown ? [] : [{ name, at, isField: false }];
  });
}

/** Data has no functions. */
function fieldOf({
  steps,
}: Extract<Tree, { type: 'path' }>): { readonly name: string; readonly at: Place } | null {
  const [step, ...others] = steps;
  return step?.of.type === 'name' && others.length === 0 ? { name: step.of.name, at: step.of.at } : null;
}
