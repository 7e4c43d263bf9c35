import type { Document } from 'yaml';
import type { Finding } from '../diagnostics/findings.ts';
import type { Patch } from '../model/model.ts';
import { applyOperation, NOTHING_LEFT } from './apply-operation.ts';
import type { Claims, Watch } from './contradictions/claims.ts';
import { DELETE_HINT, directiveOf } from './directives.ts';
import { isKubernetesObject, mergeOver } from './merge-over.ts';
import type { Target } from './targets.ts';
import { whyBroken } from './why-broken.ts';

/** What came of a patch on one document. */
export interface Made {
  /** Why it could not be made. */
  readonly problem: Finding | null;
  readonly contradictions: readonly Finding[];
}

/** Makes a patch on one document that is left. */
export function makeChange({ manifest, at }: Target, patch: Patch, claims: Claims): Made {
  const document = manifest.documents()[at];
  // One that an earlier patch has broken is not looked at again.
  if (document === undefined || whyBroken(document) !== null) return { problem: null, contradictions: [] };
  manifest.begin(patch);
  const { path: file } = manifest.file;
  const watch = claims.watch(patch, document, file);
  if (isDeletion(patch) && isKubernetesObject(document)) {
    manifest.delete(at, patch);
    if (manifest.isEmpty()) return { problem: emptied(patch, file), contradictions: [] };
    return { problem: null, contradictions: withoutContents(document, watch.end) };
  }
  const problem = problemOf(document, patch, { file, watch });
  return { problem, contradictions: problem === null ? watch.end() : [] };
}

/** Returns whether a patch deletes the objects that it is for. */
export function isDeletion({ change }: Patch): boolean {
  return change.type === 'merge' && directiveOf(change.value) === 'delete';
}

/** What earlier patches have made of it is gone then; the document stays as it was, so that its name is still known. */
function withoutContents<T>(document: Document, look: () => T): T {
  const { contents } = document;
  document.contents = null;
  try {
    return look();
  } finally {
    document.contents = contents;
  }
}

function emptied({ target, path }: Patch, file: string): Finding {
  const message = `${file} would have no object left`;
  const hint = 'other files name this one, so that it has to stay: leave an object in it';
  return { rule: 'patch', message, hint, span: target.span, path };
}

function problemOf(
  document: Document,
  { target, change, path }: Patch,
  { file, watch }: { readonly file: string; readonly watch: Watch },
): Finding | null {
  if (change.type === 'merge') {
    const problem = mergeOver(document, change.value);
    const reason = problem?.reason ?? whyBroken(document);
    if (reason === null) return null;
    const message = `what is merged cannot be laid over ${file}: ${reason}`;
    const hint = problem === null ? KEEP_ANCHOR : problem.hint;
    return { rule: 'patch', message, hint, span: target.span, path };
  }
  for (const [index, operation] of change.operations.entries()) {
    if (operation.op === 'test') watch.test(operation.path);
    const problem = applyOperation(document, operation);
    const reason = problem ?? whyBroken(document);
    if (reason === null) continue;
    const message = `the operation "${operation.op}" cannot be made on ${file}: ${reason}`;
    const hint = problem === null ? KEEP_ANCHOR : problem === NOTHING_LEFT ? DELETE_HINT : undefined;
    return { rule: 'patch', message, hint, span: operation.span, path: `${path}.json.${index}` };
  }
  return null;
}

const KEEP_ANCHOR = 'keep what stands behind "&" as a map, and change what is in it';
