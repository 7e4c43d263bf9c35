import type { Patch, PatchOperation } from '../../src/model/model.ts';
import { patchPlan } from '../../src/patches/patch-plan.ts';
import { createSource } from '../../src/source/source.ts';
import { planOf } from '../support/plans.ts';

const span = { source: createSource('blueprint.yaml', 'patches:\n'), start: 0, end: 7 };

/** An operation with its paths as they are written. */
export interface Written {
  readonly op: PatchOperation['op'];
  readonly path: string;
  readonly from?: string;
  readonly value?: unknown;
}

/** Returns a patch of a file by a JSON Patch. */
export function json(file: string, ...operations: readonly Written[]): Patch {
  const changes = operations.map(({ op, path, from, value }) => ({
    op,
    path: tokensOf(path),
    from: tokensOf(from ?? ''),
    value,
    span,
  }));
  return { ...merge(file, null), change: { type: 'json', operations: changes } };
}

/** Returns a patch of a file by what is laid over it. */
export function merge(file: string, value: unknown): Patch {
  const target = { file, kind: null, name: null, span };
  return { target, change: { type: 'merge', value }, span, path: 'patches.0' };
}

/** Returns a text with patches made on it, or what is found instead. */
export function patched(file: string, text: string, ...patches: readonly Patch[]): string {
  const { plan, findings } = patchPlan(planOf({ [file]: text }), patches, { isWhole: true });
  const [found] = findings;
  return found === undefined ? (plan.files[0]?.content ?? '') : `found: ${found.message}`;
}

/** The text has to be a JSON Pointer. */
function tokensOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}
