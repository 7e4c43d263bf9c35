import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { deployedModels, deployFiles, documentsOf, plainManifests, runningEdges } from './deploy-files.ts';
import { type Endpoint, isAllowed, podIn, podsOf } from './reach.ts';

describe.each(deployedModels)('%s', (_name, model) => {
  const manifests = plainManifests(model);
  const pods = podsOf(manifests);
  const stranger = podIn('elsewhere', { 'app.kubernetes.io/name': 'stranger' });

  test('policies let exactly the declared edges through, on the port of the services', () => {
    const pairs = pods.flatMap((from) =>
      pods
        .filter((to) => isAllowed(manifests, { from, to, port: 8080 }))
        .map((to) => `${from.name} -> ${to.name}`),
    );
    expect(pairs.sort()).toEqual(runningEdges(model));
  });

  test('no pod reaches another on any other port', () => {
    for (const from of pods) {
      for (const to of pods) {
        for (const port of [22, 53, 80, 443, 8081]) {
          expect([from.name, to.name, isAllowed(manifests, { from, to, port })]).toEqual([
            from.name,
            to.name,
            false,
          ]);
        }
      }
    }
  });

  test('from outside only gateways are reached, and only from the namespace of the gateway of the cluster', () => {
    const reached = (from: Endpoint) =>
      pods.filter((to) => isAllowed(manifests, { from, to, port: 8080 })).map(({ name }) => name);
    expect(reached(stranger)).toEqual([]);
    expect(reached(podIn('gateway-system', {})).sort()).toEqual(
      model.gateways.map(({ name }) => name).sort(),
    );
  });

  test('every pod may ask for names, and reaches nothing else outside', () => {
    const dns = podIn('kube-system', { 'k8s-app': 'kube-dns' });
    const internet: Endpoint = { name: 'internet', namespace: {}, labels: {}, address: '203.0.113.7/32' };
    for (const from of pods) {
      expect(isAllowed(manifests, { from, to: dns, port: 53, protocol: 'UDP' })).toBe(true);
      expect(isAllowed(manifests, { from, to: dns, port: 53 })).toBe(true);
      expect(isAllowed(manifests, { from, to: dns, port: 8080 })).toBe(false);
      expect(isAllowed(manifests, { from, to: podIn('kube-system', {}), port: 53 })).toBe(false);
      for (const to of [stranger, internet])
        for (const port of [80, 443, 8080]) expect(isAllowed(manifests, { from, to, port })).toBe(false);
    }
  });

  test('what is in the namespace without a policy of its own is closed both ways', () => {
    const own = podIn(model.name, { app: 'left-over' });
    for (const pod of pods) {
      expect(isAllowed(manifests, { from: own, to: pod, port: 8080 })).toBe(false);
      expect(isAllowed(manifests, { from: pod, to: own, port: 8080 })).toBe(false);
    }
    expect(isAllowed(manifests, { from: own, to: own, port: 8080 })).toBe(false);
  });

  test('a missing policy would be noticed', () => {
    const only = manifests.filter(({ spec }) => spec?.podSelector?.matchLabels !== undefined);
    const own = podIn(model.name, { app: 'left-over' });
    expect(isAllowed(only, { from: own, to: own, port: 8080 })).toBe(true);
    const pod = pods.find(({ name }) => name === model.gateways[0]?.name);
    const without = only.filter(({ metadata }) => metadata.name !== pod?.name);
    expect(pod && isAllowed(without, { from: stranger, to: pod, port: 8080 })).toBe(true);
  });

  test('where backends are outside, only what calls them leaves, for what was a backend, over TLS', () => {
    const files = deployFiles(model);
    const boundary = new Set(
      model.edges
        .filter(({ to }) => [...model.backends, ...model.providers].some(({ name }) => name === to))
        .map(({ from }) => from),
    );
    for (const overlay of ['staging', 'production']) {
      const text = files.get(`deploy/kubernetes/overlays/${overlay}/backends.yaml`);
      expect(text !== undefined).toBe(boundary.size > 0);
      const patches = documentsOf(text ?? '').filter((patch) => patch !== null);
      expect(patches.map(({ metadata }) => metadata.name).sort()).toEqual([...boundary].sort());
      const patched = manifests.map((manifest) => {
        const patch = patches.find(
          ({ kind, metadata }) => manifest.kind === kind && metadata.name === manifest.metadata.name,
        );
        return patch === undefined ? manifest : { ...manifest, spec: { ...manifest.spec, ...patch.spec } };
      });
      const placeholder: Endpoint = { name: 'there', namespace: {}, labels: {}, address: '192.0.2.0/24' };
      const leaving = pods.filter((from) => isAllowed(patched, { from, to: placeholder, port: 443 }));
      expect(leaving.map(({ name }) => name).sort()).toEqual([...boundary].sort());
      expect(pods.some((from) => isAllowed(patched, { from, to: placeholder, port: 80 }))).toBe(false);
    }
  });
});

test('an element is told where each that it calls is, and of no other', () => {
  for (const [, model] of deployedModels) {
    const files = deployFiles(model);
    const told = [...files]
      .filter(([path]) => path.startsWith('deploy/kubernetes/') && path.endsWith('.env'))
      .flatMap(([path, text]) => {
        const from = path.replace(/^.*\/|\.env$/g, '');
        const urls = text.matchAll(/^[A-Z0-9_]+_URL=http:\/\/([a-z0-9-]+):8080$/gm);
        return [...urls].map(([, to]) => `${from} -> ${to}`);
      });
    expect(told.sort()).toEqual(runningEdges(model));
    const generated = ['base', 'stand-ins'].flatMap((folder) => {
      const text = files.get(`deploy/kubernetes/${folder}/kustomization.yaml`);
      return text === undefined ? [] : parse(text).configMapGenerator;
    });
    for (const { name, envs } of generated) expect(envs).toEqual([`${name}.env`]);
  }
});
