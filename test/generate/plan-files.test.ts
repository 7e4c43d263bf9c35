import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadPackFolder } from '../../src/generate/pack/load-pack.ts';
import { parseOptionTexts, refuseUnknownOptions } from '../../src/generate/pack/pack-options.ts';
import { planFiles } from '../../src/generate/plan-files.ts';
import { blueprintModel } from '../support/blueprint-model.ts';
import { temporaryFolders } from '../support/plans.ts';
import { userErrorOf } from '../support/user-error-of.ts';

const temporary = temporaryFolders();
const model = blueprintModel('minimal');

/** Returns what a pack of these files makes of the smallest blueprint, by path. */
function plan(
  files: Readonly<Record<string, string>>,
  options: readonly string[] = [],
): Readonly<Record<string, string>> {
  const root = temporary();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const pack = loadPackFolder(join(root, 'p'), 'p', join(process.cwd(), 'templates'));
  const given = parseOptionTexts(options);
  refuseUnknownOptions([pack], given);
  return Object.fromEntries(
    planFiles(model, [pack], given).files.map(({ path, content }) => [path, content]),
  );
}

const HEAD = 'name: p\ntitle: P\ntargets: [docs]\n';
const entry = (output: string, when = '') =>
  `${HEAD}entries:\n  - { for: system, ${when}template: a.hbs, output: ${JSON.stringify(output)} }\n`;

test.each([
  ['a path out of the folder', entry('../x'), '5:45: "../x" is no path in the folder that is generated'],
  ['an absolute path', entry('/etc/x'), '5:45: "/etc/x" is no path'],
  ['a field that is not there', entry('{nmae}/x'), '5:45: there is no field "nmae" here'],
  ['free text in a path', entry('{title}'), '5:45: "{title}" is no name of anything'],
  [
    'a condition on nothing',
    entry('x', 'when: { isGatway: true }, '),
    '5:28: there is no field "isGatway" here',
  ],
  [
    'a condition on no option',
    entry('x', 'when: { options.a: true }, '),
    '5:28: there is no field "options.a"',
  ],
])('refuses %s, and says where', (_what, manifest, message) => {
  const error = userErrorOf(() => plan({ 'p/pack.yaml': manifest, 'p/a.hbs': '' }));
  expect([error.code, error.message]).toEqual(['pack', expect.stringContaining(`p/pack.yaml:${message}`)]);
});

test.each([
  '.lintel/manifest.json',
  '.LINTEL/bases.jsonl',
  '.lintel',
  '.git/hooks/pre-commit',
  'a/.Git',
  'GIT~1/config',
])('refuses to let a pack own %s', (output) => {
  const error = userErrorOf(() => plan({ 'p/pack.yaml': entry(output), 'p/a.hbs': '' }));
  expect([error.code, error.message, error.hint]).toEqual([
    'pack',
    expect.stringContaining(`p/pack.yaml:5:45: "${output}" is not for a pack to write: in ".`),
    'give it another output',
  ]);
});

test('refuses to copy a folder to where Git keeps its own', () => {
  const manifest = `${HEAD}entries: [{ for: system, copy: hooks, output: .git/hooks }]\n`;
  const error = userErrorOf(() => plan({ 'p/pack.yaml': manifest, 'p/hooks/pre-commit': '' }));
  expect(error.message).toContain('p/pack.yaml:4:47: ".git/hooks/pre-commit" is not for a pack to write');
});

test.each(['.github/workflows/a.yaml', '.gitignore', '.gitattributes', '.lintel-notes', 'a/.lintel'])(
  'lets a pack own %s',
  (output) => expect(Object.keys(plan({ 'p/pack.yaml': entry(output), 'p/a.hbs': '' }))).toEqual([output]),
);

test.each([
  ['CON', '"CON" cannot be written everywhere: "CON" is a device on Windows'],
  ['docs/aux.txt', '"docs/aux.txt" cannot be written everywhere: "aux.txt" is a device on Windows'],
])('refuses the output %s as a mistake of the pack', (output, message) => {
  const error = userErrorOf(() => plan({ 'p/pack.yaml': entry(output), 'p/a.hbs': '' }));
  const found = ['pack', `p/pack.yaml:5:45: ${message}`, 'give it another output'];
  expect([error.code, error.message, error.hint]).toEqual(found);
});

test.each([
  ['a', 255],
  ['\u00e9', 127],
])('takes a name of %j, %i times, and none that is longer', (character, most) => {
  const output = (times: number) => `docs/${character.repeat(times)}/a`;
  expect(Object.keys(plan({ 'p/pack.yaml': entry(output(most)), 'p/a.hbs': '' }))).toHaveLength(1);
  const error = userErrorOf(() => plan({ 'p/pack.yaml': entry(output(most + 1)), 'p/a.hbs': '' }));
  expect(error.message).toMatch(/p\/pack\.yaml:5:45: ".*" is no path .*: a part is longer than 255 bytes$/);
});

