import { entryAt, mapAt, textAt } from '../blueprint/fields.ts';
import type { Demand, EdgeDemand, PropertyDemand, Verb } from '../rules/custom/custom-rule.ts';
import { PROPERTIES } from '../rules/custom/properties.ts';
import type { Property } from '../rules/custom/property.ts';
import type { Selector } from '../rules/custom/selector.ts';
import type { MapNode } from '../source/parsed-document.ts';
import type { Reading } from './config-document.ts';
import { readCondition } from './read-condition.ts';
import { selectorAt } from './read-selector.ts';

interface Place extends Reading {
  readonly path: string;
}

const VERBS: readonly Verb[] = ['forbid', 'require', 'allow'];

/** Returns what a custom rule demands, under the one verb that the shape lets it have. Mistakes are reported. */
export function readDemand(rule: MapNode, place: Place): Demand {
  const verb = VERBS.find((one) => rule.entries.has(one)) ?? 'forbid';
  const map = mapAt(rule, verb) ?? rule;
  const at = { ...place, path: `${place.path}.${verb}` };
  return map.entries.has('property') ? readProperty(map, verb, at) : readEdges(map, verb, at);
}

function readEdges(map: MapNode, verb: Verb, at: Place): EdgeDemand {
  const missing = ['from', 'to'].find((key) => !map.entries.has(key));
  if (verb !== 'forbid' && missing !== undefined) {
    const message = `"${verb}" on edges has no "${missing}"`;
    at.report({ message, hint: `say ${HINTS[verb]}`, span: map.span, path: at.path });
  }
  return { type: 'edges', verb, from: selectorAt(map, 'from', at), to: selectorAt(map, 'to', at) };
}

const HINTS = {
  require: 'which elements need an edge, and to which',
  allow: 'between which elements edges are allowed',
} as const;

function readProperty(map: MapNode, verb: Verb, at: Place): PropertyDemand {
  const name = textAt(map, 'property') ?? '';
  const on = selectorAt(map, 'on', at);
  const properties = findProperties(map, { name, on, at });
  // Without a property, everything that could be said of its condition would follow from that.
  const type = properties[0]?.type ?? null;
  const condition = type === null ? NONE : readCondition(map, { ...at, property: name, type });
  checkCondition(map, verb, at);
  return { type: 'property', verb, on, properties, condition };
}

const NONE = { present: null, equals: null, matches: null, min: null, max: null } as const;

function checkCondition(map: MapNode, verb: Verb, { path, report }: Place): void {
  const keys = Object.keys(NONE);
  if (!keys.some((key) => map.entries.has(key))) {
    const hint = `add one of ${keys.map((key) => `"${key}"`).join(', ')}`;
    report({ message: `"${verb}" does not say what of the property`, hint, span: map.span, path });
  }
  const present = entryAt(map, 'present');
  if (verb === 'allow' && present !== null) {
    const hint = 'what is allowed may always be absent: use "require" or "forbid"';
    report({
      message: '"allow" with "present" says nothing',
      hint,
      span: present.keySpan,
      path: `${path}.present`,
    });
  }
}

function findProperties(
  map: MapNode,
  { name, on, at }: { readonly name: string; readonly on: Selector | null; readonly at: Place },
): readonly Property[] {
  const tiers = on?.tiers ?? (on?.kinds ? ['mobileServices'] : null);
  const mayHave = PROPERTIES.filter(
    ({ tier }) => tiers === null || tier === null || tiers.some((one) => one === tier),
  );
  const found = mayHave.filter((property) => property.name === name);
  if (found.length > 0) return found;
  const message =
    tiers === null
      ? `no element has a property "${name}"`
      : `there is no property "${name}" in ${tiers.map((tier) => `"${tier}"`).join(', ')}`;
  const elsewhere = PROPERTIES.find((property) => property.name === name)?.tier;
  const names = mayHave.map((property) => property.name);
  const hint = elsewhere ? `it is one of "${elsewhere}"` : at.suggest(name, () => names, 'there are');
  const span = entryAt(map, 'property')?.value.span ?? map.span;
  at.report({ message, hint, span, path: `${at.path}.property` });
  return [];
}
