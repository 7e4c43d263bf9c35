import type { Assertion } from './assertions.ts';
import { type Manifest, ofKind, podsOfService, selects, workloadsOf } from './manifest.ts';
import { isScaled } from './pod-assertions.ts';
import { validateManifest } from './validate-manifest.ts';

function first(manifests: readonly Manifest[], kind: string): Manifest {
  const [manifest] = ofKind(manifests, kind);
  if (manifest === undefined) throw new Error(`there is no ${kind}`);
  return manifest;
}

function namesOf(manifests: readonly Manifest[]): readonly string[] {
  return manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
}

function isValid(manifest: Manifest): boolean {
  try {
    validateManifest(manifest);
    return true;
  } catch {
    return false;
  }
}

/** Versions of the API that are current in every Kubernetes that is maintained. */
const CURRENT: Readonly<Record<string, string>> = {
  Namespace: 'v1',
  ServiceAccount: 'v1',
  ConfigMap: 'v1',
  Service: 'v1',
  Deployment: 'apps/v1',
  StatefulSet: 'apps/v1',
  NetworkPolicy: 'networking.k8s.io/v1',
  PodDisruptionBudget: 'policy/v1',
  HorizontalPodAutoscaler: 'autoscaling/v2',
  HTTPRoute: 'gateway.networking.k8s.io/v1',
  PrometheusRule: 'monitoring.coreos.com/v1',
  ServiceMonitor: 'monitoring.coreos.com/v1',
};

const LABEL_VALUE = /^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$/;

