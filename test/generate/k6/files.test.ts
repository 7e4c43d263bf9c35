import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { defaultPacks, planSystem } from '../../../src/api/generate.ts';
import { builtInPacks } from '../../../src/api/packs.ts';
import type { Model } from '../../../src/model/model.ts';
import { blueprintModel } from '../../support/blueprint-model.ts';
import { temporaryFolders } from '../../support/plans.ts';
import { deployFiles } from '../kubernetes/deploy-files.ts';
import { variants } from '../variants.ts';
import { bundleScript, startScript } from './k6-stub.ts';
import { k6Files } from './pack-files.ts';

const temporary = temporaryFolders();
const has = (command: string, ...args: readonly string[]) => spawnSync(command, args).status === 0;

const hostile = 'Tea & "sugar" </script> {{x}} ${y} `z` #1: - yes\\u2028';
const models: readonly [string, () => Model][] = [
  ['the reference blueprint', () => blueprintModel('mobile-integration')],
  ['the minimal blueprint', () => blueprintModel('minimal')],
  ...Object.entries(variants).map(([name, text]): [string, () => Model] => [
    name,
    () => blueprintModel('mobile-integration', () => text),
  ]),
  [
    'a hostile title',
    () =>
      blueprintModel('mobile-integration', (text) =>
        text
          .replace('title: Omnichannel retail', `title: ${JSON.stringify(hostile)}`)
          .replace(
            'description: An ordinary minute of an ordinary afternoon',
            `description: ${JSON.stringify(hostile)}`,
          ),
      ),
  ],
];

describe.each(models)('the pack k6 for %s', (_name, modelOf) => {
  const model = modelOf();
  const files = k6Files(model);
  const yaml = (name: string) => parse(files.get(name) ?? '');

  it('is YAML and JSON without an error or a warning', () => {
    for (const [name, text] of files) {
      if (name.endsWith('.json')) JSON.parse(text);
      if (!name.endsWith('.yaml')) continue;
      for (const { errors, warnings } of parseAllDocuments(text))
        expect([name, errors, warnings]).toEqual([name, [], []]);
    }
  });

  it('ends no line with a blank', () => {
    expect([...files].filter(([, text]) => /[ \t]$/m.test(text)).map(([name]) => name)).toEqual([]);
  });

  it('starts in a stub of k6, with what the README says where the blueprint has no scenario', async () => {
    const bundle = await bundleScript(files);
    const env: Record<string, string> = model.scenarios.length === 0 ? { LOAD: '40/s', FOR: '5s' } : {};
    const script = startScript(bundle, files, { env });
    expect(Object.keys(script.options.scenarios)).toEqual([model.scenarios[0]?.name ?? 'load']);
    script.iterate(0);
    expect(script.samples.get('journey_count')).toHaveLength(1);
  });

  it('gives the machines of the operator every file that the script reads, and the arguments of the README', () => {
    const { resources, configMapGenerator } = yaml('kustomization.yaml');
    const scripts = [...files.keys()].filter((name) => /\.(js|json)$/.test(name));
    expect(configMapGenerator[0].files).toEqual(scripts.sort());
    expect(resources.every((name: string) => files.has(name))).toBe(true);
    const { spec, metadata } = yaml('testrun.yaml');
    expect(spec.script.configMap).toEqual({ name: configMapGenerator[0].name, file: 'script.js' });
    expect([metadata.namespace, configMapGenerator[0].namespace]).toEqual(
      Array(2).fill(yaml('namespace.yaml').metadata.name),
    );
    expect(metadata.namespace).toMatch(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/);
    const staging = stagingOf(model);
    expect([model.name, staging]).not.toContain(metadata.namespace);
    for (const gateway of model.gateways)
      expect(spec.arguments).toContain(`=http://${gateway.name}.${staging}.svc.cluster.local:8080`);
    const variables = [...spec.arguments.matchAll(/-e (\w+)=\S+/g)].map(([, variable]) => variable);
    expect(variables.length).toBe(model.gateways.length + (model.scenarios.length === 0 ? 4 : 3));
    expect(spec.arguments).toContain(`-e RUNNERS=${spec.parallelism}`);
    for (const variable of variables) expect(files.get('README.md')).toContain(`\`${variable}\``);
  });
});

