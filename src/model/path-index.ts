import { isParameter, segmentsOf } from './http-path.ts';

/** Templates of paths with what stands behind them, to be found by a path without trying each. */
export interface PathIndex<T> {
  /**
   * Returns all whose template takes the path, the most specific first: from the left, a fixed segment before a
   * parameter before `**`. Those of one template are in the order in which they were given.
   */
  readonly all: (path: string) => readonly T[];
  /** Returns the first of them, or null. */
  readonly best: (path: string) => T | null;
}

interface Branch<T> {
  readonly fixed: Map<string, Branch<T>>;
  parameter: Branch<T> | null;
  readonly here: T[];
  /** Behind a `**` at this place. */
  readonly below: T[];
}

/** Returns an index of items by the template that each has. */
export function createPathIndex<T>(items: readonly T[], templateOf: (item: T) => string): PathIndex<T> {
  const root = createBranch<T>();
  for (const item of items) insert(root, segmentsOf(templateOf(item)), item);
  const all = (path: string) => {
    const found: T[] = [];
    find(root, { segments: segmentsOf(path), at: 0, found });
    return found;
  };
  return { all, best: (path) => all(path)[0] ?? null };
}

function createBranch<T>(): Branch<T> {
  return { fixed: new Map(), parameter: null, here: [], below: [] };
}

function insert<T>(root: Branch<T>, segments: readonly string[], item: T): void {
  let branch = root;
  for (const segment of segments) {
    if (segment === '**') {
      branch.below.push(item);
      return;
    }
    branch = step(branch, segment);
  }
  branch.here.push(item);
}

function step<T>(branch: Branch<T>, segment: string): Branch<T> {
  if (isParameter(segment)) {
    branch.parameter ??= createBranch();
    return branch.parameter;
  }
  const known = branch.fixed.get(segment);
  if (known !== undefined) return known;
  const created = createBranch<T>();
  branch.fixed.set(segment, created);
  return created;
}

interface Search<T> {
  readonly segments: readonly string[];
  readonly at: number;
  readonly found: T[];
}

/** Recurses as deep as the path has segments and templates go along; both are bounded by the form of paths. */
function find<T>(branch: Branch<T>, search: Search<T>): void {
  const { segments, at, found } = search;
  const segment = segments[at];
  if (segment === undefined) {
    found.push(...branch.here);
  } else {
    const next = { segments, at: at + 1, found };
    // A placeholder in the path stands for an unknown value: only a parameter takes it.
    const fixed = isParameter(segment) ? undefined : branch.fixed.get(segment);
    if (fixed !== undefined) find(fixed, next);
    if (branch.parameter !== null) find(branch.parameter, next);
  }
  found.push(...branch.below);
}

/** Returns the most specific of the routes that take the path, or null. For many paths, build the index once. */
export function matchRoute<R extends { readonly pattern: string }>(
  routes: readonly R[],
  path: string,
): R | null {
  return createPathIndex(routes, (route) => route.pattern).best(path);
}
