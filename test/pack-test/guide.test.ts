import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { SUBJECTS, type Subject } from '../../src/generate/pack/pack.ts';
import { HELPERS } from '../../src/generate/render/compile-template.ts';
import { subjectViews } from '../../src/generate/views/subjects.ts';
import { blueprintModel } from '../support/blueprint-model.ts';
import { temporaryFolders } from '../support/plans.ts';
import { lintel } from '../support/run-lintel.ts';

const guide = readFileSync('docs/packs.md', 'utf8');
const temporary = temporaryFolders();
let folder = '';

/** The files of the guide: blocks with a path behind the language. */
beforeEach(() => {
  folder = temporary();
  const blocks = [...guide.matchAll(/^```\w+ (\S+)\n([\s\S]*?)^```$/gm)];
  expect(blocks.map(([, path]) => path)).toEqual([
    'catalog/pack.yaml',
    'catalog/system.yaml.hbs',
    'catalog/component.yaml.hbs',
    'house/pack.yaml',
    'house/gitignore.hbs',
  ]);
  for (const [, path = '', text = ''] of blocks) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
});

test('the first pack of the guide passes the test of packs, which says what the guide says', async () => {
  const { exitCode, stdout, stderr } = await lintel(['pack', 'test', './catalog'], folder);
  expect([exitCode, stderr]).toEqual([0, '']);
  expect(guide).toContain(`\`\`\`text\n${stdout.trimEnd()}\n\`\`\``);
});

test('the second pack of the guide passes the test of packs', { timeout: 120_000 }, async () => {
  const { exitCode, stdout, stderr } = await lintel(['pack', 'test', './house'], folder);
  expect([exitCode, stderr, stdout.replace(/: \d+ files/g, '')]).toEqual([
    0,
    '',
    'ok   blueprints/minimal/blueprint.yaml, all well\nok   blueprints/mobile-integration/blueprint.yaml, all well',
  ]);
});

test('the pack of the guide makes a catalogue, as its options say', async () => {
  const blueprint = join(process.cwd(), 'blueprints/mobile-integration/blueprint.yaml');
  const options = ['--pack-option', 'lifecycle=experimental', 'domain=Retail: "all"'];
  const words = ['generate', blueprint, '-o', 'out', '--pack', './catalog', ...options];
  expect((await lintel(words, folder)).exitCode).toBe(0);
  const read = (path: string) => parse(readFileSync(join(folder, 'out', path), 'utf8'));
  expect(read('catalog-info.yaml').spec).toEqual({ owner: 'team-channels', domain: 'Retail: "all"' });
  const checkout = read('services/checkout/catalog-info.yaml');
  expect(checkout.spec.lifecycle).toBe('experimental');
  expect(checkout.spec.dependsOn).toEqual(
    ['analytics', 'erp-integration', 'push'].map((name) => `component:${name}`),
  );
});

test('the options of the guide stand in a configuration, and those of the command line win', async () => {
  const [, config = ''] = /^```yaml\n(packs:\n[\s\S]*?)^```$/m.exec(guide) ?? [];
  cpSync('blueprints/minimal', folder, { recursive: true });
  writeFileSync(join(folder, 'lintel.config.yaml'), config);
  const words = ['generate', '-o', 'out', '--pack', './catalog'];
  expect((await lintel(words, folder)).exitCode).toBe(0);
  const read = (path: string) => parse(readFileSync(join(folder, 'out', path), 'utf8')).spec;
  expect(read('catalog-info.yaml').domain).toBe('Retail');
  expect(read('services/home/catalog-info.yaml').lifecycle).toBe('experimental');
  expect((await lintel([...words, '--check'], folder)).exitCode).toBe(0);
  const others = [...words, '--pack-option', 'lifecycle=deprecated'];
  expect((await lintel([...others, '--check'], folder)).exitCode).toBe(1);
  expect((await lintel(others, folder)).exitCode).toBe(0);
  expect(read('services/home/catalog-info.yaml').lifecycle).toBe('deprecated');
});

