import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadPack } from '../../src/generate/load-pack.ts';
import { temporaryFolders } from '../support/plans.ts';

const temporary = temporaryFolders();

function load(manifest: string, files: readonly string[] = []) {
  const root = temporary();
  mkdirSync(join(root, 'p', 'folder'), { recursive: true });
  writeFileSync(join(root, 'p', 'pack.yaml'), manifest);
  for (const file of files) writeFileSync(join(root, 'p', file), file);
  return loadPack(root, 'p');
}

test('reads the files that the manifest names, folders whole', () => {
  const pack = load(
    'name: p\ntitle: P\nentries:\n  - { for: system, template: a.hbs, output: a }\n  - { for: system, copy: folder, output: f }\n',
    ['a.hbs', 'folder/b.ts', 'not-named.txt'],
  );
  expect([...pack.files]).toEqual([
    ['a.hbs', 'a.hbs'],
    ['folder/b.ts', 'folder/b.ts'],
  ]);
});

test.each([
  ['an unknown key', 'name: p\ntitle: P\nentires: []\n', /unknown key "entires"/],
  ['another name', 'name: q\ntitle: P\nentries: []\n', /name must be "p"/],
  [
    'an unknown subject',
    'name: p\ntitle: P\nentries: [{ for: gatway, copy: folder, output: x }]\n',
    /entries\.0: for must be/,
  ],
  [
    'both ways',
    'name: p\ntitle: P\nentries: [{ for: system, copy: folder, template: a, output: x }]\n',
    /one of template and copy/,
  ],
  ['no output', 'name: p\ntitle: P\nentries: [{ for: system, copy: folder }]\n', /output must be a string/],
])('refuses %s, and says where', (_what, manifest, message) => {
  expect(() => load(manifest)).toThrow(message);
});
