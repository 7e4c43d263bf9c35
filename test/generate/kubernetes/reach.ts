import {
  type Labels,
  type Manifest,
  ofKind,
  type Peer,
  type Rule,
  selects,
  workloadsOf,
} from './manifest.ts';

/** A pod as network policies see it, or something outside of the namespace. */
export interface Endpoint {
  readonly name: string;
  /** Labels of its namespace. */
  readonly namespace: Labels;
  readonly labels: Labels;
  /** For what is no pod: its address. */
  readonly address?: string;
}

const NAMESPACE = 'kubernetes.io/metadata.name';

/** Returns a pod of each workload. */
export function podsOf(manifests: readonly Manifest[]): readonly Endpoint[] {
  return workloadsOf(manifests).map(({ metadata, spec }) => ({
    name: metadata.name,
    namespace: { [NAMESPACE]: metadata.namespace ?? '' },
    labels: spec.template.metadata.labels,
  }));
}

/** Returns a pod with labels of its own in another namespace. */
export function podIn(namespace: string, labels: Labels): Endpoint {
  return { name: `${namespace}/pod`, namespace: { [NAMESPACE]: namespace }, labels };
}

/**
 * Returns whether the policies let a connection to a port through, as the API says it
 * (https://kubernetes.io/docs/concepts/services-networking/network-policies/): both ends have to allow it; an end that no policy
 * of a direction selects allows all; policies add up.
 */
export function isAllowed(
  policies: readonly Manifest[],
  { from, to, port, protocol = 'TCP' }: Connection,
): boolean {
  const at = { port, protocol };
  return (
    allows(policies, 'Egress', { own: from, other: to, ...at }) &&
    allows(policies, 'Ingress', { own: to, other: from, ...at })
  );
}

export interface Connection {
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly port: number;
  readonly protocol?: string;
}

interface End {
  readonly own: Endpoint;
  readonly other: Endpoint;
  readonly port: number;
  readonly protocol: string;
}

function allows(policies: readonly Manifest[], direction: 'Ingress' | 'Egress', end: End): boolean {
  const about = ofKind(policies, 'NetworkPolicy').filter(
    ({ metadata, spec }) =>
      metadata.namespace === end.own.namespace[NAMESPACE] &&
      spec?.policyTypes?.includes(direction) &&
      selects(spec.podSelector, end.own.labels),
  );
  if (about.length === 0) return true;
  return about.some(({ metadata, spec }) => {
    const rules = (direction === 'Ingress' ? spec?.ingress : spec?.egress) ?? [];
    return rules.some((rule) => ruleAllows(rule, end, metadata.namespace));
  });
}

function ruleAllows(rule: Rule, { other, port, protocol }: End, home: string | undefined): boolean {
  const peers = rule.from ?? rule.to;
  const reaches = peers === undefined || peers.some((peer) => peerIs(peer, other, home));
  const ports = rule.ports;
  return (
    reaches &&
    (ports === undefined || ports.some((one) => one.port === port && (one.protocol ?? 'TCP') === protocol))
  );
}

function peerIs({ podSelector, namespaceSelector, ipBlock }: Peer, other: Endpoint, home?: string): boolean {
  if (ipBlock !== undefined) return other.address === ipBlock.cidr;
  if (other.address !== undefined) return false;
  const inNamespace =
    namespaceSelector === undefined
      ? other.namespace[NAMESPACE] === home
      : selects(namespaceSelector, other.namespace);
  return inNamespace && selects(podSelector, other.labels);
}
