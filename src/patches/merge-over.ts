import { type Document, isMap, isNode, isSeq, type Node, type YAMLMap, type YAMLSeq } from 'yaml';
import { identityOf, isKeyed, isPlainMap } from './merge-keys.ts';
import { newNode } from './new-node.ts';
import { ownChild, removeFrom, setIn } from './places.ts';

/**
 * Lays plain data over a YAML document: maps key by key, and null takes a key away. Lists in Kubernetes objects are merged by the
 * key that tells their items apart, as a strategic merge does; an item with `$patch: delete` is taken away, and a list that begins with
 * `$patch: replace` replaces the other. All else is replaced. What is not touched keeps its comments and layout.
 * (kubernetes.io, "Update API Objects in Place Using kubectl patch"; the keys are those of `x-kubernetes-patch-merge-key` in its API.)
 */
export function mergeOver(document: Document, value: unknown): void {
  const isKubernetes = document.has('apiVersion') && document.has('kind');
  document.contents = merged(document, document.contents, { value, key: '', isKubernetes });
}

interface Layer {
  readonly value: unknown;
  /** That the value stands at. */
  readonly key: string;
  readonly isKubernetes: boolean;
}

function merged(document: Document, node: unknown, layer: Layer): Node {
  const { value } = layer;
  if (isMap(node) && isPlainMap(value)) return mergeMap(document, node, { ...layer, value });
  if (isSeq(node) && Array.isArray(value) && layer.isKubernetes && isKeyed(layer.key) && !isReplacing(value))
    return mergeList(document, node, { ...layer, items: value });
  return newNode(document, withoutDirectives(value));
}

function mergeMap(
  document: Document,
  map: YAMLMap,
  { value, isKubernetes }: Layer & { readonly value: Readonly<Record<string, unknown>> },
): Node {
  if (value['$patch'] === 'replace') return newNode(document, withoutDirectives(value));
  for (const [key, item] of Object.entries(value)) {
    if (key === '$patch') continue;
    if (item === null) removeFrom(document, map, key);
    else {
      const own = isPlainMap(item) || Array.isArray(item) ? ownChild(document, map, key) : undefined;
      const value = merged(document, own, { value: item, key, isKubernetes });
      if (value !== own) setIn(document, map, { token: key, value });
    }
  }
  return map;
}

function mergeList(
  document: Document,
  list: YAMLSeq,
  { items, key: listKey, isKubernetes }: Layer & { readonly items: readonly unknown[] },
): Node {
  for (const item of items) {
    const identity = identityOf(listKey, item);
    const at = list.items.findIndex(
      (one) => isMap(one) && identity !== null && plain(one.get(identity.key)) === identity.value,
    );
    if (isPlainMap(item) && item['$patch'] === 'delete') {
      if (at !== -1) list.items.splice(at, 1);
    } else if (at === -1) list.items.push(newNode(document, withoutDirectives(item)));
    else list.items[at] = merged(document, list.items[at], { value: item, key: '', isKubernetes });
  }
  return list;
}

function plain(value: unknown): unknown {
  return isNode(value) ? value.toJSON() : value;
}

function isReplacing(items: readonly unknown[]): boolean {
  const [first] = items;
  return isPlainMap(first) && first['$patch'] === 'replace';
}

/** As it is written where nothing stands yet. */
function withoutDirectives(value: unknown): unknown {
  if (Array.isArray(value))
    return value
      .filter((item) => !(isPlainMap(item) && '$patch' in item && Object.keys(item).length === 1))
      .map(withoutDirectives);
  if (!isPlainMap(value)) return value;
  const entries = Object.entries(value).filter(([key, item]) => key !== '$patch' && item !== null);
  return Object.fromEntries(entries.map(([key, item]) => [key, withoutDirectives(item)]));
}
