import { type Document, isMap, isNode, isSeq, type Node, type YAMLMap, type YAMLSeq } from 'yaml';
import { suggest } from '../diagnostics/suggest.ts';
import { NOTHING_LEFT } from './apply-operation.ts';
import {
  DELETE_FROM_LIST,
  DELETE_HINT,
  directiveOf,
  isDirective,
  isReplaceMark,
  type MergeProblem,
  RETAIN_KEYS,
  wrongDirective,
} from './directives.ts';
import { isEqual } from './is-equal.ts';
import { identityOf, isKeyed, isPlainMap, keysOfItems } from './merge-keys.ts';
import { newNode } from './new-node.ts';
import { childOf, ownChild, plainOf, removeFrom, setIn } from './places.ts';
import { shownPointer } from './pointer.ts';

/**
 * Lays plain data over a YAML document: maps key by key, and null takes a key away where it is there. Lists in Kubernetes objects are
 * merged by the key that tells their items apart, as a strategic merge does. `$patch: delete` takes the map or the item away that it
 * stands in, `$patch: replace` replaces it, and so does an item that says only that for its list; `$retainKeys` and
 * `$deleteFromPrimitiveList/…` are understood too. All else is replaced. What is not touched keeps its comments and layout. Returns why
 * something cannot be merged, or null. (kubernetes.io, "Update API Objects in Place Using kubectl patch"; the design proposal
 * "strategic merge patch"; the keys are those of `x-kubernetes-patch-merge-key` in its API.)
 */
export function mergeOver(document: Document, value: unknown): MergeProblem | null {
  const wrong = wrongDirective(value) ?? wrongWhole(document, value);
  if (wrong !== null) return wrong;
  const isKubernetes = isKubernetesObject(document);
  const problems: MergeProblem[] = [];
  document.contents = merged(document, document.contents, { value, path: [], isKubernetes, problems });
  return problems[0] ?? null;
}

/** Returns whether a document is an object of Kubernetes. */
export function isKubernetesObject(document: Document): boolean {
  return isMap(document.contents) && document.has('apiVersion') && document.has('kind');
}

function wrongWhole(document: Document, value: unknown): MergeProblem | null {
  if (value === null) return { reason: NOTHING_LEFT, hint: DELETE_HINT };
  if (directiveOf(value) === 'delete')
    return { reason: 'only a Kubernetes object can be deleted', hint: 'take single keys away, with null' };
  if (isMap(document.contents) && !isPlainMap(value))
    return { reason: 'it is a map, and what is merged is none', hint: 'write the keys that change' };
  return null;
}

interface Layer {
  readonly value: unknown;
  /** Of the value, as the tokens of a JSON Pointer. */
  readonly path: readonly string[];
  readonly isKubernetes: boolean;
  /** Takes what cannot be done. */
  readonly problems: MergeProblem[];
}

function merged(document: Document, node: unknown, layer: Layer): Node {
  const { value, path, isKubernetes } = layer;
  if (isMap(node) && isPlainMap(value) && directiveOf(value) !== 'replace')
    return mergeMap(document, node, { ...layer, value });
  const isMerged = isSeq(node) && isKubernetes && isKeyed(path.at(-1) ?? '');
  if (isMerged && Array.isArray(value) && !value.some(isReplaceMark))
    return mergeList(document, node, { ...layer, items: value });
  return newNode(document, withoutDirectives(layer));
}

function mergeMap(
  document: Document,
  map: YAMLMap,
  { value, ...layer }: Layer & { readonly value: Readonly<Record<string, unknown>> },
): Node {
  deleteSingleValues(document, map, { value, ...layer });
  for (const [key, item] of Object.entries(value)) {
    const path = [...layer.path, key];
    if (isDirective(key)) continue;
    if (item === null) removeFrom(document, map, key);
    else if (directiveOf(item) === 'delete') {
      if (childOf(document, map, key) === undefined) layer.problems.push(nothingToDelete(path));
      removeFrom(document, map, key);
    } else {
      const own = isPlainMap(item) || Array.isArray(item) ? ownChild(document, map, key) : undefined;
      const value = merged(document, own, { ...layer, value: item, path });
      if (value !== own) setIn(document, map, { token: key, value });
    }
  }
  retainKeys(document, map, value[RETAIN_KEYS]);
  return map;
}

