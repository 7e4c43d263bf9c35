import type { Assertion } from './assertions.ts';
import { type Manifest, ofKind, type PodSpec, selects, type Workload, workloadsOf } from './manifest.ts';

/** Returns the assertion that a predicate holds of each pod. */
function ofPods(
  claim: string,
  covers: readonly string[],
  {
    holds,
    spoil,
  }: {
    readonly holds: (pod: PodSpec, workload: Workload, manifests: readonly Manifest[]) => boolean;
    readonly spoil: (pod: PodSpec, workload: Workload) => void;
  },
): Assertion {
  return {
    claim,
    covers,
    offences: (manifests) =>
      workloadsOf(manifests)
        .filter((workload) => !holds(workload.spec.template.spec, workload, manifests))
        .map(({ metadata }) => metadata.name),
    spoil: (manifests) => {
      const workload = scaledWorkload(manifests);
      spoil(workload.spec.template.spec, workload);
    },
  };
}

/** Returns a workload of several copies: every system has one, its gateway. */
function scaledWorkload(manifests: readonly Manifest[]): Workload {
  const workload = workloadsOf(manifests).find((candidate) => isScaled(candidate, manifests));
  if (workload === undefined) throw new Error('there is no workload of several copies');
  return workload;
}

/** Returns whether an autoscaler says how many copies a workload has. */
export function isScaled({ kind, metadata }: Manifest, manifests: readonly Manifest[]): boolean {
  return ofKind(manifests, 'HorizontalPodAutoscaler').some(
    ({ spec }) => spec?.scaleTargetRef?.kind === kind && spec.scaleTargetRef.name === metadata.name,
  );
}

