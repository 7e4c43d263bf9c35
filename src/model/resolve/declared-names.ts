import type { Blueprint } from '../../blueprint/blueprint.ts';
import { asText, entriesAt, itemsAt, textAt } from '../../blueprint/fields.ts';
import type { Report } from '../../diagnostics/findings.ts';
import { findKind } from '../../kinds/index.ts';
import type { Kind } from '../../kinds/kind.ts';
import type { Pattern, PatternTier } from '../../patterns/pattern.ts';
import type { MapNode } from '../../source/parsed-document.ts';
import type { Span } from '../../source/source.ts';
import { isDeviceName } from './device-names.ts';

/** An element as declared: it has a name and a place, whether or not the rest of it is right. */
export interface Declared {
  readonly name: string;
  readonly tier: PatternTier['key'];
  /** `frontend microservice`. */
  readonly noun: string;
  /** Null: what stands at the key is no map. */
  readonly node: MapNode | null;
  /** Of a mobile service; null for others and where the kind is unknown. */
  readonly kind: Kind | null;
  /** Of its key. */
  readonly span: Span;
  readonly path: string;
}

/** Every declared element by name, in the order of the pattern's tiers. */
export type NameTable = ReadonlyMap<string, Declared>;

/** Returns all declared elements, implied push providers included. A name that is declared twice is reported. */
export function declareNames(blueprint: Blueprint, pattern: Pattern, report: Report): NameTable {
  const names = new Map<string, Declared>();
  const declare = (declared: Declared) => {
    const first = names.get(declared.name);
    if (first === undefined) names.set(declared.name, declared);
    else reportTwice(report, declared, first);
  };
  for (const tier of pattern.tiers) {
    if (tier.inBlueprint) for (const declared of declaredIn(blueprint, tier)) declare(declared);
  }
  const providers = pattern.tiers.find((tier) => tier.key === 'providers');
  for (const declared of names.values()) if (isDeviceName(declared.name)) reportDevice(report, declared);
  if (providers === undefined) return names;
  for (const service of [...names.values()]) {
    for (const provider of providersOf(service)) {
      const name = `${service.name}-${provider}`;
      if (name.length > 63) reportLong(report, service, name);
      declare({ ...service, name, tier: 'providers', noun: providers.noun, node: null, kind: null });
    }
  }
  return names;
}

/** Returns the ids of the push providers that a declared element implies; none unless it is a push service. */
export function providersOf(declared: Declared): readonly ('fcm' | 'apns')[] {
  if (declared.kind?.id !== 'push') return [];
  const written = (declared.node ? itemsAt(declared.node, 'providers') : []).map((item) => asText(item));
  const all = ['fcm', 'apns'] as const;
  return written.length === 0 ? all : all.filter((provider) => written.includes(provider));
}

function declaredIn(blueprint: Blueprint, tier: PatternTier): readonly Declared[] {
  return entriesAt(blueprint.root, tier.key).map((entry) => {
    const node = entry.value.type === 'map' ? entry.value : null;
    const kind = tier.key === 'mobileServices' && node ? findKind(textAt(node, 'kind') ?? '') : null;
    return {
      name: entry.key,
      tier: tier.key,
      noun: tier.noun,
      node,
      kind,
      span: entry.keySpan,
      path: `${tier.key}.${entry.key}`,
    };
  });
}

/** Applications get no folder of their own. */
function reportDevice(report: Report, { tier, noun, name, span, path }: Declared): void {
  if (tier === 'devices') return;
  const message = `${noun} "${name}" has the name of a device on Windows, where its folder could not be written`;
  report({ rule: 'name', message, span, path, hint: 'choose another name' });
}

function reportTwice(report: Report, second: Declared, first: Declared): void {
  report({
    rule: 'duplicate-name',
    message: `${second.noun} "${second.name}" has the name of a ${first.noun}`,
    span: second.span,
    path: second.path,
    hint: 'names are unique in a blueprint: rename one of the two',
    related: [{ message: `"${first.name}" is declared here`, span: first.span }],
  });
}

function reportLong(report: Report, service: Declared, name: string): void {
  const message = `name "${service.name}" is too long: its provider would be "${name}" (${name.length} of 63 characters)`;
  report({ rule: 'name', message, span: service.span, path: service.path, hint: 'shorten it' });
}
