import { asText, entryAt, mapAt } from '../blueprint/fields.ts';
import { KINDS } from '../kinds/index.ts';
import { mobileIntegration } from '../patterns/mobile-integration.ts';
import type { Selector } from '../rules/custom/selector.ts';
import type { MapNode, Node } from '../source/parsed-document.ts';
import type { Reading } from './config-document.ts';

/** Returns the selector at a key, or null where there is none. Patterns that are none are reported. */
export function selectorAt(map: MapNode, key: string, at: Place): Selector | null {
  const node = mapAt(map, key);
  return node === null ? null : readSelector(node, { ...at, path: `${at.path}.${key}` });
}

interface Place extends Reading {
  readonly path: string;
}

function readSelector(node: MapNode, at: Place): Selector {
  return {
    tiers: chosen(
      node,
      'tier',
      mobileIntegration.tiers.map((tier) => tier.key),
    ),
    kinds: chosen(
      node,
      'kind',
      KINDS.map((kind) => kind.id),
    ),
    names: globsAt(node, 'name', at),
    tags: node.entries.has('tag') ? new Set(nodesAt(node, 'tag').flatMap((one) => asText(one) ?? [])) : null,
    not: selectorAt(node, 'not', at),
  };
}

/** The texts at a key that are among the known ones: all of them, where the shape is right. */
function chosen<T extends string>(node: MapNode, key: string, known: readonly T[]): readonly T[] | null {
  if (!node.entries.has(key)) return null;
  const texts = nodesAt(node, key).map(asText);
  return known.filter((one) => texts.includes(one));
}

function globsAt(node: MapNode, key: string, { path, report, compile }: Place): Selector['names'] {
  if (!node.entries.has(key)) return null;
  return nodesAt(node, key).flatMap((one) => {
    const pattern = asText(one) ?? '';
    const result = compile(pattern, null);
    if ('glob' in result) return [result.glob];
    report({ message: `the pattern "${pattern}" ${result.problem}`, span: one.span, path: `${path}.${key}` });
    return [];
  });
}

/** One value, or those of a list. */
function nodesAt(map: MapNode, key: string): readonly Node[] {
  const value = entryAt(map, key)?.value;
  if (value === undefined) return [];
  return value.type === 'list' ? value.items : [value];
}
