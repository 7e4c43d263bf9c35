import type { Assertion } from './assertions.ts';
import { type Container, type Manifest, type PodSpec, workloadsOf } from './manifest.ts';

/** Returns the assertion that a predicate holds of each container. */
function ofContainers(
  claim: string,
  covers: readonly string[],
  {
    holds,
    spoil,
  }: {
    readonly holds: (container: Container, pod: PodSpec) => boolean;
    readonly spoil: (container: Container, pod: PodSpec) => void;
  },
): Assertion {
  return {
    claim,
    covers,
    offences: (manifests) =>
      workloadsOf(manifests).flatMap(({ metadata, spec: { template } }) =>
        [...template.spec.containers, ...(template.spec.initContainers ?? [])]
          .filter((container) => !holds(container, template.spec))
          .map(({ name }) => `${metadata.name}/${name}`),
      ),
    spoil: (manifests) => {
      const { pod, container } = firstContainer(manifests);
      spoil(container, pod);
    },
  };
}

/** Returns a container, and the pod that it is in. */
export function firstContainer(manifests: readonly Manifest[]): {
  readonly container: Container;
  readonly pod: PodSpec;
} {
  const pod = workloadsOf(manifests)[0]?.spec.template.spec;
  const container = pod?.containers[0];
  if (pod === undefined || container === undefined) throw new Error('there is no container');
  return { pod, container };
}

const DANGEROUS = [
  'ALL',
  'SYS_ADMIN',
  'NET_ADMIN',
  'CHOWN',
  'DAC_OVERRIDE',
  'FSETID',
  'FOWNER',
  'MKNOD',
  'NET_RAW',
];

