import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { applyPlan, compareWithDisk } from '../../src/write/apply.ts';
import { formatDiff } from '../../src/write/diff.ts';
import { planOf, snapshot, temporaryFolders } from '../support/plans.ts';
import { userErrorOf } from '../support/user-error-of.ts';

const generation = { lintel: '0.1.0', blueprintDigest: 'sha256:00', inputs: 'sha256:01' };
const temporary = temporaryFolders();
const textAt = (root: string, path: string) => readFileSync(join(root, path), 'utf8');
const statesOf = (root: string, contents: Readonly<Record<string, string>>) =>
  compareWithDisk(root, planOf(contents)).changes.map(({ path, state }) => `${path} ${state}`);

test('writes every file and the manifest into a folder that is not there yet', () => {
  const root = join(temporary(), 'deep', 'out');
  expect(applyPlan(root, planOf({ 'a/b.txt': 'b', 'c.txt': 'c' }), { generation }).written).toBe(true);
  expect(textAt(root, 'a/b.txt')).toBe('b');
  expect(readdirSync(join(root, '.lintel'))).toEqual(['bases.jsonl', 'manifest.json']);
});

test('writes nothing the second time', () => {
  const root = temporary();
  const plan = planOf({ 'a.txt': 'a', 'b.txt': 'b' });
  applyPlan(root, plan, { generation });
  const before = snapshot(root);
  expect(applyPlan(root, plan, { generation }).written).toBe(false);
  expect(snapshot(root)).toEqual(before);
});

test('gives equal manifests for equal plans', () => {
  const roots = [temporary(), temporary()];
  for (const root of roots) applyPlan(root, planOf({ 'b.txt': 'b', 'a.txt': 'a' }), { generation });
  const [one = '', two = ''] = roots.map((root) => textAt(root, '.lintel/manifest.json'));
  expect(one).toBe(two);
  expect(one).not.toMatch(/\d{4}-\d\d-\d\d/);
});

test('updates, removes and keeps in one write', () => {
  const root = temporary();
  applyPlan(root, planOf({ 'drop/x.txt': 'x', 'keep.txt': 'k', 'up.txt': '1', 'mine.txt': 'm' }), {
    generation,
  });
  writeFileSync(join(root, 'keep.txt'), 'changed by me');
  writeFileSync(join(root, 'mine.txt'), 'changed by me');
  applyPlan(root, planOf({ 'keep.txt': 'k', 'up.txt': '2' }), { generation });
  expect(textAt(root, 'up.txt')).toBe('2');
  expect(textAt(root, 'keep.txt')).toBe('changed by me');
  expect(textAt(root, 'mine.txt')).toBe('changed by me');
  expect(existsSync(join(root, 'drop'))).toBe(false);
});

test('does not bring back what the user deleted, even when its template changes', () => {
  const root = temporary();
  applyPlan(root, planOf({ 'a.txt': '1', 'b.txt': '1' }), { generation });
  rmSync(join(root, 'a.txt'));
  applyPlan(root, planOf({ 'a.txt': '2', 'b.txt': '2' }), { generation });
  expect(existsSync(join(root, 'a.txt'))).toBe(false);
  expect(statesOf(root, { 'a.txt': '2', 'b.txt': '2' })).toEqual(['a.txt kept-deleted', 'b.txt same']);
});

test('writes nothing at all where one file is in conflict', () => {
  const root = temporary();
  applyPlan(root, planOf({ 'a.txt': '1' }), { generation });
  writeFileSync(join(root, 'a.txt'), 'mine');
  const before = snapshot(root);
  expect(applyPlan(root, planOf({ 'a.txt': '2', 'new.txt': 'n' }), { generation }).written).toBe(false);
  expect(snapshot(root)).toEqual(before);
});

test('leaves a folder with a foreign file as it is', () => {
  const root = temporary();
  writeFileSync(join(root, 'package.json'), 'theirs');
  applyPlan(root, planOf({ 'package.json': 'ours' }), { generation });
  expect(readdirSync(root)).toEqual(['package.json']);
});

