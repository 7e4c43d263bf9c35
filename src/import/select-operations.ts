import type { ContractOperation } from '../contracts/contract.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { compileGlob, type Glob } from '../source/glob.ts';

/** Which operations are wanted: those that a pattern names, all, or a few. */
export type Wanted =
  | { readonly type: 'named'; readonly patterns: readonly string[] }
  | { readonly type: 'all' }
  | { readonly type: 'few' };

export interface Selection {
  readonly chosen: readonly ContractOperation[];
  readonly leftOut: readonly LeftOut[];
}

export interface LeftOut {
  readonly operation: ContractOperation;
  readonly reason: string;
}

/** So many screens of one backend system are a good start. */
const FEW = 8;

/**
 * Returns the operations to import, in the order of the contract, and those that are left out, with the reason. `few` are up
 * to eight: those that only read first, then those that change what can be read. Throws a UserError `usage` for a pattern that names no operation.
 */
export function selectOperations(
  operations: readonly ContractOperation[],
  wanted: Wanted,
  whyNot: (operation: ContractOperation) => string | null,
): Selection {
  const reasons = new Map(operations.map((operation) => [operation, whyNot(operation)]));
  const possible = operations.filter((operation) => reasons.get(operation) === null);
  const chosen = new Set(chooseFrom(operations, possible, wanted));
  const leftOut = operations.flatMap((operation) => {
    if (chosen.has(operation)) return [];
    const other = wanted.type === 'named' ? 'no pattern names it' : 'there are many; name it, or take --all';
    return [{ operation, reason: reasons.get(operation) ?? other }];
  });
  return { chosen: operations.filter((operation) => chosen.has(operation)), leftOut };
}

function chooseFrom(
  operations: readonly ContractOperation[],
  possible: readonly ContractOperation[],
  wanted: Wanted,
): readonly ContractOperation[] {
  if (wanted.type === 'all') return possible;
  if (wanted.type === 'few') {
    const reading = possible.filter(({ method }) => method === 'GET');
    // What changes things that can be read is worth more than what is there by itself: callbacks, jobs.
    const readable = new Set(reading.map(({ path }) => path));
    const others = possible.filter(({ method }) => method !== 'GET');
    const changing = others.filter(({ path }) => readable.has(path));
    const rest = others.filter(({ path }) => !readable.has(path));
    return [...reading, ...changing, ...rest].slice(0, FEW);
  }
  const globs = wanted.patterns.map((pattern) => compiled(pattern));
  for (const [at, glob] of globs.entries()) {
    if (!operations.some((operation) => isNamed(operation, glob)))
      throw new UserError(
        'usage',
        `no operation of the contract is like "${wanted.patterns[at]}"`,
        `patterns are for ids and for method and path, such as 'list*' or 'GET /accounts/**'`,
      );
  }
  return possible.filter((operation) => globs.some((glob) => isNamed(operation, glob)));
}

function compiled(pattern: string): Glob {
  const result = compileGlob(pattern, '/');
  if ('problem' in result) throw new UserError('usage', `the pattern "${pattern}" ${result.problem}`);
  return result.glob;
}

function isNamed({ id, method, path }: ContractOperation, glob: Glob): boolean {
  return glob.accepts(id) || glob.accepts(path) || glob.accepts(`${method} ${path}`);
}
