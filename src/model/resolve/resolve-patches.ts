import { entryAt, itemsAt, mapAt, textAt } from '../../blueprint/fields.ts';
import { PATCH_OPERATIONS } from '../../blueprint/schema/patches.ts';
import type { MapNode } from '../../source/parsed-document.ts';
import { toPlain } from '../../source/parsed-document.ts';
import type { Patch, PatchOperation, PatchTarget } from '../model.ts';
import { type Place, type Resolution, reportAt } from './resolution.ts';

/** Returns the changes to generated manifests; what cannot be made whatever is generated is reported and left out. */
export function resolvePatches(work: Resolution): readonly Patch[] {
  return itemsAt(work.blueprint.root, 'patches').flatMap((node, at) => {
    const path = `patches.${at}`;
    if (node.type !== 'map') return [];
    const target = resolveTarget(work, node, path);
    const change = resolveChange(work, node, path);
    return target === null || change === null ? [] : [{ target, change, span: node.span, path }];
  });
}

function resolveTarget(work: Resolution, node: MapNode, path: string): PatchTarget | null {
  const target = mapAt(node, 'target');
  if (target === null) return null;
  const [file, kind, name] = ['file', 'kind', 'name'].map((key) => textAt(target, key));
  const place = { span: target.span, path: `${path}.target` };
  if (name != null && kind == null)
    return wrong(work, place, 'a patch names an object without its kind', 'add "kind"');
  if (file == null && kind == null)
    return wrong(work, place, 'a patch has no target', 'name a "file", or a "kind" of object');
  return { file: file ?? null, kind: kind ?? null, name: name ?? null, span: target.span };
}

function resolveChange(work: Resolution, node: MapNode, path: string): Patch['change'] | null {
  const merge = entryAt(node, 'merge');
  if (merge !== null) return { type: 'merge', value: toPlain(merge.value) };
  const operations = itemsAt(node, 'json').map((item, at) =>
    item.type === 'map' ? resolveOperation(work, item, `${path}.json.${at}`) : null,
  );
  const whole = operations.filter((operation) => operation !== null);
  return whole.length === operations.length && whole.length > 0 ? { type: 'json', operations: whole } : null;
}

function resolveOperation(work: Resolution, node: MapNode, path: string): PatchOperation | null {
  const op = PATCH_OPERATIONS.find((known) => known === textAt(node, 'op'));
  const at = pointerAt(work, node, { key: 'path', path });
  const value = entryAt(node, 'value');
  if (op === undefined || at === null) return null;
  const missing = NEEDS[op];
  if (missing !== null && entryAt(node, missing) === null) {
    const message = `the operation "${op}" has no "${missing}"`;
    return wrong(work, { span: node.span, path }, message, `add "${missing}"`);
  }
  const from = missing === 'from' ? pointerAt(work, node, { key: 'from', path }) : [];
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

/** Reports a mistake; null, so that what is wrong is left out. */
function wrong(work: Resolution, place: Place, message: string, hint: string): null {
  reportAt(work, place, { rule: 'patch', message, hint });
  return null;
}

/** Null where there is no text, or one that is no JSON Pointer. */
function pointerAt(
  work: Resolution,
  node: MapNode,
  { key, path }: { readonly key: string; readonly path: string },
): readonly string[] | null {
  const text = textAt(node, key);
  const span = entryAt(node, key)?.value.span;
  if (text === null || span === undefined) return null;
  if (text === '') return [];
  if (!text.startsWith('/') || /~(?![01])/.test(text)) {
    const message = `"${text}" is no JSON Pointer`;
    const hint = text.startsWith('/') ? 'write "~0" for "~", and "~1" for "/" in a key' : 'begin with "/"';
    return wrong(work, { span, path: `${path}.${key}` }, message, hint);
  }
  return text
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}
