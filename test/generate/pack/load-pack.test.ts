import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadPack, loadPackFolder } from '../../../src/generate/pack/load-pack.ts';
import { temporaryFolders } from '../../support/plans.ts';
import { userErrorOf } from '../../support/user-error-of.ts';

const temporary = temporaryFolders();

/** Writes files by their path below a fresh folder and returns it. */
function write(files: Readonly<Record<string, string>>): string {
  const root = temporary();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const HEAD = 'name: p\ntitle: P\ntargets: [docs]\n';

function load(manifest: string, files: Readonly<Record<string, string>> = {}) {
  const root = write({ 'p/pack.yaml': manifest, 'p/folder/b.ts': 'b', ...files });
  return loadPackFolder(join(root, 'p'), 'my/p', join(process.cwd(), 'templates'));
}

test('reads the files that the manifest names, folders whole', () => {
  const entries =
    'entries:\n  - { for: system, template: a.hbs, output: a }\n  - { for: system, copy: folder, output: f }\n';
  const pack = load(HEAD + entries, { 'p/a.hbs': 'a', 'p/not-named.txt': 'x' });
  expect(pack.entries.map(({ home }) => [...home.files])).toEqual(
    Array(2).fill([
      ['a.hbs', 'a'],
      ['folder/b.ts', 'b'],
    ]),
  );
});

test.each([
  ['an unknown key', 'name: p\nentires: []\n', '2:1: unknown key "entires"', 'did you mean "entries"?'],
  ['no title', 'name: p\n', '1:1: "title" is missing', null],
  ['no targets', 'name: p\ntitle: P\n', '1:1: a pack names what it makes', /targets: \[docs\]/],
  [
    'a name that is none',
    `${HEAD}`.replace('p', 'P P'),
    '1:7: the name of a pack has lower-case letters',
    null,
  ],
  ['what is no YAML', `${HEAD}entries: [`, '4:', null],
  ['what is no map', '- a\n', '1:1: a pack is a map of keys, not a list', /docs\/packs\.md/],
  ['a list that is none', `${HEAD}entries: x`, '4:10: "entries" must be a list', null],
  [
    'an unknown subject',
    `${HEAD}entries: [{ for: gatway, copy: folder, output: x }]\n`,
    '4:18: an entry cannot be for "gatway"',
    'did you mean "gateway"?',
  ],
  [
    'both ways',
    `${HEAD}entries: [{ for: system, copy: folder, template: a, output: x }]\n`,
    '4:40: an entry has either "template" or "copy"',
    null,
  ],
  ['no output', `${HEAD}entries: [{ for: system, copy: folder }]\n`, '4:11: "output" is missing', null],
  [
    'a file that is not there',
    `${HEAD}entries: [{ for: system, copy: foldr, output: x }]\n`,
    '4:32: there is no file "foldr" in the pack',
    'did you mean "folder"?',
  ],
  [
    'a folder as a template',
    `${HEAD}entries: [{ for: system, template: folder, output: x }]\n`,
    '4:36: "folder" is a folder',
    null,
  ],
  [
    'a condition that is none',
    `${HEAD}entries: [{ for: system, copy: folder, output: x, when: { a: [] } }]\n`,
    '4:62: what "a" must be is a text',
    null,
  ],
  [
    'an option without a default',
    `${HEAD}options: { a: { type: boolean, description: A } }`,
    '4:15: "default"',
    null,
  ],
  [
    'a default that its option refuses',
    `${HEAD}options: { a: { type: integer, minimum: 1, description: A, default: 0 } }`,
    '4:69: the default is not a whole number from 1',
    null,
  ],
  [
    'a type that no option has',
    `${HEAD}options: { a: { type: float, description: A, default: 0 } }`,
    '4:23: an option cannot be of type "float"',
    'it can be string, integer, boolean',
  ],
  [
    'a pack that is not there',
    `${HEAD}extends: typscript`,
    '4:10: there is no pack "typscript"',
    'did you mean "typescript"?',
  ],
  ['itself', `${HEAD}extends: ./../p`, '4:10: the pack would extend itself', null],
  [
    'to leave out what is not there',
    `${HEAD}extends: compose\nwithout: [deploy/compose.yml]`,
    '5:11: the pack "compose" has no output "deploy/compose.yml"',
    'did you mean "deploy/compose.yaml"?',
  ],
  [
    'to leave out of nothing',
    `${HEAD}without: [a]`,
    '4:1: "without" is for a pack that extends another',
    null,
  ],
])('refuses %s, and says where', (_what, manifest, message, hint) => {
  const error = userErrorOf(() => load(manifest));
  expect(error.message).toContain(`my/p/pack.yaml:${message}`);
  if (hint !== null) expect(error.hint).toMatch(hint);
  expect(error.code).toBe('pack');
});

describe('never reads what lies outside of the folder', () => {
  const entries = (path: string) => `${HEAD}entries: [{ for: system, copy: ${path}, output: x }]\n`;

  test.each(['../secret', '/etc/passwd', 'folder/../../secret', '"..\\\\secret"', 'C:/x', './a'])(
    'by the path %s',
    (path) => {
      const error = userErrorOf(() => load(entries(path), { secret: 's' }));
      expect(error.message).toMatch(/is no path in the folder of the pack/);
    },
  );

  test.each(['file', 'folder'])('by a link to a %s', (type) => {
    const root = write({ 'p/pack.yaml': entries('folder'), 'p/folder/b.ts': 'b', 'out/secret': 's' });
    symlinkSync(join(root, type === 'file' ? 'out/secret' : 'out'), join(root, 'p/folder/link'));
    const error = userErrorOf(() => loadPackFolder(join(root, 'p'), 'p', 'templates'));
    expect(error.message).toMatch(/"folder\/link" is a link out of the folder of the pack/);
  });

  test('by a manifest that is a link', () => {
    const root = write({ secret: 'token: 1', 'p/x': '' });
    symlinkSync(join(root, 'secret'), join(root, 'p/pack.yaml'));
    expect(userErrorOf(() => loadPackFolder(join(root, 'p'), 'p', 'templates')).message).toBe(
      'p/pack.yaml is a link out of its folder',
    );
  });

  test('ends where links make a circle', () => {
    const root = write({ 'p/pack.yaml': entries('folder'), 'p/folder/b.ts': 'b' });
    symlinkSync(join(root, 'p/folder'), join(root, 'p/folder/again'));
    expect(userErrorOf(() => loadPackFolder(join(root, 'p'), 'p', 'templates')).message).toMatch(
      /link to a folder/,
    );
  });
});

test('bounds what a pack may have', () => {
  const entries = `${HEAD}entries: [{ for: system, copy: folder, output: x }]\n`;
  const files = Object.fromEntries(Array.from({ length: 2001 }, (_, at) => [`p/folder/${at}`, '']));
  expect(userErrorOf(() => load(entries, files)).message).toMatch(/4:32: the pack is too large/);
  const large = { 'p/folder/large': 'x'.repeat(1024 * 1024 + 1) };
  expect(userErrorOf(() => load(entries, large)).message).toMatch(/"folder\/large" is larger than 1 MiB/);
});

test('refuses two packs that extend each other', () => {
  const root = write({
    'a/pack.yaml': `${HEAD}extends: ../b\n`,
    'b/pack.yaml': `${HEAD}extends: ../a\n`,
  });
  expect(userErrorOf(() => loadPackFolder(join(root, 'a'), 'a', 'templates')).message).toBe(
    'b/pack.yaml:4:10: the pack would extend itself',
  );
});

test('takes over what another pack has, but for what it leaves out', () => {
  const base = loadPack('templates', 'typescript');
  const pack = load(`${HEAD}extends: typescript\nwithout: [README.md]\nversions: { pino: 9.9.9 }\n`);
  expect(pack.entries.map(({ output }) => output)).toEqual(
    base.entries.map(({ output }) => output).filter((output) => output !== 'README.md'),
  );
  expect(pack.versions).toEqual({ ...base.versions, pino: '9.9.9' });
  expect(pack.extends).toBe('typescript');
});

test('asks a pack that comes with Lintel to be called as its folder', () => {
  const root = write({ 'q/pack.yaml': HEAD });
  expect(userErrorOf(() => loadPack(root, 'q')).message).toBe(
    'q/pack.yaml:1:7: the pack in the folder "q" must be called so',
  );
});