/** What must hold among the manifests. */
export const systemAssertions: readonly Assertion[] = [
  {
    claim: 'each Service selects pods of one workload, at a port that they have',
    covers: [
      'kube-linter/dangling-service',
      'kube-linter/invalid-target-ports',
      'kube-score/service-targets-pod',
    ],
    offences: (manifests) =>
      namesOf(
        ofKind(manifests, 'Service').filter((service) => {
          const { spec } = service;
          const selected = workloadsOf(manifests).filter((workload) =>
            selects(podsOfService(service), workload.spec.template.metadata.labels),
          );
          const ports = selected.flatMap((workload) =>
            workload.spec.template.spec.containers.flatMap((container) => container.ports ?? []),
          );
          return (
            selected.length !== 1 ||
            !spec?.ports?.every(({ targetPort }) => ports.some(({ name }) => name === targetPort))
          );
        }),
      ),
    spoil: (manifests) => {
      for (const port of first(manifests, 'Service').spec?.ports ?? []) port.targetPort = 'https';
    },
  },
  {
    claim: 'no Service is reached from outside of the cluster',
    covers: ['kube-linter/exposed-services', 'kube-score/service-type'],
    offences: (manifests) =>
      namesOf(ofKind(manifests, 'Service').filter(({ spec }) => spec?.type !== 'ClusterIP')),
    spoil: (manifests) => {
      const { spec } = first(manifests, 'Service');
      if (spec) spec.type = 'NodePort';
    },
  },
  {
    claim: 'a StatefulSet names a headless Service that selects its pods',
    covers: ['kube-score/statefulset-has-servicename'],
    offences: (manifests) =>
      namesOf(
        ofKind(manifests, 'StatefulSet').filter(
          ({ spec }) =>
            !ofKind(manifests, 'Service').some(
              (service) =>
                service.metadata.name === spec?.serviceName &&
                service.spec?.clusterIP === 'None' &&
                selects(podsOfService(service), spec.template?.metadata.labels ?? {}),
            ),
        ),
      ),
    spoil: (manifests) => {
      const { spec } = first(manifests, 'StatefulSet');
      if (spec) spec.serviceName = 'nowhere';
    },
  },
  {
    claim: 'each network policy selects pods that are there',
    covers: ['kube-linter/dangling-networkpolicy', 'kube-score/networkpolicy-targets-pod'],
    offences: (manifests) =>
      namesOf(
        ofKind(manifests, 'NetworkPolicy').filter(
          ({ spec }) =>
            !workloadsOf(manifests).some((workload) =>
              selects(spec?.podSelector, workload.spec.template.metadata.labels),
            ),
        ),
      ),
    spoil: (manifests) => {
      const { spec } = first(manifests, 'NetworkPolicy');
      if (spec) spec.podSelector = { matchLabels: { app: 'nobody' } };
    },
  },
  {
    claim: 'each network policy names pods of its own namespace that are there',
    covers: ['kube-linter/dangling-networkpolicypeer-podselector'],
    offences: (manifests) =>
      namesOf(
        ofKind(manifests, 'NetworkPolicy').filter(({ spec }) =>
          [...(spec?.ingress ?? []), ...(spec?.egress ?? [])]
            .flatMap(({ from = [], to = [] }) => [...from, ...to])
            .filter(({ podSelector, namespaceSelector }) => podSelector && !namespaceSelector)
            .some(
              ({ podSelector }) =>
                !workloadsOf(manifests).some((workload) =>
                  selects(podSelector, workload.spec.template.metadata.labels),
                ),
            ),
        ),
      ),
    spoil: (manifests) => {
      const peers = ofKind(manifests, 'NetworkPolicy').flatMap(({ spec }) => spec?.egress ?? []);
      for (const { to = [] } of peers)
        for (const peer of to) peer.podSelector = { matchLabels: { app: 'nobody' } };
    },
  },
  {
    claim: 'each route leads from host names of its own, without a wildcard',
    covers: ['polaris/httpRouteWildcardOrEmptyHost'],
    offences: (manifests) =>
      namesOf(
        ofKind(manifests, 'HTTPRoute').filter(({ spec }) => {
          const hosts = spec?.hostnames ?? [];
          return hosts.length === 0 || hosts.some((host) => host.includes('*'));
        }),
      ),
    spoil: (manifests) => {
      const { spec } = first(manifests, 'HTTPRoute');
      if (spec) spec.hostnames = ['*.example.com'];
    },
  },
  {
    claim: 'each route leads to Services of its own namespace that are there, at a port that they have',
    covers: ['polaris/httpRouteCrossNamespaceBackendRef'],
    offences: (manifests) =>
      namesOf(
        ofKind(manifests, 'HTTPRoute').filter(({ metadata, spec }) =>
          (spec?.rules ?? [])
            .flatMap(({ backendRefs = [] }) => backendRefs)
            .some(
              (backend) =>
                backend.namespace !== undefined ||
                !ofKind(manifests, 'Service').some(
                  (service) =>
                    service.metadata.name === backend.name &&
                    service.metadata.namespace === metadata.namespace &&
                    service.spec?.ports?.some(({ port }) => port === backend.port),
                ),
            ),
        ),
      ),
    spoil: (manifests) => {
      for (const { backendRefs = [] } of first(manifests, 'HTTPRoute').spec?.rules ?? [])
        for (const backend of backendRefs) backend.namespace = 'elsewhere';
    },
  },
  {
    claim:
      'each autoscaler has a workload without a fixed number of copies, for at least three of it and then more',
    covers: [
      'kube-linter/dangling-horizontalpodautoscaler',
      'kube-linter/hpa-minimum-three-replicas',
      'kube-score/horizontalpodautoscaler-has-target',
      'kube-score/horizontalpodautoscaler-replicas',
      'kube-score/deployment-targeted-by-hpa-does-not-have-replicas-configured',
      'polaris/hpaMaxAvailability',
      'polaris/hpaMinAvailability',
    ],
    offences: (manifests) =>
      namesOf(
        ofKind(manifests, 'HorizontalPodAutoscaler').filter(({ spec }) => {
          const target = workloadsOf(manifests).find(
            ({ apiVersion, kind, metadata }) =>
              apiVersion === spec?.scaleTargetRef?.apiVersion &&
              kind === spec.scaleTargetRef.kind &&
              metadata.name === spec.scaleTargetRef.name,
          );
          const { minReplicas = 0, maxReplicas = 0 } = spec ?? {};
          return (
            target === undefined ||
            target.spec.replicas !== undefined ||
            minReplicas < 3 ||
            maxReplicas <= minReplicas
          );
        }),
      ),
    spoil: (manifests) => {
      const { spec } = first(manifests, 'HorizontalPodAutoscaler');
      if (spec) spec.maxReplicas = spec.minReplicas ?? 0;
    },
  },
  {
    claim: 'what keeps nothing between requests is scaled, and everything else has one copy and says so',
    covers: [],
    offences: (manifests) =>
      namesOf(
        workloadsOf(manifests).filter(
          (workload) => isScaled(workload, manifests) === (workload.spec.replicas === 1),
        ),
      ),
    spoil: (manifests) => {
      for (const { spec } of workloadsOf(manifests)) delete spec.replicas;
      for (const { spec } of ofKind(manifests, 'HorizontalPodAutoscaler'))
        if (spec?.scaleTargetRef) spec.scaleTargetRef.name = 'nobody';
    },
  },
  {
    claim: 'every version of an API is current',
    covers: ['kube-linter/no-extensions-v1beta', 'kube-score/stable-version'],
    offences: (manifests) =>
      namesOf(manifests.filter(({ apiVersion, kind }) => CURRENT[kind] !== apiVersion)),
    spoil: (manifests) => {
      first(manifests, 'Deployment').apiVersion = 'extensions/v1beta1';
    },
  },
  {
    claim: 'everything is as the schema of its kind asks for',
    covers: ['kube-linter/schema-validation'],
    offences: (manifests) => namesOf(manifests.filter((manifest) => !isValid(manifest))),
    spoil: (manifests) => {
      delete first(manifests, 'HorizontalPodAutoscaler').spec?.maxReplicas;
    },
  },
  {
    claim: 'labels have values that labels may have',
    covers: ['kube-score/label-values'],
    offences: (manifests) =>
      namesOf(
        manifests.filter(({ metadata }) =>
          Object.values(metadata.labels ?? {}).some((value) => !LABEL_VALUE.test(value)),
        ),
      ),
    spoil: (manifests) => {
      first(manifests, 'Service').metadata.labels = { owner: 'the team of channels' };
    },
  },
  {
    claim: 'everything is in a namespace that is named',
    covers: ['kube-linter/use-namespace'],
    offences: (manifests) =>
      namesOf(
        manifests.filter(
          ({ kind, metadata }) =>
            kind !== 'Namespace' && (metadata.namespace === undefined || metadata.namespace === 'default'),
        ),
      ),
    spoil: (manifests) => {
      delete first(manifests, 'Service').metadata.namespace;
    },
  },
  {
    claim: 'settings hold no credentials, and no Secret is part of it',
    covers: ['polaris/sensitiveConfigmapContent', 'nsa/C-0012'],
    offences: (manifests) =>
      namesOf(
        manifests.filter(
          ({ kind, data = {} }) =>
            kind === 'Secret' ||
            Object.entries(data).some(
              ([name, value]) =>
                /secret|password|token|api_?key|credential|private/i.test(name) || /\/\/[^/]*@/.test(value),
            ),
        ),
      ),
    spoil: (manifests) => {
      const settings = { CRM_URL: 'https://user:word@crm.example.com' };
      manifests.push({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'a', namespace: 'a' },
        data: settings,
      });
    },
  },
  {
    claim: 'no right in the cluster is given to anybody',
    covers: [
      'kube-linter/access-to-create-pods',
      'kube-linter/access-to-secrets',
      'kube-linter/cluster-admin-role-binding',
      'kube-linter/wildcard-in-rules',
      'polaris/clusterrolePodExecAttach',
      'polaris/rolePodExecAttach',
      'polaris/clusterrolebindingPodExecAttach',
      'polaris/rolebindingClusterRolePodExecAttach',
      'polaris/rolebindingRolePodExecAttach',
      'polaris/clusterrolebindingClusterAdmin',
      'polaris/rolebindingClusterAdminClusterRole',
      'polaris/rolebindingClusterAdminRole',
      'nsa/C-0002',
      'nsa/C-0035',
    ],
    offences: (manifests) => namesOf(manifests.filter(({ kind }) => /^(Cluster)?Role(Binding)?$/.test(kind))),
    spoil: (manifests) => {
      manifests.push({
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
        metadata: { name: 'a', namespace: 'a' },
      });
    },
  },
  {
    claim: 'the namespace enforces the restricted Pod Security Standard',
    covers: ['nsa/C-0068'],
    offences: (manifests) =>
      namesOf(
        ofKind(manifests, 'Namespace').filter(({ metadata: { labels } }) =>
          ['enforce', 'warn', 'audit'].some(
            (mode) => labels?.[`pod-security.kubernetes.io/${mode}`] !== 'restricted',
          ),
        ),
      ),
    spoil: (manifests) => {
      first(manifests, 'Namespace').metadata.labels = {};
    },
  },
];
