import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { memoised } from '../../../src/model/memo.ts';
import type { Model } from '../../../src/model/model.ts';
import { blueprintModel } from '../../support/blueprint-model.ts';
import { assertions } from './assertions.ts';
import {
  deployedModels,
  deployFiles,
  documentsOf,
  plainManifests,
  runningEdges,
  runningNames,
} from './deploy-files.ts';
import { hasKubectl, kustomize, unpackKubectl } from './kubectl.ts';
import { type Manifest, ofKind, podsOfService, selects, workloadsOf } from './manifest.ts';
import { type Endpoint, isAllowed, podIn, podsOf } from './reach.ts';
import { validateManifest } from './validate-manifest.ts';

let folder = '';
let kubectl = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lintel-kustomize-'));
  if (hasKubectl) kubectl = unpackKubectl(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

type Edit = (path: string, text: string) => string;

/** Returns what writes the files of a model, changed by an edit, each once, and returns their folder. */
function writerOf(model: Model): (edit?: Edit) => string {
  return memoised((edit: Edit | undefined) => {
    const root = mkdtempSync(join(folder, 'system-'));
    for (const [path, text] of deployFiles(model)) {
      const file = join(root, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, edit?.(path, text) ?? text);
    }
    return root;
  });
}

const built = memoised((path: string) => documentsOf(kustomize(kubectl, path)));

const overlay = (root: string, name: string) => built(join(root, 'deploy/kubernetes/overlays', name));

/** Returns what takes the comment away from components that overlays name. */
function withComponents(...names: readonly string[]): Edit {
  const commented = new RegExp(
    `^# (?=components:$|  - \\.\\./\\.\\./components/(${names.join('|')})$)`,
    'gm',
  );
  return (path, text) => (path.includes('/overlays/') ? text.replace(commented, '') : text);
}

const withTelemetry = withComponents('telemetry');
const withMonitoring = withComponents('monitoring');
const withAll = withComponents('gateway-api', 'telemetry', 'monitoring', 'alerts');

/** Returns the config maps that a workload reads. */
function settingsOf(manifests: readonly Manifest[], workload: string): readonly (Manifest | undefined)[] {
  const pod = workloadsOf(manifests).find(({ metadata }) => metadata.name === workload)?.spec.template.spec;
  const names = pod?.containers[0]?.envFrom?.flatMap(({ configMapRef }) => configMapRef?.name ?? []) ?? [];
  return names.map((name) => ofKind(manifests, 'ConfigMap').find(({ metadata }) => metadata.name === name));
}

const OVERLAYS = ['dev', 'staging', 'production'];

describe.skipIf(!hasKubectl).each(deployedModels)('%s, built by kustomize', (_name, model) => {
  const written = writerOf(model);
  const standIns = new Set([...model.backends, ...model.providers].map(({ name }) => name));
  const services = runningNames(model).filter((name) => !standIns.has(name));
  const providerUrls = { fcm: 'https://fcm.googleapis.com', apns: 'https://api.push.apple.com' };
  const providers = new Map(model.providers.map(({ name, provider }) => [name, providerUrls[provider]]));
  const namesOf = (manifests: readonly Manifest[]) =>
    workloadsOf(manifests)
      .map(({ metadata }) => metadata.name)
      .sort();

  test('every overlay is valid and in a namespace of its own, which in production has the name of the system', () => {
    const namespaces = OVERLAYS.map((name) => {
      const manifests = overlay(written(), name);
      for (const manifest of manifests) validateManifest(manifest);
      expect(namesOf(manifests)).toEqual(name === 'dev' ? runningNames(model) : services);
      const [space = '', ...more] = new Set(
        manifests.map(({ kind, metadata }) => (kind === 'Namespace' ? metadata.name : metadata.namespace)),
      );
      expect(more).toEqual([]);
      expect(space).toMatch(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/);
      return space;
    });
    expect(new Set(namespaces).size).toBe(OVERLAYS.length);
    expect(namespaces.at(-1)).toBe(model.name);
  });

  test('all overlays with everything that they offer live in one cluster, and none reaches another', () => {
    const all = OVERLAYS.flatMap((name) => overlay(written(withAll), name));
    const ids = all.map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''} ${metadata.name}`);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    const pods = podsOf(all);
    const spaceOf = ({ namespace }: Endpoint) => namespace['kubernetes.io/metadata.name'];
    const leaks = pods.flatMap((from) =>
      pods.filter((to) => spaceOf(to) !== spaceOf(from) && isAllowed(all, { from, to, port: 8080 })),
    );
    expect(leaks).toEqual([]);
    expect(new Set(pods.map(spaceOf)).size).toBe(OVERLAYS.length);
  });

  test('phones come to each environment by host names of its own', () => {
    const hosts = OVERLAYS.flatMap((name) =>
      ofKind(overlay(written(withAll), name), 'HTTPRoute').flatMap(({ spec }) => spec?.hostnames ?? []),
    );
    const expected = ['dev.', 'staging.', ''].flatMap((environment) =>
      model.gateways.map((gateway) => `${gateway.name}.${environment}example.com`),
    );
    expect(hosts.sort()).toEqual(expected.sort());
    expect(ofKind(overlay(written(), 'dev'), 'HTTPRoute')).toEqual([]);
  });

  test('what goes to production keeps to every check', () => {
    const manifests = overlay(written(), 'production');
    for (const { claim, offences } of assertions) expect([claim, offences(manifests)]).toEqual([claim, []]);
    const declared = runningEdges(model).filter((edge) =>
      edge.split(' -> ').every((end) => !standIns.has(end)),
    );
    const pods = podsOf(manifests);
    const pairs = pods.flatMap((from) =>
      pods
        .filter((to) => isAllowed(manifests, { from, to, port: 8080 }))
        .map((to) => `${from.name} -> ${to.name}`),
    );
    expect(pairs.sort()).toEqual(declared);
  });

  test('every setting reaches its pod, and in production what is outside has its own address', () => {
    const production = overlay(written(), 'production');
    for (const name of services) {
      const [settings, ...more] = settingsOf(production, name);
      expect(more).toEqual([]);
      expect(settings?.data).toMatchObject({ HOST: '0.0.0.0', PORT: '8080', LOG_LEVEL: 'info' });
      const outside = Object.values(settings?.data ?? {}).filter((value) => value.startsWith('https:'));
      const reached = model.edges.filter(({ from, to }) => from === name && standIns.has(to));
      const addressOf = (to: string) => providers.get(to) ?? `https://${to}.example.com`;
      expect(outside.sort()).toEqual(reached.map(({ to }) => addressOf(to)).sort());
    }
  });

  test.each(['staging', 'production'])(
    'in %s, push services are handed their credentials as files',
    (name) => {
      const manifests = overlay(written(), name);
      for (const service of model.mobileServices.filter(({ settings }) => settings.kind === 'push')) {
        const [settings] = settingsOf(manifests, service.name);
        const files = Object.entries(settings?.data ?? {}).filter(([variable]) => variable.endsWith('_FILE'));
        const reached = service.settings.kind === 'push' ? service.settings.providers : [];
        expect(files.map(([variable]) => variable).sort()).toEqual(
          reached.map(({ provider }) => (provider === 'fcm' ? 'FCM_ACCOUNT_FILE' : 'APNS_KEY_FILE')).sort(),
        );
        const pod = workloadsOf(manifests).find(({ metadata }) => metadata.name === service.name)?.spec
          .template.spec;
        const secret = { secretName: `${service.name}-accounts`, optional: true };
        expect(pod?.volumes).toContainEqual({ name: 'accounts', secret });
        const mount = pod?.containers[0]?.volumeMounts?.find(({ name: volume }) => volume === 'accounts');
        expect(mount?.readOnly).toBe(true);
        for (const [, path] of files) expect(path).toMatch(new RegExp(`^${mount?.mountPath}/[a-z.8]+$`));
      }
    },
  );

  test('development pulls no image and has one copy of what is scaled, with more said', () => {
    const manifests = overlay(written(), 'dev');
    for (const { spec } of workloadsOf(manifests)) {
      expect(spec.template.spec.containers[0]?.imagePullPolicy).toBe('IfNotPresent');
    }
    for (const { spec } of ofKind(manifests, 'HorizontalPodAutoscaler')) expect(spec?.minReplicas).toBe(1);
    for (const { data } of ofKind(manifests, 'ConfigMap')) expect(data?.['LOG_LEVEL']).toBe('debug');
  });
});