test('never writes through a link, to a file or to a folder', () => {
  const root = temporary();
  const outside = temporary();
  writeFileSync(join(outside, 'secret.txt'), 'secret');
  symlinkSync(join(outside, 'secret.txt'), join(root, 'a.txt'));
  symlinkSync(outside, join(root, 'folder'));
  const { written } = applyPlan(root, planOf({ 'a.txt': 'x', 'folder/b.txt': 'x' }), { generation });
  expect(written).toBe(false);
  expect(statesOf(root, { 'a.txt': 'x', 'folder/b.txt': 'x' })).toEqual([
    'a.txt conflict',
    'folder/b.txt conflict',
  ]);
  expect(readdirSync(outside)).toEqual(['secret.txt']);
  expect(textAt(outside, 'secret.txt')).toBe('secret');
});

test('refuses a manifest folder that is a link', () => {
  const root = temporary();
  symlinkSync(temporary(), join(root, '.lintel'));
  const { code, hint } = userErrorOf(() => applyPlan(root, planOf({ 'a.txt': 'a' }), { generation }));
  expect(code).toBe('environment');
  // To delete it would give away what tells edits from generated files.
  expect(hint).toMatch(/^put the folder \.lintel itself there/);
});

test('refuses a manifest that names files outside of the folder', () => {
  const root = temporary();
  mkdirSync(join(root, '.lintel'));
  const file = { path: '../other/a.txt', sha256: '', template: '', blueprintPath: '' };
  const manifest = { schemaVersion: 1, lintel: '0', blueprintDigest: '', inputs: '', files: [file] };
  writeFileSync(join(root, '.lintel', 'manifest.json'), JSON.stringify(manifest));
  const error = userErrorOf(() => applyPlan(root, planOf({ 'a.txt': 'a' }), { generation }));
  expect(error.code).toBe('unreadable');
  expect(error.message).toContain('../other/a.txt');
});

test('refuses an output folder that is a file', () => {
  const file = join(temporary(), 'out');
  writeFileSync(file, '');
  expect(userErrorOf(() => applyPlan(file, planOf({ 'a.txt': 'a' }), { generation })).code).toBe('usage');
});

test('waits for nobody: a folder that a running process writes to is refused', () => {
  const root = temporary();
  mkdirSync(join(root, '.lintel'));
  writeFileSync(join(root, '.lintel', 'lock'), JSON.stringify({ pid: process.pid, started: '' }));
  const error = userErrorOf(() => applyPlan(root, planOf({ 'a.txt': 'a' }), { generation }));
  expect(error.code).toBe('environment');
  expect(error.message).toContain(String(process.pid));
  expect(existsSync(join(root, 'a.txt'))).toBe(false);
});

test('takes over the lock of a process that ended, even if another has its number by now', () => {
  const root = temporary();
  mkdirSync(join(root, '.lintel'));
  writeFileSync(
    join(root, '.lintel', 'lock'),
    JSON.stringify({ pid: process.pid, started: 'another start' }),
  );
  expect(applyPlan(root, planOf({ 'a.txt': 'a' }), { generation }).written).toBe(true);
});

test('shows what a write would do as a unified diff', async () => {
  const root = temporary();
  applyPlan(root, planOf({ 'a.txt': 'one\ntwo\n', 'gone.txt': 'x\n' }), { generation });
  const diff = await formatDiff(compareWithDisk(root, planOf({ 'a.txt': 'one\n2\n', 'new.txt': 'n\n' })));
  expect(diff).toContain('--- a/a.txt\n+++ b/a.txt\n@@ -1,2 +1,2 @@\n one\n-two\n+2\n');
  expect(diff).toContain('--- a/gone.txt\n+++ /dev/null\n');
  expect(diff).toContain('--- /dev/null\n+++ b/new.txt\n@@ -0,0 +1,1 @@\n+n\n');
});

test.skipIf(!existsSync('/proc/self'))('says what to do where the folder cannot be written', () => {
  const error = userErrorOf(() => applyPlan('/proc/lintel-output', planOf({ 'a.txt': 'a' }), { generation }));
  expect(error.code).toBe('environment');
  expect(error.message).toContain('/proc/lintel-output');
});
