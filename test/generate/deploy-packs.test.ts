import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { loadPack } from '../../src/generate/load-pack.ts';
import { planFiles } from '../../src/generate/plan-files.ts';
import { blueprintModel } from '../support/blueprint-model.ts';

const packs = ['compose', 'kubernetes'].map((name) => loadPack('templates', name));

describe.each(['minimal', 'mobile-integration'])('%s', (name) => {
  const model = blueprintModel(name);
  const texts = new Map(planFiles(model, packs).files.map(({ path, content }) => [path, content]));
  const textAt = (path: string) => texts.get(path) ?? '';
  const names = model.elements.filter(({ tier }) => tier !== 'devices').map((element) => element.name);
  const devices = new Set(model.devices.map((device) => device.name));
  const edges = model.edges
    .filter(({ kind, from }) => kind !== 'storage' && !devices.has(from))
    .map(({ from, to }) => `${from} -> ${to}`)
    .sort();
  const manifests = [...texts]
    .filter(
      ([path]) =>
        path.startsWith('deploy/kubernetes/base/') || path.startsWith('deploy/kubernetes/stand-ins/'),
    )
    .flatMap(([, text]) => parseAllDocuments(text).map((document) => document.toJS()));
  const ofKind = (kind: string) => manifests.filter((manifest) => manifest.kind === kind);
  const workloads = [...ofKind('Deployment'), ...ofKind('StatefulSet')];

  test('every file is YAML without an error or a warning', () => {
    for (const [path, text] of texts) {
      for (const document of parseAllDocuments(text, { merge: true })) {
        expect([path, document.errors, document.warnings]).toEqual([path, [], []]);
      }
    }
  });

  test('compose runs every element but the phones, and waits for what each calls', () => {
    const { services } = parse(textAt('deploy/compose.yaml'), { merge: true });
    expect(Object.keys(services).sort()).toEqual([...names].sort());
    const waits = Object.entries<{ depends_on?: object }>(services).flatMap(
      ([from, { depends_on: on = {} }]) => Object.keys(on).map((to) => `${from} -> ${to}`),
    );
    expect(waits.sort()).toEqual(edges);
  });

  test('manifests carry the owner, or that of the whole, and the tags', () => {
    const { services } = parse(textAt('deploy/compose.yaml'), { merge: true });
    for (const element of model.elements.filter(({ tier }) => tier !== 'devices')) {
      const said = { owner: element.owner || model.owner, tags: element.tags.join(', ') };
      expect(services[element.name].labels).toMatchObject(said);
      const workload = workloads.find(({ metadata }) => metadata.name === element.name);
      expect(workload.metadata.annotations).toMatchObject(said);
    }
    const tagged = model.elements.filter(({ tags }) => tags.length > 0);
    if (name === 'mobile-integration') expect(tagged.map((element) => element.name)).toEqual(['erp']);
  });

  test('compose lets two containers meet only where their tiers talk, and opens only gateways', () => {
    const { services, networks } = parse(textAt('deploy/compose.yaml'), { merge: true });
    const tierOf = new Map(model.elements.map((element) => [element.name, element.tier]));
    const talking = new Set(
      edges.map((edge) =>
        edge
          .split(' -> ')
          .map((end) => tierOf.get(end))
          .sort()
          .join(),
      ),
    );
    for (const [one, { networks: own, ports }] of Object.entries<{ networks: string[]; ports?: object }>(
      services,
    )) {
      expect([one, ports !== undefined]).toEqual([one, tierOf.get(one) === 'gateway']);
      for (const [other, { networks: others }] of Object.entries<{ networks: string[] }>(services)) {
        const meet = tierOf.get(one) !== tierOf.get(other) && own.some((network) => others.includes(network));
        if (meet) expect(talking).toContain([tierOf.get(one), tierOf.get(other)].sort().join());
      }
    }
    const open = Object.keys(networks).filter((network) => networks[network].internal !== true);
    expect(open).toEqual(['entry']);
  });

  test('network policies allow exactly the declared edges, from both ends', () => {
    const policies = ofKind('NetworkPolicy').filter(({ spec }) => spec.podSelector.matchLabels !== undefined);
    const label = 'app.kubernetes.io/name';
    const podsIn = (
      rules: readonly Record<string, { podSelector?: { matchLabels: Record<string, string> } }[]>[],
      key: string,
    ) =>
      rules.flatMap((rule) =>
        (rule[key] ?? []).flatMap(({ podSelector }) => podSelector?.matchLabels[label] ?? []),
      );
    const outward = policies.flatMap(({ metadata, spec }) =>
      podsIn(spec.egress, 'to').map((to) => `${metadata.name} -> ${to}`),
    );
    const inward = policies.flatMap(({ metadata, spec }) =>
      podsIn(spec.ingress, 'from').map((from) => `${from} -> ${metadata.name}`),
    );
    expect(outward.sort()).toEqual(edges);
    expect(inward.sort()).toEqual(edges);
    const closed = ofKind('NetworkPolicy').find(({ metadata }) => metadata.name === 'default-deny');
    expect(closed.spec).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
  });

  test('every file of a folder is listed by its kustomization, and no other', () => {
    const kustomizations = [...texts.keys()].filter((path) => path.endsWith('/kustomization.yaml'));
    expect(kustomizations.length).toBeGreaterThan(3);
    for (const path of kustomizations) {
      const folder = path.slice(0, -'kustomization.yaml'.length);
      const { resources, patches = [] } = parse(textAt(path));
      const named = [...resources, ...patches.map((patch: { path?: string }) => patch.path ?? [])].flat();
      const own = named
        .filter((file: string) => !file.startsWith('../'))
        .map((file: string) => folder + file);
      const there = [...texts.keys()].filter((file) => file.startsWith(folder) && file !== path);
      expect(own.sort()).toEqual(there.sort());
      const bases = named.filter((file: string) => file.startsWith('../'));
      for (const base of bases)
        expect(texts.has(`deploy/kubernetes/${base.slice(6)}/kustomization.yaml`)).toBe(true);
    }
  });

  test('every pod keeps to the restricted profile and bounds what it takes', () => {
    expect(workloads.map(({ metadata }) => metadata.name).sort()).toEqual([...names].sort());
    for (const { spec } of workloads) {
      const pod = spec.template.spec;
      const [container] = pod.containers;
      expect(pod.automountServiceAccountToken).toBe(false);
      expect(pod.securityContext).toMatchObject({
        runAsNonRoot: true,
        seccompProfile: { type: 'RuntimeDefault' },
      });
      expect(pod.securityContext.runAsUser).toBeGreaterThanOrEqual(10_000);
      expect(container.securityContext).toMatchObject({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
      expect(Object.keys(container.resources.limits)).toEqual(['cpu', 'memory', 'ephemeral-storage']);
      expect(container.image).toMatch(/:\d+\.\d+\.\d+$/);
      expect(container.livenessProbe.httpGet.path).not.toBe(container.readinessProbe.httpGet.path);
    }
  });

  test('selectors select the pods, and services target the port that they declare', () => {
    for (const { metadata, spec } of workloads) {
      const labels = spec.template.metadata.labels;
      expect(labels).toMatchObject(spec.selector.matchLabels);
      const service = ofKind('Service').find((one) => one.metadata.name === metadata.name);
      expect(labels).toMatchObject(service.spec.selector);
      const ports = spec.template.spec.containers[0].ports.map((port: { name: string }) => port.name);
      expect(ports).toContain(service.spec.ports[0].targetPort);
    }
  });

  test('what has storage is one pod with a claim of its size; what can be scaled has no fixed number', () => {
    const stored = model.mobileServices.filter(({ storage }) => storage !== null);
    expect(
      ofKind('StatefulSet')
        .map(({ metadata }) => metadata.name)
        .sort(),
    ).toEqual(stored.map((service) => service.name).sort());
    const scaled = ofKind('HorizontalPodAutoscaler').map(({ spec }) => spec.scaleTargetRef.name);
    for (const { metadata, spec } of workloads) {
      expect([metadata.name, spec.replicas]).toEqual([
        metadata.name,
        scaled.includes(metadata.name) ? undefined : 1,
      ]);
    }
  });

  test('the route of the cluster leads every path of the gateway to it', () => {
    const routes = parseAllDocuments(textAt('deploy/gateway-api/http-route.yaml')).map((document) =>
      document.toJS(),
    );
    for (const [at, gateway] of model.gateways.entries()) {
      const matches = routes[at].spec.rules.flatMap((rule: { matches: object[] }) => rule.matches);
      for (const { pattern } of gateway.routes) {
        const fixed = pattern.replace(/\/(\*\*|\{).*/, '');
        expect(matches).toContainEqual({
          path: { type: fixed === pattern ? 'Exact' : 'PathPrefix', value: fixed === '' ? '/' : fixed },
        });
      }
    }
  });
});
