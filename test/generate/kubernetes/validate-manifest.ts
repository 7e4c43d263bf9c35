import { HTTPRoute } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1';
import {
  PrometheusRule,
  ServiceMonitor,
} from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1';
import { Deployment, StatefulSet } from 'kubernetes-models/apps/v1';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { ConfigMap, Namespace, Service, ServiceAccount } from 'kubernetes-models/v1';
import type { Manifest } from './manifest.ts';

interface Kind {
  /** Module that has its type. */
  readonly module: string;
  readonly validate: (manifest: object) => void;
}

/** Every kind that the pack makes. */
export const kinds: Readonly<Record<string, Kind>> = {
  Namespace: { module: 'kubernetes-models/v1', validate: (it) => new Namespace(it).validate() },
  ServiceAccount: { module: 'kubernetes-models/v1', validate: (it) => new ServiceAccount(it).validate() },
  ConfigMap: { module: 'kubernetes-models/v1', validate: (it) => new ConfigMap(it).validate() },
  Service: { module: 'kubernetes-models/v1', validate: (it) => new Service(it).validate() },
  Deployment: { module: 'kubernetes-models/apps/v1', validate: (it) => new Deployment(asIs(it)).validate() },
  StatefulSet: {
    module: 'kubernetes-models/apps/v1',
    validate: (it) => new StatefulSet(asIs(it)).validate(),
  },
  NetworkPolicy: {
    module: 'kubernetes-models/networking.k8s.io/v1',
    validate: (it) => new NetworkPolicy(asIs(it)).validate(),
  },
  PodDisruptionBudget: {
    module: 'kubernetes-models/policy/v1',
    validate: (it) => new PodDisruptionBudget(it).validate(),
  },
  HorizontalPodAutoscaler: {
    module: 'kubernetes-models/autoscaling/v2',
    validate: (it) => new HorizontalPodAutoscaler(asIs(it)).validate(),
  },
  HTTPRoute: {
    module: '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1',
    validate: (it) => new HTTPRoute(asIs(it)).validate(),
  },
  PrometheusRule: {
    module: '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1',
    validate: (it) => new PrometheusRule(asIs(it)).validate(),
  },
  ServiceMonitor: {
    module: '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1',
    validate: (it) => new ServiceMonitor(asIs(it)).validate(),
  },
};

/** Whether it has what its kind must have is for the validator to say, not for the type. */
function asIs(manifest: object) {
  return manifest as ConstructorParameters<typeof Deployment>[0] &
    ConstructorParameters<typeof StatefulSet>[0] &
    ConstructorParameters<typeof NetworkPolicy>[0] &
    ConstructorParameters<typeof HorizontalPodAutoscaler>[0] &
    ConstructorParameters<typeof HTTPRoute>[0] &
    ConstructorParameters<typeof PrometheusRule>[0] &
    ConstructorParameters<typeof ServiceMonitor>[0];
}

/** Throws where a manifest is not what the schema of its kind asks for; unknown fields are not looked for. */
export function validateManifest(manifest: Manifest): void {
  const kind = kinds[manifest.kind];
  if (kind === undefined) throw new Error(`no schema for ${manifest.kind}`);
  kind.validate(manifest);
}