test('the pack that extends another has its own file, and not what it leaves out', async () => {
  const blueprint = join(process.cwd(), 'blueprints/minimal/blueprint.yaml');
  const words = ['generate', blueprint, '-o', 'out', '--pack', './house', '--dry-run', '-f', 'json'];
  const { stdout } = await lintel(words, folder);
  const files: readonly { path: string; template: string }[] = JSON.parse(stdout).files;
  expect(files.find(({ path }) => path === '.gitignore')?.template).toBe('house/gitignore.hbs');
  expect(files.find(({ path }) => path === 'package.json')?.template).toBe(
    'typescript/project/package.json.hbs',
  );
  expect(files.filter(({ path }) => path === 'biome.json')).toEqual([]);
});

test('a mistake in a pack ends with 2, its place and a way out, and writes nothing', async () => {
  writeFileSync(join(folder, 'catalog/system.yaml.hbs'), 'a: {{yaml titel}}\n');
  const blueprint = join(process.cwd(), 'blueprints/minimal/blueprint.yaml');
  const { exitCode, stderr, stdout } = await lintel(
    ['generate', blueprint, '-o', 'out', '--pack', './catalog'],
    folder,
  );
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toBe(
    'error: ./catalog/system.yaml.hbs:1:4: {{yaml titel}} is given a field that is not there\n  hint: did you mean "title"?',
  );
  expect(existsSync(join(folder, 'out'))).toBe(false);
});

test('a pack whose block asks for a misspelt field fails the test of packs, with its place', async () => {
  const template = join(folder, 'catalog/component.yaml.hbs');
  writeFileSync(template, readFileSync(template, 'utf8').replace('#if hasCalls', '#if hasCals'));
  const { exitCode, stdout } = await lintel(['pack', 'test', './catalog'], folder);
  expect(exitCode).toBe(1);
  expect(stdout).toContain(
    './catalog/component.yaml.hbs:12:7: a block asks for "hasCals", and there is never such a field here\n    hint: did you mean "hasCalls"?\n',
  );
  expect(stdout.match(/hasCals/g)).toHaveLength(1);
});

test('a pack that writes text as it is fails the test of packs, as text and as JSON', async () => {
  writeFileSync(join(folder, 'catalog/system.yaml.hbs'), 'a: "{{verbatim title}}"\n');
  const { exitCode, stdout } = await lintel(['pack', 'test', './catalog', '-f', 'json'], folder);
  const { passed, blueprints } = JSON.parse(stdout);
  expect([exitCode, passed]).toEqual([1, false]);
  expect(blueprints[0].problems[0].at).toBe('./catalog/system.yaml.hbs');
  expect(blueprints[0].problems[0].output).toMatch(/^catalog-info\.yaml(:\d+:\d+)?$/);
});

test('the guide names every subject with fields that its view has, and every helper', () => {
  const model = blueprintModel('mobile-integration');
  const rows = new Map(
    [...guide.matchAll(/^\| `([\w-]+)` \| .*? \| (`.*) \|$/gm)].map(([, subject = '', fields = '']) => [
      subject,
      [...fields.matchAll(/`(\w+)`(\*?)/g)],
    ]),
  );
  for (const subject of SUBJECTS) {
    const view = viewOf(subject);
    const listed = rows.get(subject) ?? [];
    expect([subject, listed.length > 1]).toEqual([subject, true]);
    for (const [, field = '', star] of listed) {
      expect([subject, field, Object.hasOwn(view, field)]).toEqual([subject, field, true]);
      expect([subject, field, star === '*']).toEqual([subject, field, isFree(Reflect.get(view, field))]);
    }
  }
  for (const helper of HELPERS) expect(guide).toContain(`\`${helper}\``);

  function viewOf(subject: Subject): object {
    return subjectViews(model, subject)[0]?.view ?? {};
  }
});

function isFree(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.getOwnPropertySymbols(value).length > 0;
}