/** Takes all keys away but those that are listed, where some are. */
function retainKeys(document: Document, map: YAMLMap, kept: unknown): void {
  if (!Array.isArray(kept)) return;
  for (const key of Object.keys(Object(plainOf(document, map)))) {
    if (!kept.includes(key)) removeFrom(document, map, key);
  }
}

function deleteSingleValues(
  document: Document,
  map: YAMLMap,
  { value, path, problems }: Layer & { readonly value: Readonly<Record<string, unknown>> },
): void {
  for (const [directive, gone] of Object.entries(value)) {
    if (!directive.startsWith(DELETE_FROM_LIST) || !Array.isArray(gone)) continue;
    const key = directive.slice(DELETE_FROM_LIST.length);
    const place = shownPointer([...path, key]);
    const list = ownChild(document, map, key);
    if (!isSeq(list)) {
      problems.push({ reason: `there is no list at ${place}`, hint: undefined });
      continue;
    }
    for (const one of gone) {
      const left = list.items.filter((item) => !isEqual(plain(item), one));
      if (left.length === list.items.length)
        problems.push({
          reason: `the list at ${place} has no ${JSON.stringify(one)}`,
          hint: suggest(String(one), list.items.map(plain).map(String), 'there are'),
        });
      list.items = left;
    }
  }
}

function mergeList(
  document: Document,
  list: YAMLSeq,
  { items, ...layer }: Layer & { readonly items: readonly unknown[] },
): Node {
  const listKey = layer.path.at(-1) ?? '';
  for (const item of items) {
    const identity = identityOf(listKey, item);
    const at = list.items.findIndex(
      (one) => isMap(one) && identity !== null && plain(one.get(identity.key)) === identity.value,
    );
    const directive = directiveOf(item);
    if (directive !== null && at === -1) layer.problems.push(noItem(list, item, layer.path));
    else if (directive === 'delete') list.items.splice(at, 1);
    else {
      const path = [...layer.path, String(at === -1 ? list.items.length : at)];
      const old = at === -1 ? undefined : list.items[at];
      list.items[at === -1 ? list.items.length : at] = merged(document, old, { ...layer, value: item, path });
    }
  }
  return list;
}

function noItem(list: YAMLSeq, item: unknown, path: readonly string[]): MergeProblem {
  const listKey = path.at(-1) ?? '';
  const identity = identityOf(listKey, item);
  const place = shownPointer(path);
  if (identity === null) {
    const keys = keysOfItems(listKey).map((key) => `"${key}"`);
    const reason = `an item for the list at ${place} does not say which is meant`;
    return { reason, hint: `name it by ${keys.join(' or ')}` };
  }
  const { key, value } = identity;
  const others = list.items.flatMap((one) => (isMap(one) ? (plain(one.get(key)) ?? []) : [])).map(String);
  return {
    reason: `the list at ${place} has no item with ${key} ${JSON.stringify(value)}`,
    hint: suggest(String(value), others, 'there are'),
  };
}

function nothingToDelete(path: readonly string[]): MergeProblem {
  return { reason: `there is nothing to delete at ${shownPointer(path)}`, hint: undefined };
}

function plain(value: unknown): unknown {
  return isNode(value) ? value.toJSON() : value;
}

/** As it is written where nothing stands yet, or in the place of what does. */
function withoutDirectives({ value, path, ...layer }: Layer): unknown {
  const inner = (item: unknown, key: string): unknown => {
    if (directiveOf(item) === 'delete') layer.problems.push(nothingToDelete([...path, key]));
    return withoutDirectives({ ...layer, value: item, path: [...path, key] });
  };
  if (Array.isArray(value))
    return value.filter((item) => !isReplaceMark(item)).map((item, at) => inner(item, String(at)));
  if (!isPlainMap(value)) return value;
  const entries = Object.entries(value).filter(([key, item]) => {
    if (key.startsWith(DELETE_FROM_LIST))
      layer.problems.push(nothingToDelete([...path, key.slice(DELETE_FROM_LIST.length)]));
    return !isDirective(key) && item !== null;
  });
  return Object.fromEntries(entries.map(([key, item]) => [key, inner(item, key)]));
}