describe.skipIf(!hasKubectl)('the reference blueprint, built by kustomize', () => {
  const model = blueprintModel('mobile-integration');
  const written = writerOf(model);

  test('a change of a setting is another name, so that the pods are rolled', () => {
    const quiet = written((path, text) => (path.endsWith('.env') ? text.replace('=info', '=warn') : text));
    const nameOf = (manifests: readonly Manifest[]) => settingsOf(manifests, 'storefront')[0]?.metadata.name;
    const changed = nameOf(overlay(quiet, 'production'));
    expect(changed).not.toBe(nameOf(overlay(written(), 'production')));
    expect(changed).toMatch(/^storefront-[0-9a-z]{10}$/);
  });

  test.each([
    ['telemetry', withTelemetry],
    ['monitoring', withMonitoring],
    ['all components', withAll],
  ])('%s: valid in every overlay', (_components, edit) => {
    for (const name of OVERLAYS) {
      for (const manifest of overlay(written(edit), name)) validateManifest(manifest);
    }
  });

  test('production keeps to every check with monitoring, too', () => {
    const manifests = overlay(written(withMonitoring), 'production');
    for (const { claim, offences } of assertions) expect([claim, offences(manifests)]).toEqual([claim, []]);
  });

  test('telemetry gives every pod the address of the collector and the way to it, and asks for no secret', () => {
    const manifests = overlay(written(withTelemetry), 'production');
    const collector = podIn('observability', {});
    const address = ofKind(manifests, 'ConfigMap').find(({ data }) => data?.['OTEL_EXPORTER_OTLP_ENDPOINT']);
    for (const { spec } of workloadsOf(manifests)) {
      const { containers, volumes } = spec.template.spec;
      const [{ envFrom, volumeMounts } = {}] = containers;
      expect(envFrom?.slice(1)).toEqual([{ configMapRef: { name: address?.metadata.name } }]);
      const headers = { name: 'telemetry', secret: { secretName: 'telemetry', optional: true } };
      expect(volumes).toContainEqual(headers);
      expect(volumeMounts).toContainEqual({ name: 'telemetry', mountPath: '/etc/telemetry', readOnly: true });
      expect(address?.data?.['OTEL_EXPORTER_OTLP_HEADERS_FILE']).toBe('/etc/telemetry/headers');
    }
    for (const from of podsOf(manifests)) {
      expect(isAllowed(manifests, { from, to: collector, port: 4318 })).toBe(true);
      expect(isAllowed(manifests, { from, to: collector, port: 8080 })).toBe(false);
      expect(isAllowed(overlay(written(), 'production'), { from, to: collector, port: 4318 })).toBe(false);
    }
    expect(ofKind(manifests, 'Secret')).toEqual([]);
  });

  test.each(OVERLAYS)(
    'monitoring in %s lets Prometheus read the metrics of every pod, and nobody else',
    (name) => {
      const manifests = overlay(written(withMonitoring), name);
      const prometheus = podIn('monitoring', {});
      const pods = podsOf(manifests);
      const others = [...pods, podIn('gateway-system', {}), podIn('elsewhere', {})];
      for (const to of pods) {
        expect(isAllowed(manifests, { from: prometheus, to, port: 9464 })).toBe(true);
        expect(isAllowed(manifests, { from: prometheus, to, port: 8080 })).toBe(false);
        expect(others.filter((from) => isAllowed(manifests, { from, to, port: 9464 }))).toEqual([]);
        expect(isAllowed(overlay(written(), name), { from: prometheus, to, port: 9464 })).toBe(false);
      }
      const pairs = (edit?: Edit) =>
        pods.flatMap((from) =>
          pods.filter((to) => isAllowed(overlay(written(edit), name), { from, to, port: 8080 })),
        );
      expect(pairs(withMonitoring)).toEqual(pairs());
    },
  );

  test('monitoring tells every pod where to answer, and has each of them read once', () => {
    const manifests = overlay(written(withMonitoring), 'dev');
    const [monitor, ...more] = ofKind(manifests, 'ServiceMonitor');
    expect(more).toEqual([]);
    const scraped = ofKind(manifests, 'Service').filter(
      ({ metadata, spec }) =>
        metadata.namespace === monitor?.metadata.namespace &&
        selects(monitor?.spec?.selector, metadata.labels ?? {}) &&
        spec?.ports?.some((port) => port.name === monitor?.spec?.endpoints?.[0]?.port),
    );
    for (const { metadata, spec } of workloadsOf(manifests)) {
      const { name = '', ports } = spec.template.spec.containers[0] ?? {};
      expect(ports).toContainEqual({ name: 'metrics', containerPort: 9464, protocol: 'TCP' });
      const [, settings] = settingsOf(manifests, metadata.name);
      expect(settings?.data?.['METRICS_PORT']).toBe('9464');
      const services = scraped.filter((service) =>
        selects(podsOfService(service), spec.template.metadata.labels),
      );
      expect(services.map((service) => service.metadata.name)).toEqual([name]);
      expect(services[0]?.spec?.ports).toContainEqual(
        expect.objectContaining({ name: 'metrics', port: 9464, targetPort: 'metrics' }),
      );
    }
  });

  test('alerts are about the namespace that they are in, that of production', () => {
    const ruleIn = (name: string) => ofKind(overlay(written(withAll), name), 'PrometheusRule');
    expect(['dev', 'staging'].flatMap(ruleIn)).toEqual([]);
    const [rule] = ruleIn('production');
    const named = [...JSON.stringify(rule?.spec).matchAll(/namespace=\\"([^"\\]*)\\"/g)].map(
      ([, name]) => name,
    );
    expect(named.length).toBeGreaterThan(3);
    expect(new Set(named)).toEqual(new Set([rule?.metadata.namespace]));
  });

  test('components leave a workload alone that is none of the blueprint', () => {
    const cache = `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: cache }
spec:
  selector: { matchLabels: { app: cache } }
  template:
    metadata: { labels: { app: cache } }
    spec: { containers: [{ name: cache, image: redis:8 }] }
---
apiVersion: v1
kind: Service
metadata: { name: cache }
spec: { selector: { app: cache }, ports: [{ port: 6379 }] }
`;
    const own =
      (edit: Edit): Edit =>
      (path, text) =>
        path.endsWith('base/namespace.yaml') ? text + cache : edit(path, text);
    const cacheOf = (edit: Edit) =>
      overlay(written(own(edit)), 'production').filter(({ metadata }) => metadata.name === 'cache');
    const alone = cacheOf((_path, text) => text);
    expect(alone).toHaveLength(2);
    expect(cacheOf(withAll)).toEqual(alone);
  });

  test.each([
    ['telemetry', withTelemetry, 'OTEL_EXPORTER_OTLP_ENDPOINT'],
    ['monitoring', withMonitoring, 'METRICS_PORT'],
  ])('an element that is called %s has settings of its own', (name, edit, key) => {
    const renamed = blueprintModel('mobile-integration', (text) => text.replaceAll(/\banalytics\b/g, name));
    const manifests = overlay(writerOf(renamed)(edit), 'production');
    const [own, settings] = settingsOf(manifests, name);
    expect([own?.data?.['PORT'], settings?.data?.['PORT']]).toEqual(['8080', undefined]);
    expect(settings?.data).toHaveProperty([key]);
  });

  test('the routes of the cluster are built as they are written, but for namespace and host name', () => {
    const [plain] = ofKind(plainManifests(model), 'HTTPRoute');
    const [route] = ofKind(overlay(written(), 'staging'), 'HTTPRoute');
    expect(route).toEqual({
      ...plain,
      metadata: { ...plain?.metadata, namespace: `${model.name}-staging` },
      spec: { ...plain?.spec, hostnames: ['mobile-api.staging.example.com'] },
    });
  });

  test('a push service is somebody of its own at the providers in each environment that reaches them', () => {
    const accounts = ['base', 'staging', 'production'].map((name) => {
      const folder = name === 'base' ? 'deploy/kubernetes/base' : `deploy/kubernetes/overlays/${name}`;
      const [settings] = settingsOf(built(join(written(), folder)), 'push');
      return [settings?.data?.['FCM_PROJECT'], settings?.data?.['APNS_TOPIC']];
    });
    expect(accounts).toEqual([
      [model.name, `com.example.${model.name}`],
      ['example-staging', 'com.example-staging'],
      ['example-production', 'com.example-production'],
    ]);
  });

  test('what a collector asks for is in no environment variable, whatever is added', () => {
    const manifests = overlay(written(withAll), 'production');
    for (const { claim, offences } of assertions) expect([claim, offences(manifests)]).toEqual([claim, []]);
  });

  test('a digest in an overlay names the image for good', () => {
    const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;
    const root = written((path, text) =>
      path.endsWith('production/kustomization.yaml')
        ? text.replaceAll('newTag: 0.1.0', `digest: ${digest}`)
        : text,
    );
    for (const { metadata, spec } of workloadsOf(overlay(root, 'production'))) {
      const image = `registry.example.com/${model.name}/${metadata.name}@${digest}`;
      expect(spec.template.spec.containers[0]?.image).toBe(image);
    }
  });
});

test.skipIf(!hasKubectl)(
  'what is built is what was rendered, but for settings, images and what an overlay sets',
  () => {
    const model = blueprintModel('minimal');
    const manifests = built(join(writerOf(model)(), 'deploy/kubernetes/base'));
    const plain = plainManifests(model);
    const kept = manifests.filter(({ kind }) =>
      ['Service', 'ServiceAccount', 'PodDisruptionBudget'].includes(kind),
    );
    for (const manifest of kept) expect(plain).toContainEqual(manifest);
    expect(kept.length).toBeGreaterThan(10);
  },
);
