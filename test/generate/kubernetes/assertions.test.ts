import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { assertions } from './assertions.ts';
import { deployedModels, plainManifests } from './deploy-files.ts';
import { workloadsOf } from './manifest.ts';

describe.each(deployedModels)('%s', (_name, model) => {
  const manifests = plainManifests(model);

  test.each(assertions)('$claim', ({ offences }) => {
    expect(workloadsOf(manifests).length).toBeGreaterThan(1);
    expect(offences(manifests)).toEqual([]);
  });
});

const [, reference] = deployedModels.find(([name]) => name === 'mobile-integration') ?? [];

test.each(assertions)('is noticed where it does not hold: $claim', ({ offences, spoil }) => {
  if (reference === undefined) throw new Error('there is no reference blueprint');
  const manifests = structuredClone([...plainManifests(reference)]);
  expect(offences(manifests)).toEqual([]);
  spoil(manifests);
  expect(offences(manifests)).not.toEqual([]);
});

describe('docs/kubernetes.md', () => {
  const text = readFileSync('docs/kubernetes.md', 'utf8');
  const between = (from: string, to: string) => text.slice(text.indexOf(from), text.indexOf(to));
  const idsIn = (cell: string) => [...cell.matchAll(/`([a-z-]+\/[\w-]+)`/g)].map(([, id = '']) => id);
  const rowsOf = (part: string) =>
    [...part.matchAll(/^\| (.+) \| (.+) \|$/gm)]
      .slice(1)
      .map(([, first = '', second = '']) => [first, second] as const);
  const held = rowsOf(between('## Checks that are held', '### Declined'));
  const declined = rowsOf(between('### Declined', '## No Helm chart')).flatMap(([check]) => idsIn(check));

  test('says of each assertion which checks it covers, and of no other', () => {
    expect(held.map(([claim, checks]) => ({ claim, covers: idsIn(checks) }))).toEqual(
      assertions.map(({ claim, covers }) => ({ claim, covers })),
    );
  });

  test('declines no check that an assertion covers, and none twice', () => {
    const covered = assertions.flatMap(({ covers }) => covers);
    expect(new Set(covered).size).toBe(covered.length);
    expect(declined.length).toBeGreaterThan(3);
    expect(new Set([...covered, ...declined]).size).toBe(covered.length + declined.length);
  });

  test('leaves out no check that a tool makes by default', () => {
    const known = new Set([...assertions.flatMap(({ covers }) => covers), ...declined]);
    const missing = Object.entries(defaults).flatMap(([tool, checks]) =>
      checks.split(/\s+/).flatMap((check) => (known.has(`${tool}/${check}`) ? [] : `${tool}/${check}`)),
    );
    expect(missing).toEqual([]);
  });
});

/**
 * The checks that each makes unless told otherwise: kube-linter's internal/defaultchecks, kube-score's README_CHECKS.md, Polaris'
 * pkg/config/default.yaml, and Kubescape's frameworks/nsaframework.json, of the NSA and CISA's Kubernetes Hardening Guide.
 */
const defaults: Readonly<Record<string, string>> = {
  'kube-linter':
    'dangling-service deprecated-service-account-field docker-sock drop-net-raw-capability duplicate-env-var env-var-secret ' +
    'host-ipc host-network host-pid invalid-target-ports job-ttl-seconds-after-finished latest-tag liveness-port mismatching-selector ' +
    'no-anti-affinity no-extensions-v1beta no-read-only-root-fs non-existent-service-account pdb-max-unavailable pdb-min-available ' +
    'pdb-unhealthy-pod-eviction-policy privilege-escalation-container privileged-container readiness-port run-as-non-root ' +
    'sensitive-host-mounts ssh-port startup-port unsafe-sysctls unset-cpu-requirements unset-memory-requirements',
  'kube-score':
    'ingress-targets-service cronjob-has-deadline cronjob-restartpolicy container-resources container-image-tag container-image-pull-policy ' +
    'container-ephemeral-storage-request-and-limit environment-variable-key-duplication statefulset-has-poddisruptionbudget ' +
    'deployment-has-poddisruptionbudget poddisruptionbudget-has-policy pod-networkpolicy networkpolicy-targets-pod pod-probes ' +
    'pod-probes-identical ' +
    'pod-topology-spread-constraints container-security-context-user-group-id container-security-context-privileged ' +
    'container-security-context-readonlyrootfilesystem service-targets-pod service-type stable-version ' +
    'deployment-has-host-podantiaffinity statefulset-has-host-podantiaffinity deployment-strategy deployment-replicas ' +
    'deployment-targeted-by-hpa-does-not-have-replicas-configured statefulset-has-servicename ' +
    'deployment-pod-selector-labels-match-template-metadata-labels statefulset-pod-selector-labels-match-template-metadata-labels ' +
    'label-values horizontalpodautoscaler-has-target horizontalpodautoscaler-replicas',
  polaris:
    'deploymentMissingReplicas priorityClassNotSet tagNotSpecified pullPolicyNotAlways readinessProbeMissing livenessProbeMissing ' +
    'metadataAndInstanceMismatched pdbDisruptionsIsZero missingPodDisruptionBudget topologySpreadConstraint hpaMaxAvailability ' +
    'hpaMinAvailability pdbMinAvailableGreaterThanHPAMinReplicas cpuRequestsMissing cpuLimitsMissing memoryRequestsMissing ' +
    'memoryLimitsMissing automountServiceAccountToken hostIPCSet hostPathSet hostProcess hostPIDSet linuxHardening ' +
    'missingNetworkPolicy notReadOnlyRootFilesystem privilegeEscalationAllowed procMount runAsRootAllowed runAsPrivileged ' +
    'dangerousCapabilities insecureCapabilities hostNetworkSet hostPortSet tlsSettingsMissing gatewayTLSMissing ' +
    'gatewayAllowedRoutesAll gatewayInsecureFrontendValidation gatewayCrossNamespaceCertificateRef httpRouteWildcardOrEmptyHost ' +
    'httpRouteInsecureListener httpRouteCrossNamespaceBackendRef httpRouteBackendTLSMissing ' +
    'kgatewayBackendTLSVerificationDisabled sensitiveContainerEnvVar ' +
    'sensitiveConfigmapContent clusterrolePodExecAttach rolePodExecAttach clusterrolebindingPodExecAttach ' +
    'rolebindingClusterRolePodExecAttach rolebindingRolePodExecAttach clusterrolebindingClusterAdmin ' +
    'rolebindingClusterAdminClusterRole rolebindingClusterAdminRole',
  nsa:
    'C-0002 C-0005 C-0012 C-0013 C-0016 C-0017 C-0030 C-0034 C-0035 C-0038 C-0041 C-0044 C-0046 C-0054 C-0055 C-0057 C-0058 C-0059 C-0066 ' +
    'C-0067 C-0068 C-0069 C-0070 C-0270 C-0271',
};
