/** What the tests read of a Kubernetes manifest; a rendered one may have more, or lack any of it. */
export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: Metadata;
  automountServiceAccountToken?: boolean;
  data?: Record<string, string>;
  spec?: Spec;
}

export interface Metadata {
  name: string;
  namespace?: string;
  labels?: Labels;
  annotations?: Record<string, string>;
}

export type Labels = Record<string, string>;

export interface Selector {
  matchLabels?: Labels;
}

export interface Spec {
  replicas?: number;
  serviceName?: string;
  strategy?: { type?: string };
  updateStrategy?: { type?: string };
  /** Of a Service the labels themselves: see `podsOfService`. */
  selector?: Selector;
  template?: { metadata: { labels?: Labels }; spec: PodSpec };
  volumeClaimTemplates?: { metadata: { name: string }; spec: object }[];
  type?: string;
  clusterIP?: string;
  ports?: { name?: string; port: number; targetPort?: string | number }[];
  podSelector?: Selector;
  policyTypes?: string[];
  ingress?: Rule[];
  egress?: Rule[];
  minAvailable?: number;
  maxUnavailable?: number;
  unhealthyPodEvictionPolicy?: string;
  scaleTargetRef?: { apiVersion: string; kind: string; name: string };
  minReplicas?: number;
  maxReplicas?: number;
  /** Of a ServiceMonitor. */
  endpoints?: { port?: string; path?: string }[];
  hostnames?: string[];
  rules?: { backendRefs?: { name: string; namespace?: string; port?: number }[] }[];
}

export interface Rule {
  from?: Peer[];
  to?: Peer[];
  ports?: { protocol?: string; port?: string | number }[];
}

export interface Peer {
  podSelector?: Selector;
  namespaceSelector?: Selector;
  ipBlock?: { cidr: string };
}

export interface PodSpec {
  serviceAccountName?: string;
  serviceAccount?: string;
  automountServiceAccountToken?: boolean;
  hostIPC?: boolean;
  hostPID?: boolean;
  hostNetwork?: boolean;
  priorityClassName?: string;
  terminationGracePeriodSeconds?: number;
  securityContext?: SecurityContext & { sysctls?: { name: string }[] };
  affinity?: { podAntiAffinity?: AntiAffinity };
  topologySpreadConstraints?: { topologyKey: string; labelSelector?: Selector }[];
  containers: Container[];
  initContainers?: Container[];
  volumes?: {
    name: string;
    hostPath?: { path: string };
    emptyDir?: object;
    secret?: { secretName: string; optional?: boolean };
    configMap?: object;
  }[];
}

export interface AntiAffinity {
  preferredDuringSchedulingIgnoredDuringExecution?: {
    podAffinityTerm: { topologyKey: string; labelSelector?: Selector };
  }[];
}

export interface SecurityContext {
  runAsNonRoot?: boolean;
  runAsUser?: number;
  runAsGroup?: number;
  fsGroup?: number;
  privileged?: boolean;
  allowPrivilegeEscalation?: boolean;
  readOnlyRootFilesystem?: boolean;
  procMount?: string;
  capabilities?: { add?: string[]; drop?: string[] };
  seccompProfile?: { type: string };
  windowsOptions?: { hostProcess?: boolean };
}

export interface Container {
  name: string;
  image: string;
  imagePullPolicy?: string;
  env?: { name: string; value?: string; valueFrom?: { secretKeyRef?: object } }[];
  envFrom?: { configMapRef?: { name: string }; secretRef?: { name: string; optional?: boolean } }[];
  ports?: { name?: string; containerPort: number; hostPort?: number; protocol?: string }[];
  startupProbe?: Probe;
  livenessProbe?: Probe;
  readinessProbe?: Probe;
  lifecycle?: { preStop?: { sleep?: { seconds: number } } };
  resources?: { requests?: Record<string, string>; limits?: Record<string, string> };
  securityContext?: SecurityContext;
  volumeMounts?: { name: string; mountPath: string; subPath?: string; readOnly?: boolean }[];
}

export interface Probe {
  httpGet?: { path: string; port: string | number };
  periodSeconds?: number;
  timeoutSeconds?: number;
  failureThreshold?: number;
}

/** A workload with its pods. */
export interface Workload extends Manifest {
  spec: Spec & { template: { metadata: { labels: Labels }; spec: PodSpec } };
}

/** Returns the manifests of one kind, or of several. */
export function ofKind(manifests: readonly Manifest[], ...kinds: readonly string[]): readonly Manifest[] {
  return manifests.filter(({ kind }) => kinds.includes(kind));
}

/** Returns the Deployments and StatefulSets. */
export function workloadsOf(manifests: readonly Manifest[]): readonly Workload[] {
  return ofKind(manifests, 'Deployment', 'StatefulSet').filter(
    (manifest): manifest is Workload => manifest.spec?.template?.metadata.labels !== undefined,
  );
}

/** Returns whether labels are selected; a selector without labels selects all. */
export function selects(selector: Selector | undefined, labels: Labels): boolean {
  return Object.entries(selector?.matchLabels ?? {}).every(([key, value]) => labels[key] === value);
}

/** Returns what a Service selects, in the form that other selectors have. */
export function podsOfService({ spec }: Manifest): Selector {
  const labels = Object.entries(spec?.selector ?? {}).map(([key, value]) => [key, String(value)]);
  return { matchLabels: Object.fromEntries(labels) };
}
