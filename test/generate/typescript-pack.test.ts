import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadPack } from '../../src/generate/pack/load-pack.ts';
import type { FilePlan } from '../../src/generate/plan.ts';
import { planFiles } from '../../src/generate/plan-files.ts';
import type { Model } from '../../src/model/model.ts';
import { blueprintModel } from '../support/blueprint-model.ts';

const packs = ['typescript', 'compose', 'kubernetes'].map((name) => loadPack('templates', name));

function planOfModel(model: Model): FilePlan {
  return planFiles(model, packs);
}

describe.each(['minimal', 'mobile-integration'])('%s', (name) => {
  const plan = planOfModel(blueprintModel(name));
  const texts = new Map(plan.files.map(({ path, content }) => [path, content]));

  test('is planned twice to the same bytes', () => {
    expect(planOfModel(blueprintModel(name))).toEqual(plan);
  });

  test('names no module of the pack by the name that it has here', () => {
    for (const [path, text] of texts) expect([path, text.includes('@lintel/')]).toEqual([path, false]);
  });

  test('describes every operation of every service in OpenAPI 3.1', () => {
    const model = blueprintModel(name);
    for (const service of [...model.frontends, ...model.integrations]) {
      const api = parse(texts.get(`services/${service.name}/openapi.yaml`) ?? '');
      expect(api.openapi).toBe('3.1.0');
      for (const { name: operation, http } of service.operations) {
        expect(api.paths[http.path][http.method.toLowerCase()].operationId).toBe(operation);
      }
    }
  });

  test('leaves every attempt at a backend its whole time', () => {
    for (const { name: service, operations } of blueprintModel(name).integrations) {
      const code = texts.get(`services/${service}/src/service.ts`) ?? '';
      const deadlines = [...code.matchAll(/deadlineMs: ([\d_]+)/g)].map(([, ms]) =>
        Number(ms?.replaceAll('_', '')),
      );
      expect(deadlines).toHaveLength(operations.length);
      for (const [at, { resilience }] of operations.entries())
        expect(deadlines[at]).toBeGreaterThan(resilience.timeoutMs * (resilience.retries + 1));
    }
  });

  test('keeps to its own .editorconfig', () => {
    expect(texts.get('.editorconfig')).toContain('trim_trailing_whitespace = true');
    const astray = [...texts].flatMap(([path, text]) => {
      if (/^backends\/[^/]+\/contract\./.test(path)) return [];
      return /\r|^ *\t|[ \t]$|[^\n]$(?![\s\S])/m.test(text) ? [path] : [];
    });
    expect(astray).toEqual([]);
  });

  test('says in its README of an identity service that anybody can register, and where to change it', () => {
    const readme = texts.get('README.md') ?? '';
    const identities = blueprintModel(name).mobileServices.filter(({ kind }) => kind.id === 'identity');
    const said = [...readme.matchAll(/^- \*\*Anybody can register a device\*\* at \[(.+?)\]/gm)];
    expect(said.map(([, folder]) => folder)).toEqual(identities.map((service) => `services/${service.name}`));
    for (const service of identities)
      for (const operation of ['register', 'token'])
        expect(texts.has(`services/${service.name}/src/operations/${operation}.ts`)).toBe(true);
  });

  test('says in its README of a push service by which settings it reaches the providers', () => {
    const readme = texts.get('README.md') ?? '';
    for (const service of blueprintModel(name).mobileServices.filter(({ kind }) => kind.id === 'push')) {
      const folder = `services/${service.name}`;
      const [, said = ''] = readme.split(`go to stand-ins** from [${folder}]`);
      const sources = ['config', 'providers/credentials'].map((file) =>
        texts.get(`${folder}/src/${file}.ts`),
      );
      const read = sources.join('').match(/'[A-Z][A-Z_]+'/g) ?? [];
      expect(read.length).toBeGreaterThan(4);
      for (const setting of read) expect(said).toContain(setting.replaceAll("'", '`'));
    }
  });

  test('says in its README which settings the kit reads', () => {
    const read = [...texts].flatMap(([path, text]) =>
      path.startsWith('kit/src/')
        ? [...text.matchAll(/environment(?:, |\[)'([A-Z_]+)'/g)].map(([, setting]) => setting)
        : [],
    );
    const readme = texts.get('README.md') ?? '';
    expect(read).toContain('LOG_LEVEL');
    expect(read.filter((setting) => !readme.includes(`\`${setting}\``))).toEqual([]);
  });

  test('says of every file what of the blueprint it is for', () => {
    const model = blueprintModel(name);
    const paths = new Set(['', ...model.elements.map(({ path }) => path)]);
    for (const { operations } of [...model.frontends, ...model.integrations]) {
      for (const { path } of operations) paths.add(path);
    }
    for (const file of plan.files) expect(paths).toContain(file.blueprintPath);
  });
});

const hostile = `" ' \` \${process.exit()} */ \\\\ {{ }} {{{x}}} <script> # : - | [a](b)\\n--- \\u2028 %YAML`;

/** The reference blueprint with a text of the author's choice wherever one is free. */
function withTexts(text: string): (blueprint: string) => string {
  const quoted = `"${text.replaceAll('"', '\\"')}"`;
  return (blueprint) =>
    blueprint
      .replace(/^( *)(title|description): .*$/gm, `$1$2: ${quoted}`)
      .replace(/^( *)owner: .*$/gm, `$1owner: ${quoted}`);
}

test('carries free text over unharmed', () => {
  const model = blueprintModel('mobile-integration', withTexts(hostile));
  const plan = planOfModel(model);
  const textAt = (path: string) => plan.files.find((file) => file.path === path)?.content ?? '';
  expect(model.title).toContain('\u2028');
  expect(JSON.parse(textAt('package.json')).description).toBe(model.title);
  expect(parse(textAt('services/storefront/openapi.yaml')).info.title).toBe(
    model.frontends.find(({ name }) => name === 'storefront')?.title,
  );
  expect(parse(textAt('deploy/kubernetes/base/namespace.yaml')).metadata.annotations.title).toBe(model.title);
});

test('pins the versions that Lintel itself is tested with', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
  const own: Record<string, string> = { ...manifest.dependencies, ...manifest.devDependencies };
  for (const { versions } of packs) {
    for (const [name, version] of Object.entries(versions))
      expect([name, version]).toEqual([name, own[name]]);
  }
});