/** What each pod must keep to. */
export const podAssertions: readonly Assertion[] = [
  ofPods(
    'shares no process table with the node',
    ['kube-linter/host-pid', 'polaris/hostPIDSet', 'nsa/C-0038'],
    {
      holds: ({ hostPID }) => hostPID !== true,
      spoil: (pod) => {
        pod.hostPID = true;
      },
    },
  ),
  ofPods('shares no IPC with the node', ['kube-linter/host-ipc', 'polaris/hostIPCSet'], {
    holds: ({ hostIPC }) => hostIPC !== true,
    spoil: (pod) => {
      pod.hostIPC = true;
    },
  }),
  ofPods(
    'shares no network with the node',
    ['kube-linter/host-network', 'polaris/hostNetworkSet', 'nsa/C-0041'],
    {
      holds: ({ hostNetwork }) => hostNetwork !== true,
      spoil: (pod) => {
        pod.hostNetwork = true;
      },
    },
  ),
  ofPods('is no process of a Windows node', ['polaris/hostProcess'], {
    holds: ({ securityContext, containers }) =>
      [securityContext, ...containers.map((container) => container.securityContext)].every(
        (context) => context?.windowsOptions?.hostProcess !== true,
      ),
    spoil: (pod) => {
      pod.securityContext = { ...pod.securityContext, windowsOptions: { hostProcess: true } };
    },
  }),
  ofPods(
    'mounts nothing of the node',
    [
      'kube-linter/sensitive-host-mounts',
      'kube-linter/writable-host-mount',
      'kube-linter/docker-sock',
      'polaris/hostPathSet',
    ],
    {
      holds: ({ volumes = [] }) => volumes.every(({ hostPath }) => hostPath === undefined),
      spoil: ({ volumes = [] }) => {
        volumes.push({ name: 'docker', hostPath: { path: '/var/run/docker.sock' } });
      },
    },
  ),
  ofPods('sets no parameter of the kernel', ['kube-linter/unsafe-sysctls'], {
    holds: ({ securityContext }) => (securityContext?.sysctls ?? []).length === 0,
    spoil: (pod) => {
      pod.securityContext = { ...pod.securityContext, sysctls: [{ name: 'kernel.msgmax' }] };
    },
  }),
  ofPods(
    'has a service account of its own that is there, and no token of it',
    [
      'kube-linter/default-service-account',
      'kube-linter/deprecated-service-account-field',
      'kube-linter/non-existent-service-account',
      'polaris/automountServiceAccountToken',
      'nsa/C-0034',
    ],
    {
      holds: (
        { serviceAccountName, serviceAccount, automountServiceAccountToken },
        { metadata },
        manifests,
      ) =>
        serviceAccountName === metadata.name &&
        serviceAccount === undefined &&
        automountServiceAccountToken === false &&
        ofKind(manifests, 'ServiceAccount').some(
          (account) =>
            account.metadata.name === serviceAccountName && account.automountServiceAccountToken === false,
        ),
      spoil: (pod) => {
        pod.serviceAccountName = 'somebody';
      },
    },
  ),
  ofPods(
    'of several copies is put on nodes apart where there are enough',
    [
      'kube-linter/no-anti-affinity',
      'kube-score/deployment-has-host-podantiaffinity',
      'kube-score/statefulset-has-host-podantiaffinity',
    ],
    {
      holds: ({ affinity }, workload, manifests) =>
        !isScaled(workload, manifests) ||
        (affinity?.podAntiAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []).some(
          ({ podAffinityTerm: { topologyKey, labelSelector } }) =>
            topologyKey === 'kubernetes.io/hostname' &&
            selects(labelSelector, workload.spec.template.metadata.labels),
        ),
      spoil: (pod) => {
        delete pod.affinity;
      },
    },
  ),
  ofPods(
    'is spread over the zones of the cluster',
    ['kube-score/pod-topology-spread-constraints', 'polaris/topologySpreadConstraint'],
    {
      holds: ({ topologySpreadConstraints = [] }, { spec }) =>
        topologySpreadConstraints.some(
          ({ topologyKey, labelSelector }) =>
            topologyKey === 'topology.kubernetes.io/zone' &&
            selects(labelSelector, spec.template.metadata.labels),
        ),
      spoil: (pod) => {
        pod.topologySpreadConstraints = [];
      },
    },
  ),
  ofPods(
    'is selected by its own workload',
    [
      'kube-linter/mismatching-selector',
      'kube-score/deployment-pod-selector-labels-match-template-metadata-labels',
      'kube-score/statefulset-pod-selector-labels-match-template-metadata-labels',
    ],
    {
      holds: (_pod, { spec }) =>
        spec.selector?.matchLabels !== undefined && selects(spec.selector, spec.template.metadata.labels),
      spoil: (_pod, { spec }) => {
        spec.template.metadata.labels = { app: 'other' };
      },
    },
  ),
  ofPods(
    'is replaced by rolling',
    ['kube-linter/no-rolling-update-strategy', 'kube-score/deployment-strategy'],
    {
      holds: (_pod, { spec }) => (spec.strategy ?? spec.updateStrategy)?.type === 'RollingUpdate',
      spoil: (_pod, { spec }) => {
        spec.strategy = { type: 'Recreate' };
      },
    },
  ),
  ofPods(
    'is closed both ways but for what a policy of its own allows',
    [
      'kube-linter/non-isolated-pod',
      'kube-score/pod-networkpolicy',
      'polaris/missingNetworkPolicy',
      'nsa/C-0030',
      'nsa/C-0054',
    ],
    {
      holds: (_pod, { metadata, spec }, manifests) =>
        ['Ingress', 'Egress'].every((direction) =>
          ofKind(manifests, 'NetworkPolicy').some(
            (policy) =>
              policy.metadata.name === metadata.name &&
              policy.metadata.namespace === metadata.namespace &&
              policy.spec?.policyTypes?.includes(direction) &&
              selects(policy.spec.podSelector, spec.template.metadata.labels),
          ),
        ),
      spoil: (_pod, workload) => {
        workload.metadata.namespace = 'elsewhere';
      },
    },
  ),
  ofPods(
    'has a budget that lets nodes be emptied, also of pods that are not well',
    [
      'kube-linter/pdb-max-unavailable',
      'kube-linter/pdb-min-available',
      'kube-linter/pdb-unhealthy-pod-eviction-policy',
      'kube-score/deployment-has-poddisruptionbudget',
      'kube-score/statefulset-has-poddisruptionbudget',
      'kube-score/poddisruptionbudget-has-policy',
      'polaris/missingPodDisruptionBudget',
      'polaris/pdbDisruptionsIsZero',
      'polaris/pdbMinAvailableGreaterThanHPAMinReplicas',
    ],
    {
      holds: (_pod, { spec }, manifests) =>
        ofKind(manifests, 'PodDisruptionBudget').some(
          ({ spec: budget }) =>
            selects(budget?.selector, spec.template.metadata.labels) &&
            budget?.maxUnavailable === 1 &&
            budget.minAvailable === undefined &&
            budget.unhealthyPodEvictionPolicy === 'AlwaysAllow',
        ),
      spoil: (_pod, { spec }) => {
        spec.template.metadata.labels = { app: 'other' };
      },
    },
  ),
  ofPods('has the name of its workload as that of an instance', ['polaris/metadataAndInstanceMismatched'], {
    holds: (_pod, { metadata, spec }) =>
      [metadata, spec.template.metadata].every(
        ({ labels }) => labels?.['app.kubernetes.io/instance'] === metadata.name,
      ),
    spoil: (_pod, { metadata }) => {
      metadata.labels = { ...metadata.labels, 'app.kubernetes.io/instance': 'the-system' };
    },
  }),
  ofPods('says who owns it', ['kube-linter/required-label-owner'], {
    holds: (_pod, { metadata, spec }) =>
      Boolean(metadata.labels?.['owner'] && spec.template.metadata.labels['owner']),
    spoil: (_pod, { spec }) => {
      delete spec.template.metadata.labels['owner'];
    },
  }),
];