describe('the run of the operator', () => {
  const files = k6Files(blueprintModel('mobile-integration'));
  const run = parse(files.get('testrun.yaml') ?? '');

  // Of TestRunSpec and Pod in api/v1alpha1/testrun_types.go.
  const specKeys = ['parallelism', 'separate', 'arguments', 'script', 'runner', 'starter'];
  const podKeys = [
    'image',
    'automountServiceAccountToken',
    'metadata',
    'resources',
    'securityContext',
    'containerSecurityContext',
    'volumes',
    'volumeMounts',
  ];

  it('has the fields that the operator knows', () => {
    expect([run.apiVersion, run.kind]).toEqual(['k6.io/v1alpha1', 'TestRun']);
    expect(Object.keys(run.spec).sort()).toEqual([...specKeys].sort());
    for (const pod of [run.spec.runner, run.spec.starter]) {
      expect(Object.keys(pod).filter((key) => !podKeys.includes(key))).toEqual([]);
      expect(pod.automountServiceAccountToken).toBe('false');
    }
    expect(run.spec.parallelism).toBeGreaterThan(1);
  });

  it('has so many machines, with such an image, as the options of the pack say', () => {
    const options = new Map([
      ['runners', '20'],
      ['image', 'registry.example.com/k6:1.5.0'],
    ]);
    const text = k6Files(blueprintModel('minimal'), options).get('testrun.yaml') ?? '';
    const { parallelism, runner } = parse(text).spec;
    expect([parallelism, runner.image]).toEqual([20, 'registry.example.com/k6:1.5.0']);
  });

  it('keeps to the restricted profile and bounds what it takes', () => {
    for (const pod of [run.spec.runner, run.spec.starter]) {
      expect(pod.securityContext).toMatchObject({
        runAsNonRoot: true,
        seccompProfile: { type: 'RuntimeDefault' },
      });
      expect(pod.securityContext.runAsUser).toBeGreaterThanOrEqual(10_000);
      expect(pod.containerSecurityContext).toMatchObject({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
      for (const bound of [pod.resources.requests, pod.resources.limits]) {
        expect(Object.keys(bound)).toEqual(['cpu', 'memory', 'ephemeral-storage']);
      }
    }
    expect(run.spec.runner.image).toMatch(/^grafana\/k6:\d+\.\d+\.\d+$/);
  });

  it('is let in by the gateway of staging, and nothing else of it is', () => {
    const [policy] = parseAllDocuments(files.get('network-policy.yaml') ?? '').map((document) =>
      document.toJS(),
    );
    expect(policy.metadata.namespace).toBe(stagingOf(blueprintModel('mobile-integration')));
    expect(policy.spec.podSelector.matchLabels['app.kubernetes.io/name']).toBe('mobile-api');
    expect(policy.spec.ingress[0].from).toEqual([
      {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': run.metadata.namespace } },
        podSelector: { matchLabels: { app: 'k6' } },
      },
    ]);
  });
});

describe('the script', () => {
  const files = k6Files(blueprintModel('mobile-integration'));
  const scripts = [...files].filter(([name]) => name.endsWith('.js'));

  it('is ECMAScript of 2020, which k6 runs as it is', async () => {
    for (const [, code] of scripts) {
      const as = async (target: string) => (await transform(code, { target })).code;
      expect(await as('es2020')).toBe(await as('esnext'));
    }
  });

  it('says what is left out of the blueprint', () => {
    const model = blueprintModel('mobile-integration');
    const said = model.scenarios.flatMap(({ faults }) => faults).length;
    expect(said).toBe(4);
    expect([...(files.get('README.md') ?? '').matchAll(/^ {2}- `/gm)]).toHaveLength(said);
    expect(k6Files(blueprintModel('minimal')).get('README.md')).toContain('This blueprint has none.');
  });

  it.skipIf(!has('k6', 'version'))('is accepted by k6 inspect', () => {
    const folder = written(files);
    const inspected = JSON.parse(
      execFileSync('k6', ['inspect', join(folder, 'script.js')], { encoding: 'utf8' }),
    );
    expect(Object.keys(inspected.scenarios)).toEqual(['everyday']);
  });

  it.skipIf(!has('kubectl', 'version', '--client'))('is put together by kustomize', () => {
    const built = execFileSync('kubectl', ['kustomize', written(files)], { encoding: 'utf8' });
    const kinds = parseAllDocuments(built).map((document) => document.toJS());
    expect(kinds.map(({ kind }) => kind).sort()).toEqual([
      'ConfigMap',
      'Namespace',
      'NetworkPolicy',
      'TestRun',
    ]);
    const config = kinds.find(({ kind }) => kind === 'ConfigMap');
    expect(config.data['script.js']).toBe(files.get('script.js'));
    expect([config.metadata.name, config.metadata.namespace]).toEqual([
      'k6-script',
      'omnichannel-retail-load',
    ]);
    const policy = kinds.find(({ kind }) => kind === 'NetworkPolicy');
    expect(policy.metadata.namespace).toBe('omnichannel-retail-staging');
  });
});

describe('docs/k6.md', () => {
  const page = readFileSync('docs/k6.md', 'utf8');
  const model = blueprintModel('mobile-integration');
  const files = k6Files(model);

  it('shows runs that the script takes, as the README of the pack does', async () => {
    const bundle = await bundleScript(files);
    const runs = [...`${page}\n${files.get('README.md')}`.matchAll(/^\$ k6 run (.*)$/gm)].map(
      ([, line = '']) => line,
    );
    expect(runs.length).toBe(4);
    for (const line of runs) {
      const env = Object.fromEntries(
        [...line.matchAll(/-e (\w+)=(\S+)/g)].map(([, name, value]) => [name, value]),
      );
      // A whole run of ten minutes takes long to plan.
      const script = startScript(bundle, files, { env: { ...env, ...('FOR' in env && { FOR: '1s' }) } });
      script.iterate(0);
      const url = env['MOBILE_API_URL'] ?? 'http://127.0.0.1:8080';
      expect(script.requests.length).toBeGreaterThan(0);
      expect(script.requests.every((request) => request.url.startsWith(`${url}/`))).toBe(true);
      for (const name of Object.keys(env)) expect(files.get('README.md')).toContain(`\`${name}\``);
    }
  });

  it('shows thresholds that the script has', async () => {
    const { thresholds } = startScript(await bundleScript(files), files).options;
    const shown = [...page.matchAll(/^\| `\{ .*? \| `([^`]+)`: `([^`]+)`/gm)];
    expect(shown.length).toBe(4);
    for (const [, metric = '', expression] of shown) {
      expect(thresholds[metric], metric).toContain(expression);
    }
  });
});

describe('the packs', () => {
  it('have k6 among them, generated only where it is named', () => {
    const model = blueprintModel('minimal');
    expect(builtInPacks()).toContain('k6');
    const loads = (packs?: readonly string[]) =>
      planSystem(model, packs).files.filter(({ path }) => path.startsWith('load/')).length;
    expect([loads(), loads(defaultPacks)]).toEqual([0, 0]);
    expect(loads(['k6'])).toBe(k6Files(model).size);
    expect(loads([...defaultPacks, 'k6'])).toBe(k6Files(model).size);
  });
});

/** Returns the namespace that the manifests of the system have in staging. */
function stagingOf(model: Model): string {
  return parse(deployFiles(model).get('deploy/kubernetes/overlays/staging/kustomization.yaml') ?? '')
    .namespace;
}

function written(files: ReadonlyMap<string, string>): string {
  const folder = temporary();
  for (const [name, text] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

describe('the modules of the script', () => {
  it("call k6 as k6's own types say", () => {
    const root = fileURLToPath(new URL('../../..', import.meta.url));
    const project = join(temporary(), 'tsconfig.json');
    const compilerOptions = {
      allowJs: true,
      checkJs: true,
      // What the modules hand to each other has no types: what they hand to k6 is asked about.
      strict: false,
      noEmit: true,
      target: 'es2022',
      module: 'esnext',
      moduleResolution: 'bundler',
      // `console` is in these; k6 has no other part of a browser, and the stub of k6 has none at all.
      lib: ['es2022', 'dom'],
      typeRoots: [join(root, 'node_modules/@types')],
      types: ['k6'],
    };
    writeFileSync(
      project,
      JSON.stringify({ compilerOptions, include: [join(root, 'templates/k6/load/*.js')] }),
    );
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', project], { encoding: 'utf8' });
    expect([stdout, status]).toEqual(['', 0]);
  });
});
