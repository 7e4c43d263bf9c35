import { rememberedFor } from '../../model/memo.ts';
import type { Element, Model } from '../../model/model.ts';
import { neighboursOf } from './edge-index.ts';
import { selectorOf, tierName } from './labels.ts';
import { SERVICE_PORT } from './port.ts';

/**
 * Returns the compose networks that an element is on, sorted: one for each pair of tiers of which it talks to or is talked
 * to, and for a gateway the one through which phones come in.
 */
export function composeNetworksOf(model: Model, element: Element): readonly string[] {
  const tiers = tiersOf(model);
  const { callers, callees } = neighboursOf(model, element.name);
  const networks = new Set(
    [...callers, ...callees].map(({ from, to }) => networkOf(tiers.get(from), tiers.get(to))),
  );
  if (element.tier === 'gateway') networks.add(ENTRY_NETWORK);
  return [...networks].sort();
}

const tiersOf = rememberedFor(
  ({ elements }: Model) => new Map(elements.map(({ name, tier }) => [name, tier])),
);

/** Name of the network that phones reach the gateway through. */
export const ENTRY_NETWORK = 'entry';

function networkOf(from: Element['tier'] | undefined, to: Element['tier'] | undefined): string {
  if (from === undefined || to === undefined) throw new Error('an edge has an end that is no element');
  return from === 'devices' ? ENTRY_NETWORK : `${tierName(from)}-${tierName(to)}`;
}

const HTTP = [{ protocol: 'TCP', port: SERVICE_PORT }];

/** Namespace of the cluster's own gateway, from which phones come in. */
const INGRESS_NAMESPACE = 'gateway-system';

/** Returns the rules of a NetworkPolicy that let in what calls the element, and nothing else. */
export function ingressOf(model: Model, element: Element): readonly object[] {
  const tiers = tiersOf(model);
  const rules: object[] = neighboursOf(model, element.name)
    .callers.filter(({ from }) => tiers.get(from) !== 'devices')
    .map(({ from }) => ({ from: [{ podSelector: { matchLabels: selectorOf(model, from) } }], ports: HTTP }));
  if (element.tier !== 'gateway') return rules;
  const labels = { 'kubernetes.io/metadata.name': INGRESS_NAMESPACE };
  return [...rules, { from: [{ namespaceSelector: { matchLabels: labels } }], ports: HTTP }];
}

/** Returns the rules that let an element open connections to those that it calls. */
export function egressOf(model: Model, calls: readonly { readonly name: string }[]): readonly object[] {
  return calls.map(({ name }) => ({
    to: [{ podSelector: { matchLabels: selectorOf(model, name) } }],
    ports: HTTP,
  }));
}

/** Returns the same rules where some of those that it calls are outside of the cluster. */
export function productionEgressOf(
  model: Model,
  calls: readonly { readonly name: string }[],
  outside: readonly { readonly name: string }[],
): readonly object[] {
  const names = new Set(outside.map(({ name }) => name));
  const inside = egressOf(
    model,
    calls.filter(({ name }) => !names.has(name)),
  );
  const toOutside = { to: [{ ipBlock: { cidr: '192.0.2.0/24' } }], ports: [{ protocol: 'TCP', port: 443 }] };
  return names.size === 0 ? inside : [...inside, toOutside];
}