/** What each container must keep to. */
export const containerAssertions: readonly Assertion[] = [
  ofContainers(
    'runs as a user and a group of 10000 or above, never as root',
    [
      'kube-linter/run-as-non-root',
      'kube-score/container-security-context-user-group-id',
      'polaris/runAsRootAllowed',
      'nsa/C-0013',
    ],
    {
      holds: ({ securityContext: own }) =>
        own?.runAsNonRoot === true && (own.runAsUser ?? 0) >= 10_000 && (own.runAsGroup ?? 0) >= 10_000,
      spoil: ({ securityContext }) => {
        if (securityContext) securityContext.runAsUser = 1000;
      },
    },
  ),
  ofContainers(
    'is not privileged',
    [
      'kube-linter/privileged-container',
      'kube-score/container-security-context-privileged',
      'polaris/runAsPrivileged',
      'nsa/C-0057',
    ],
    {
      holds: ({ securityContext }) => securityContext?.privileged === false,
      spoil: ({ securityContext }) => {
        if (securityContext) securityContext.privileged = true;
      },
    },
  ),
  ofContainers(
    'cannot gain privileges',
    ['kube-linter/privilege-escalation-container', 'polaris/privilegeEscalationAllowed', 'nsa/C-0016'],
    {
      holds: ({ securityContext }) => securityContext?.allowPrivilegeEscalation === false,
      spoil: ({ securityContext }) => {
        delete securityContext?.allowPrivilegeEscalation;
      },
    },
  ),
  ofContainers(
    'has a root file system that it cannot write to',
    [
      'kube-linter/no-read-only-root-fs',
      'kube-score/container-security-context-readonlyrootfilesystem',
      'polaris/notReadOnlyRootFilesystem',
      'nsa/C-0017',
    ],
    {
      holds: ({ securityContext }) => securityContext?.readOnlyRootFilesystem === true,
      spoil: ({ securityContext }) => {
        delete securityContext?.readOnlyRootFilesystem;
      },
    },
  ),
  ofContainers(
    'drops all capabilities and adds none',
    [
      'kube-linter/drop-net-raw-capability',
      'polaris/dangerousCapabilities',
      'polaris/insecureCapabilities',
      'nsa/C-0046',
    ],
    {
      holds: ({ securityContext: own }) =>
        own?.capabilities?.drop?.includes('ALL') === true &&
        !(own.capabilities.add ?? []).some((name) => DANGEROUS.includes(name)),
      spoil: ({ securityContext }) => {
        if (securityContext) securityContext.capabilities = { drop: ['ALL'], add: ['NET_RAW'] };
      },
    },
  ),
  ofContainers(
    'has the seccomp profile of the runtime',
    ['kube-score/container-seccomp-profile', 'polaris/linuxHardening', 'nsa/C-0055'],
    {
      holds: ({ securityContext }, pod) =>
        (securityContext?.seccompProfile ?? pod.securityContext?.seccompProfile)?.type === 'RuntimeDefault',
      spoil: ({ securityContext }) => {
        if (securityContext) securityContext.seccompProfile = { type: 'Unconfined' };
      },
    },
  ),
  ofContainers(
    'has the masks of /proc that the runtime gives',
    ['kube-linter/unsafe-proc-mount', 'polaris/procMount'],
    {
      holds: ({ securityContext }) => (securityContext?.procMount ?? 'Default') === 'Default',
      spoil: ({ securityContext }) => {
        if (securityContext) securityContext.procMount = 'Unmasked';
      },
    },
  ),
  ofContainers(
    'asks for processor time, and is bounded in it',
    [
      'kube-linter/unset-cpu-requirements',
      'kube-score/container-resources',
      'polaris/cpuRequestsMissing',
      'polaris/cpuLimitsMissing',
      'nsa/C-0270',
    ],
    {
      holds: ({ resources }) =>
        resources?.requests?.['cpu'] !== undefined && resources.limits?.['cpu'] !== undefined,
      spoil: ({ resources }) => {
        delete resources?.limits?.['cpu'];
      },
    },
  ),
  ofContainers(
    'asks for all the memory that it may have',
    [
      'kube-linter/unset-memory-requirements',
      'kube-score/container-memory-requests-equal-limits',
      'polaris/memoryRequestsMissing',
      'polaris/memoryLimitsMissing',
      'nsa/C-0271',
    ],
    {
      holds: ({ resources }) =>
        resources?.limits?.['memory'] !== undefined &&
        resources.limits['memory'] === resources.requests?.['memory'],
      spoil: ({ resources }) => {
        delete resources?.requests?.['memory'];
      },
    },
  ),
  ofContainers(
    'asks for room on the disk of the node, and is bounded in it',
    ['kube-score/container-ephemeral-storage-request-and-limit'],
    {
      holds: ({ resources }) =>
        [resources?.requests, resources?.limits].every((part) => part?.['ephemeral-storage'] !== undefined),
      spoil: ({ resources }) => {
        delete resources?.limits?.['ephemeral-storage'];
      },
    },
  ),
  ofContainers(
    'is of one version of its image, and asks the registry for it',
    [
      'kube-linter/latest-tag',
      'kube-score/container-image-tag',
      'kube-score/container-image-pull-policy',
      'polaris/tagNotSpecified',
      'polaris/pullPolicyNotAlways',
    ],
    {
      holds: ({ image, imagePullPolicy }) =>
        /(:\d+\.\d+\.\d+|@sha256:[0-9a-f]{64})$/.test(image) && imagePullPolicy === 'Always',
      spoil: (container) => {
        container.image = container.image.replace(/:.*$/, ':latest');
      },
    },
  ),
  ofContainers(
    'is asked whether it is ready, whether it lives, and whether it has started, each in its own way and on a port that it has',
    [
      'kube-linter/no-liveness-probe',
      'kube-linter/no-readiness-probe',
      'kube-linter/liveness-port',
      'kube-linter/readiness-port',
      'kube-linter/startup-port',
      'kube-score/pod-probes',
      'kube-score/pod-probes-identical',
      'polaris/readinessProbeMissing',
      'polaris/livenessProbeMissing',
    ],
    {
      holds: ({ readinessProbe, livenessProbe, startupProbe, ports = [] }) => {
        const probes = [readinessProbe, livenessProbe, startupProbe];
        const isOwn = probes.every((probe) => ports.some(({ name }) => name === probe?.httpGet?.port));
        return (
          isOwn &&
          new Set(probes.map((probe) => JSON.stringify(probe))).size === 3 &&
          readinessProbe?.httpGet?.path !== livenessProbe?.httpGet?.path
        );
      },
      spoil: (container) => {
        if (container.readinessProbe?.httpGet) container.readinessProbe.httpGet.port = 'https';
      },
    },
  ),
  ofContainers(
    'has named ports of its own above 1024, and none on the node',
    [
      'kube-linter/ssh-port',
      'kube-linter/privileged-ports',
      'kube-score/container-ports-check',
      'polaris/hostPortSet',
      'nsa/C-0044',
    ],
    {
      holds: ({ ports = [] }) =>
        new Set(ports.map(({ name }) => name)).size === ports.length &&
        ports.every(
          ({ name, containerPort, hostPort }) => name && containerPort > 1024 && hostPort === undefined,
        ),
      spoil: ({ ports = [] }) => {
        for (const port of ports) port.hostPort = port.containerPort;
      },
    },
  ),
  ofContainers(
    'is told each setting once, and no secret',
    [
      'kube-linter/duplicate-env-var',
      'kube-linter/env-var-secret',
      'kube-linter/read-secret-from-env-var',
      'kube-linter/env-value-from',
      'kube-score/environment-variable-key-duplication',
      'polaris/sensitiveContainerEnvVar',
    ],
    {
      holds: ({ env = [], envFrom = [] }) =>
        new Set(env.map(({ name }) => name)).size === env.length &&
        env.every(
          ({ name, valueFrom }) =>
            !/secret|password|token|key|credential/i.test(name) && valueFrom?.secretKeyRef === undefined,
        ) &&
        envFrom.every(({ secretRef }) => secretRef === undefined),
      spoil: (container) => {
        container.env = [{ name: 'API_KEY', value: 'abc' }];
      },
    },
  ),
  ofContainers('mounts no part of a volume by a path that could be a link', ['nsa/C-0058'], {
    holds: ({ volumeMounts = [] }) => volumeMounts.every(({ subPath }) => subPath === undefined),
    spoil: ({ volumeMounts = [] }) => {
      for (const mount of volumeMounts) mount.subPath = 'inside';
    },
  }),
];
