import { type Call, type Path, type Tree, walk } from './tree.ts';

/** How many arguments some functions need so as not to work on their context. */
const ON_CONTEXT: ReadonlyMap<string, number> = new Map([
  ['keys', 1],
  ['spread', 1],
  ['string', 1],
  ['clone', 1],
  ['each', 2],
  ['sift', 2],
  ['lookup', 2],
  ['eval', Number.POSITIVE_INFINITY],
]);

/**
 * Returns which fields of one field of its input an expression reads: `limit` of `query.limit`. Null where it may read them
 * all, as in `$merge([query])`; what is read of anything of the same name elsewhere counts too.
 */
export function fieldsRead(tree: Tree, root: string): ReadonlySet<string> | null {
  const read = new Set<string>();
  const firstSteps = new Set<Tree>();
  let readsAll = false;
  walk(tree, (one) => {
    // The input as a whole; as the first step of a path it is looked at with the path.
    if (one.type === 'opaque' || (isInput(one) && !firstSteps.has(one))) readsAll = true;
    else if (one.type === 'call') readsAll ||= worksOnContext(one);
    else if (one.type === 'path') {
      const [first] = one.steps;
      if (first !== undefined && one.steps.length > 1 && isInput(first.of)) firstSteps.add(first.of);
      const field = fieldOfRoot(one, root);
      if (field === 'all') readsAll = true;
      else if (field !== 'none') read.add(field.name);
    }
  });
  return readsAll ? null : read;
}

/** True if an expression names a field of its input: `body`, `body.items`, `$$.body`. */
export function readsField(tree: Tree, root: string): boolean {
  let reads = false;
  walk(tree, (one) => {
    if (one.type === 'path' && fieldOfRoot(one, root) !== 'none') reads = true;
  });
  return reads;
}

/** Returns the name of `x` if a tree is `root.x` and nothing else. */
export function plainFieldOf(tree: Tree, root: string): string | null {
  if (tree.type !== 'path' || tree.steps.length !== 2) return null;
  const field = fieldOfRoot(tree, root);
  return typeof field === 'object' ? field.name : null;
}

type FieldOfRoot = 'none' | 'all' | { readonly name: string };

function fieldOfRoot({ steps }: Path, root: string): FieldOfRoot {
  const [first, ...others] = steps;
  const [here, next] = first !== undefined && isInput(first.of) ? others : steps;
  if (here?.of.type !== 'name' || here.of.name !== root) return 'none';
  if (next?.of.type !== 'name' || here.filters.length > 0 || here.focus !== null) return 'all';
  return { name: next.of.name };
}

function isInput(tree: Tree): boolean {
  return tree.type === 'variable' && (tree.name === '' || tree.name === '$');
}

function worksOnContext({ of, given }: Call): boolean {
  return of.type === 'variable' && given.length < (ON_CONTEXT.get(of.name) ?? 0);
}
