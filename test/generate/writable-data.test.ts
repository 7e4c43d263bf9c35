import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { loadContract } from '../../src/contracts/load-contract.ts';
import { loadPack } from '../../src/generate/pack/load-pack.ts';
import { planFiles } from '../../src/generate/plan-files.ts';
import { checkBlueprint } from '../../src/model/check-blueprint.ts';
import type { Model } from '../../src/model/model.ts';
import { createSource } from '../../src/source/source.ts';
import { blueprintModel } from '../support/blueprint-model.ts';
import { variants } from './variants.ts';

const packs = ['compose', 'kubernetes'].map((name) => loadPack('templates', name));

function modelOf(text: string): Model {
  const load = (file: string) => loadContract(join('blueprints', 'mobile-integration'), file);
  const { model, diagnostics } = checkBlueprint(createSource('variant.blueprint.yaml', text), load);
  if (model === null) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return model;
}

function filesOf(model: Model): ReadonlyMap<string, string> {
  return new Map(planFiles(model, packs).files.map(({ path, content }) => [path, content]));
}

interface PodTemplate {
  readonly spec: {
    readonly containers: readonly {
      readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
    }[];
    readonly volumes: readonly { readonly name: string; readonly emptyDir?: object }[];
  };
}

interface Controller {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly template: PodTemplate;
    readonly volumeClaimTemplates?: readonly { readonly metadata: { readonly name: string } }[];
  };
}

/** Returns what runs the pods of an element of the base. */
function controllerOf(files: ReadonlyMap<string, string>, name: string): Controller {
  const documents: Controller[] = parseAllDocuments(
    files.get(`deploy/kubernetes/base/${name}.yaml`) ?? '',
  ).map((document) => document.toJS());
  const found = documents.find(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet');
  if (found === undefined) throw new Error(`nothing runs ${name}`);
  return found;
}

/** Returns whether a folder of the only container lies on a volume of the pod, and whether that outlives the pod. */
function volumeAt({ spec }: Controller, folder: string): 'claim' | 'empty' | 'none' {
  const [container] = spec.template.spec.containers;
  const mount = container?.volumeMounts.find(({ mountPath }) => mountPath === folder);
  if (mount === undefined) return 'none';
  if (spec.volumeClaimTemplates?.some(({ metadata }) => metadata.name === mount.name)) return 'claim';
  const volume = spec.template.spec.volumes.find(({ name }) => name === mount.name);
  return volume?.emptyDir === undefined ? 'none' : 'empty';
}

const models = [
  ...['minimal', 'mobile-integration'].map((name) => blueprintModel(name)),
  ...Object.values(variants).map(modelOf),
];

describe.each(models.map((model) => [model.name, model] as const))('%s', (_name, model) => {
  const files = filesOf(model);

  test('every mobile service can write its database in a pod, and keeps it where it has storage', () => {
    for (const { name, storage } of model.mobileServices) {
      const folder =
        /^DATA_DIR=(.*)$/m.exec(files.get(`deploy/kubernetes/base/${name}.env`) ?? '')?.[1] ?? '';
      const volume = volumeAt(controllerOf(files, name), folder);
      expect([name, volume]).toEqual([name, storage === null ? 'empty' : 'claim']);
    }
  });

  test('every mobile service can write its database under compose, and keeps it where it has storage', () => {
    const { services } = parse(files.get('deploy/compose.yaml') ?? '', { merge: true });
    for (const { name, storage } of model.mobileServices) {
      const { environment, tmpfs = [], volumes = [] } = services[name];
      const [lost, kept] = [tmpfs, volumes].map((list: readonly string[]) =>
        list.some((entry) => entry.split(':').includes(environment.DATA_DIR)),
      );
      expect([name, { lost, kept }]).toEqual([name, { lost: storage === null, kept: storage !== null }]);
      expect(tmpfs.some((entry: string) => entry.startsWith('/tmp:'))).toBe(true);
    }
  });
});

test('a set of pods has a name that leaves room for the hash which Kubernetes appends, and no two have one', () => {
  const long = 'a'.repeat(62);
  const names = [`${long}b`, `${long}c`, 'short'];
  const services = names.map(
    (name) => `  ${name}: { kind: metrics, storage: { engine: sqlite, size: 1Gi } }`,
  );
  const text = `
blueprint: mobile-integration/v1
name: long
devices: { app: { journeys: { open: { steps: [GET /me] } } } }
gateway: { api: { routes: { /me: { to: home } } } }
frontends:
  home: { operations: { get: { http: GET /me, gathers: { it: { from: short.summary } } } } }
mobileServices:
${services.join('\n')}
`;
  const files = filesOf(modelOf(text));
  const sets = names.map((name) => controllerOf(files, name));
  expect(sets.map(({ kind }) => kind)).toEqual(names.map(() => 'StatefulSet'));
  // A label's value has 63 characters at most, and a hyphen and ten characters come after the name.
  for (const { metadata } of sets) expect(metadata.name.length).toBeLessThanOrEqual(63 - 11);
  expect(new Set(sets.map(({ metadata }) => metadata.name)).size).toBe(names.length);
  expect(sets.at(-1)?.metadata.name).toBe('short');
});
