import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { digestOf } from '../../src/write/digest.ts';
import { recover, runTransaction } from '../../src/write/transaction.ts';
import { snapshot, temporaryFolders } from '../support/plans.ts';

const temporary = temporaryFolders();

function tree(): string {
  const root = temporary();
  mkdirSync(join(root, '.lintel'));
  writeFileSync(join(root, '.lintel', 'manifest.json'), 'old manifest');
  writeFileSync(join(root, 'update.txt'), 'old');
  writeFileSync(join(root, 'remove.txt'), 'old');
  return root;
}

const steps = [
  { path: 'create/new.txt', content: 'new', mode: 0o644 },
  { path: 'remove.txt', content: null, mode: 0o644 },
  { path: 'update.txt', content: 'new', mode: 0o644 },
];

test('puts everything in place and leaves nothing of its own behind', () => {
  const root = tree();
  runTransaction(root, steps, 'new manifest');
  expect(readFileSync(join(root, 'update.txt'), 'utf8')).toBe('new');
  expect(readFileSync(join(root, 'create/new.txt'), 'utf8')).toBe('new');
  expect(existsSync(join(root, 'remove.txt'))).toBe(false);
  expect(readdirSync(join(root, '.lintel'))).toEqual(['manifest.json']);
});

test('moves everything back where one file cannot be moved', () => {
  const root = tree();
  const before = snapshot(root);
  writeFileSync(join(root, 'zz'), 'a file where a folder is needed');
  const impossible = { path: 'zz/file.txt', content: 'x', mode: 0o644 };
  expect(() => runTransaction(root, [...steps, impossible], 'new manifest')).toThrow();
  rmSync(join(root, 'zz'));
  expect(snapshot(root)).toEqual(before);
  expect(existsSync(join(root, 'create'))).toBe(false);
});

test('writes nothing where a file is another than the step was decided on', () => {
  const root = tree();
  const before = snapshot(root);
  const decided = steps.map((step) =>
    step.path === 'update.txt' ? { ...step, was: digestOf('older') } : step,
  );
  expect(() => runTransaction(root, decided, 'new manifest')).toThrow('"update.txt" was changed');
  expect(snapshot(root)).toEqual(before);
});

test('never writes over a file that came where nothing stood', () => {
  const root = tree();
  mkdirSync(join(root, 'create'));
  writeFileSync(join(root, 'create/new.txt'), 'mine');
  const before = snapshot(root);
  const decided = steps.map((step) => (step.path === 'create/new.txt' ? { ...step, was: null } : step));
  expect(() => runTransaction(root, decided, 'new manifest')).toThrow('"create/new.txt" was changed');
  expect(snapshot(root)).toEqual(before);
});

test('refuses a journal that it cannot read, since files of the user may be kept aside', () => {
  const root = tree();
  mkdirSync(join(root, '.lintel/stage/old'), { recursive: true });
  writeFileSync(join(root, '.lintel/stage/old/0'), 'mine');
  writeFileSync(join(root, '.lintel/journal.json'), '{"steps":[]}');
  expect(() => recover(root)).toThrow('journal.json cannot be read');
  expect(readFileSync(join(root, '.lintel/stage/old/0'), 'utf8')).toBe('mine');
});

test('takes a stage without a journal for rubbish', () => {
  const root = tree();
  const before = snapshot(root);
  mkdirSync(join(root, '.lintel', 'stage', 'new'), { recursive: true });
  recover(root);
  expect(snapshot(root)).toEqual(before);
});