test('refuses a path that is too long only with what is in the copied folder, and says where', () => {
  const manifest = `${HEAD}entries: [{ for: system, copy: a, output: ${'b/'.repeat(100)}b }]\n`;
  const files = { 'p/pack.yaml': manifest, [`p/a/${'c'.repeat(200)}`]: '' };
  expect(userErrorOf(() => plan(files)).message).toMatch(
    /p\/pack\.yaml:4:43: .* longer than 400 characters$/,
  );
});

test.each([
  [
    'two entries with one path',
    '  - { for: system, template: a.hbs, output: x }\n',
    '6:45: two files at x: from p/a.hbs and from p/a.hbs',
    'give one of them another output',
  ],
  [
    'an entry that makes several files at one path',
    '  - { for: workload, template: a.hbs, output: y }\n',
    '6:47: two files at y: from p/a.hbs and from p/a.hbs',
    'the entry makes several files: name in its output what tells them apart, such as "{name}"',
  ],
  [
    'a file where another has its folder',
    '  - { for: system, template: a.hbs, output: x/y }\n',
    '6:45: x would be a file and the folder of x/y',
    'give one of them another output',
  ],
  [
    'two entries whose paths differ in case only',
    '  - { for: system, template: a.hbs, output: X }\n',
    '5:45: "X" and "x" would be one file where case does not count',
    'give one of them another output',
  ],
])('refuses %s, and says where', (_what, more, message, hint) => {
  const error = userErrorOf(() => plan({ 'p/pack.yaml': entry('x') + more, 'p/a.hbs': '' }));
  expect([error.code, error.message, error.hint]).toEqual(['pack', `p/pack.yaml:${message}`, hint]);
});

test('puts an own file in the place of one of the pack that it extends, also of one in a copied folder', () => {
  const files = {
    'base/pack.yaml': `${HEAD}entries:\n  - { for: system, copy: kit, output: kit }\n  - { for: system, template: a.hbs, output: a }\n`,
    'base/kit/one': 'base one',
    'base/kit/two': 'base two',
    'base/a.hbs': 'base {{name}}',
    'p/pack.yaml': `${HEAD}extends: ../base\nentries:\n  - { for: system, template: a.hbs, output: kit/two }\n`,
    'p/a.hbs': 'own {{name}}',
  };
  expect(plan(files)).toEqual({ a: 'base minimal', 'kit/one': 'base one', 'kit/two': 'own minimal' });
});

describe('options', () => {
  const manifest = `${HEAD}options:
  region: { type: string, enum: [eu, us], default: eu, description: Where }
  copies: { type: integer, minimum: 1, maximum: 9, default: 2, description: How many }
  notes: { type: boolean, default: false, description: With notes }
  motto: { type: string, default: '', description: Words }
entries:
  - { for: system, template: a.hbs, output: "{options.region}/a.yaml" }
  - { for: system, when: { options.notes: true }, template: a.hbs, output: notes.yaml }
`;
  const template =
    'region: {{options.region}}\ncopies: {{options.copies}}\n{{#if options.motto}}\nmotto: {{yaml options.motto}}\n{{/if}}\n';
  const files = { 'p/pack.yaml': manifest, 'p/a.hbs': template };

  test('have defaults, in templates, in outputs and in conditions', () => {
    expect(plan(files)).toEqual({ 'eu/a.yaml': 'region: eu\ncopies: 2\n' });
  });

  test('take what is given', () => {
    const motto = 'a: "b" # {{c}}\n--- x';
    const planned = plan(files, ['region=us', 'copies=9', 'notes=true', `motto=${motto}`]);
    expect(Object.keys(planned)).toEqual(['notes.yaml', 'us/a.yaml']);
    expect(parse(planned['us/a.yaml'] ?? '')).toEqual({ region: 'us', copies: 9, motto });
  });

  test.each([
    ['regio=us', 'there is no pack option "regio"', 'did you mean "region"?'],
    ['region=uss', 'pack option "region" is one of eu, us, not "uss"', 'did you mean "us"?'],
    ['copies=10', 'pack option "copies" is a whole number from 1 to 9, not "10"', null],
    ['copies=1.5', 'pack option "copies" is a whole number from 1 to 9, not "1.5"', null],
    ['notes=yes', 'pack option "notes" is true or false, not "yes"', null],
    ['notes', '"notes" is no pack option', 'write NAME=VALUE'],
  ])('refuse %s', (given, message, hint) => {
    const error = userErrorOf(() => plan(files, [given]));
    expect([error.code, error.message, error.hint]).toEqual(['usage', message, hint]);
  });

  test('of a text may not be written without an encoder', () => {
    const bare = { ...files, 'p/a.hbs': '{{options.motto}}' };
    expect(userErrorOf(() => plan(bare, ['motto=x'])).message).toContain(
      'p/a.hbs:1:1: a template writes free text',
    );
  });
});
