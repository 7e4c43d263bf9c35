import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseOrigins } from '../../../src/generate/line-origins.ts';
import { loadPack } from '../../../src/generate/pack/load-pack.ts';
import { planFiles } from '../../../src/generate/plan-files.ts';
import { blueprintModel } from '../../support/blueprint-model.ts';
import { deployedModels, deployFiles, documentsOf, plainManifests, runningNames } from './deploy-files.ts';
import { ofKind, workloadsOf } from './manifest.ts';

describe.each(deployedModels)('%s', (name, model) => {
  const files = deployFiles(model);
  const textAt = (path: string) => files.get(path) ?? '';
  const manifests = plainManifests(model);
  const workloads = workloadsOf(manifests);

  test('every file is YAML without a mistake, or settings, one a line', () => {
    for (const [path, text] of files) {
      if (!path.endsWith('.env')) expect(documentsOf(text).length).toBeGreaterThan(0);
      else expect(text.split('\n').filter((line) => !/^([A-Z][A-Z0-9_]*=\S+|#.*|)$/.test(line))).toEqual([]);
    }
  });

  test('every element that runs is a workload, and its manifests carry its owner and its tags', () => {
    expect(workloads.map(({ metadata }) => metadata.name).sort()).toEqual(runningNames(model));
    for (const element of model.elements.filter(({ tier }) => tier !== 'devices')) {
      const workload = workloads.find(({ metadata }) => metadata.name === element.name);
      const owner = element.owner || model.owner;
      const said = {
        title: element.title,
        ...(owner === '' ? {} : { owner }),
        ...(element.tags.length === 0 ? {} : { tags: element.tags.join(', ') }),
      };
      expect(workload?.metadata.annotations).toEqual(said);
    }
    if (name === 'mobile-integration')
      expect(workloads.find(({ metadata }) => metadata.name === 'erp')?.metadata.labels?.['owner']).toBe(
        'team-logistics',
      );
  });

  test('every file of a folder is listed by its kustomization, and no other', () => {
    const kustomizations = [...files.keys()].filter((path) => path.endsWith('/kustomization.yaml'));
    expect(kustomizations.length).toBeGreaterThan(5);
    for (const path of kustomizations) {
      const folder = path.slice(0, -'kustomization.yaml'.length);
      const { resources, components = [], patches = [], configMapGenerator = [] } = parse(textAt(path));
      const named: readonly string[] = [
        ...resources,
        ...components,
        ...patches.flatMap((patch: { path?: string }) => patch.path ?? []),
        ...configMapGenerator.flatMap((generator: { envs?: string[] }) => generator.envs ?? []),
      ];
      const own = named.filter((file) => !file.startsWith('../')).map((file) => folder + file);
      const there = [...files.keys()].filter((file) => file.startsWith(folder) && file !== path);
      expect(own.sort()).toEqual(there.sort());
      for (const base of named.filter((file) => file.startsWith('../')))
        expect(files.has(`deploy/kubernetes/${base.slice(6)}/kustomization.yaml`)).toBe(true);
    }
  });

  test('what has storage is one pod with a claim of its size, mounted where its settings say', () => {
    const stored = model.mobileServices.filter(({ storage }) => storage !== null);
    const sets = ofKind(manifests, 'StatefulSet');
    expect(sets.map(({ metadata }) => metadata.name).sort()).toEqual(
      stored.map((service) => service.name).sort(),
    );
    for (const { name: service, storage } of stored) {
      const spec = sets.find(({ metadata }) => metadata.name === service)?.spec;
      const [claim, ...more] = spec?.volumeClaimTemplates ?? [];
      expect(more).toEqual([]);
      const size = storage === null ? 0 : storage.sizeBytes / 2 ** 30;
      expect(claim?.spec).toEqual({
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: `${size}Gi` } },
      });
      const mounts = spec?.template?.spec.containers[0]?.volumeMounts;
      expect(mounts).toContainEqual({ name: claim?.metadata.name, mountPath: '/data' });
      expect(textAt(`deploy/kubernetes/base/${service}.env`)).toContain('\nDATA_DIR=/data\n');
    }
  });

  test('no two objects of a kind have one name', () => {
    const ids = manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });

  test('a pod is drained before it is told to end, and has time for the longest request after that', () => {
    const deadlines = [...model.gateways, ...model.frontends.flatMap(({ operations }) => operations)];
    const longest = Math.max(...deadlines.map(({ deadlineMs }) => deadlineMs)) / 1000;
    for (const { spec } of workloads) {
      const pod = spec.template.spec;
      const drain = pod.containers[0]?.lifecycle?.preStop?.sleep?.seconds ?? 0;
      expect(drain).toBeGreaterThanOrEqual(5);
      expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(drain + longest + 10);
    }
  });
});

test('docs/kubernetes.md says which namespace and which host name each overlay has', () => {
  const shop = blueprintModel('mobile-integration', (text) =>
    text.replace('name: omnichannel-retail', 'name: shop'),
  );
  const rows = ['dev', 'staging', 'production'].map((overlay) => {
    const { namespace, patches } = parse(
      deployFiles(shop).get(`deploy/kubernetes/overlays/${overlay}/kustomization.yaml`) ?? '',
    );
    const route = patches.find(({ target }: { target?: { kind: string } }) => target?.kind === 'HTTPRoute');
    const [{ value: hosts }] = parse(route.patch);
    return `| \`${overlay}\` | \`${namespace}\` | \`${hosts.join()}\` |`;
  });
  expect(readFileSync('docs/kubernetes.md', 'utf8')).toContain(rows.join('\n'));
});

test.each(['deploy/compose.yaml', 'deploy/kubernetes/base/kustomization.yaml'])(
  'every service that %s lists can be traced to where the blueprint has it',
  (path) => {
    const model = blueprintModel('mobile-integration');
    const packs = ['compose', 'kubernetes'].map((name) => loadPack('templates', name));
    const file = planFiles(model, packs).files.find((planned) => planned.path === path);
    const traced = new Set(parseOrigins(file?.lines ?? '').map(({ blueprintPath }) => blueprintPath));
    const services = [...model.gateways, ...model.frontends, ...model.integrations, ...model.mobileServices];
    for (const service of services) expect(traced).toContain(service.path);
  },
);
