import type { Finding } from '../diagnostics/findings.ts';
import type { Patch, PatchOperation, PatchTarget } from '../model/model.ts';
import { pointerTokens } from '../source/json-pointer.ts';
import { type MapNode, toPlain } from '../source/parsed-document.ts';
import type { Span } from '../source/source.ts';
import { entryAt, itemsAt, mapAt, textAt } from './fields.ts';
import { PATCH_OPERATIONS } from './schema/patches.ts';

export type { Patch };

/** Takes one mistake in a patch. */
export type PatchReport = (mistake: Omit<Finding, 'rule'>) => void;

/**
 * Returns the changes to generated manifests that a document has at `patches`, in its order; what cannot be made whatever is
 * generated is reported and left out.
 */
export function readPatches(root: MapNode, report: PatchReport): readonly Patch[] {
  return itemsAt(root, 'patches').flatMap((node, at) => {
    const path = `patches.${at}`;
    if (node.type !== 'map') return [];
    const target = readTarget(node, path, report);
    const change = readChange(node, path, report);
    return target === null || change === null ? [] : [{ target, change, span: node.span, path }];
  });
}

function readTarget(node: MapNode, path: string, report: PatchReport): PatchTarget | null {
  const target = mapAt(node, 'target');
  if (target === null) return null;
  const [file, kind, name] = ['file', 'kind', 'name'].map((key) => textAt(target, key));
  const place = { span: target.span, path: `${path}.target` };
  if (name != null && kind == null)
    return wrong(report, place, { message: 'a patch names an object without its kind', hint: 'add "kind"' });
  if (file == null && kind == null)
    return wrong(report, place, {
      message: 'a patch has no target',
      hint: 'name a "file", or a "kind" of object',
    });
  return { file: file ?? null, kind: kind ?? null, name: name ?? null, span: target.span };
}

function readChange(node: MapNode, path: string, report: PatchReport): Patch['change'] | null {
  const merge = entryAt(node, 'merge');
  if (merge !== null) return { type: 'merge', value: toPlain(merge.value) };
  const operations = itemsAt(node, 'json').map((item, at) =>
    item.type === 'map' ? readOperation(item, `${path}.json.${at}`, report) : null,
  );
  const whole = operations.filter((operation) => operation !== null);
  return whole.length === operations.length && whole.length > 0 ? { type: 'json', operations: whole } : null;
}

function readOperation(node: MapNode, path: string, report: PatchReport): PatchOperation | null {
  const op = PATCH_OPERATIONS.find((known) => known === textAt(node, 'op'));
  const at = pointerAt(node, { key: 'path', path }, report);
  const value = entryAt(node, 'value');
  if (op === undefined || at === null) return null;
  const missing = NEEDS[op];
  if (missing !== null && entryAt(node, missing) === null) {
    const message = `the operation "${op}" has no "${missing}"`;
    return wrong(report, { span: node.span, path }, { message, hint: `add "${missing}"` });
  }
  const from = missing === 'from' ? pointerAt(node, { key: 'from', path }, report) : [];
  const span = entryAt(node, 'path')?.value.span ?? node.span;
  return from === null
    ? null
    : { op, path: at, from, value: value === null ? undefined : toPlain(value.value), span };
}

const NEEDS = {
  add: 'value',
  remove: null,
  replace: 'value',
  move: 'from',
  copy: 'from',
  test: 'value',
} as const;

interface Place {
  readonly span: Span;
  readonly path: string;
}

/** Reports a mistake; null, so that what is wrong is left out. */
function wrong(
  report: PatchReport,
  place: Place,
  { message, hint }: { readonly message: string; readonly hint: string },
): null {
  report({ ...place, message, hint });
  return null;
}

/** Null where there is no text, or one that is no JSON Pointer. */
function pointerAt(
  node: MapNode,
  { key, path }: { readonly key: string; readonly path: string },
  report: PatchReport,
): readonly string[] | null {
  const text = textAt(node, key);
  const span = entryAt(node, key)?.value.span;
  if (text === null || span === undefined) return null;
  if (text === '') return [];
  if (!text.startsWith('/') || /~(?![01])/.test(text)) {
    const message = `"${text}" is no JSON Pointer`;
    const hint = text.startsWith('/') ? 'write "~0" for "~", and "~1" for "/" in a key' : 'begin with "/"';
    return wrong(report, { span, path: `${path}.${key}` }, { message, hint });
  }
  return pointerTokens(text);
}
