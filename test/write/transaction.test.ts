import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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

/** Leaves the tree as a process does that is killed after so many moves, or after the commit. */
function killedAfter(root: string, moves: number): void {
  const stage = join(root, '.lintel', 'stage');
  mkdirSync(join(stage, 'new'), { recursive: true });
  mkdirSync(join(stage, 'old'));
  for (const [index, step] of steps.entries()) {
    if (step.content !== null) writeFileSync(join(stage, 'new', String(index)), step.content);
  }
  writeFileSync(join(stage, 'manifest'), 'new manifest');
  const journal = {
    steps: steps.map(({ path, content }) => ({
      path,
      replaces: existsSync(join(root, path)),
      removes: content === null,
    })),
    manifestSha256: digestOf('new manifest'),
  };
  writeFileSync(join(root, '.lintel', 'journal.json'), JSON.stringify(journal));
  mkdirSync(join(root, 'create'));
  const all = [
    [join(stage, 'new', '0'), join(root, 'create/new.txt')],
    [join(root, 'remove.txt'), join(stage, 'old', '1')],
    [join(root, 'update.txt'), join(stage, 'old', '2')],
    [join(stage, 'new', '2'), join(root, 'update.txt')],
    [join(stage, 'manifest'), join(root, '.lintel', 'manifest.json')],
  ] as const;
  for (const [from, to] of all.slice(0, moves)) renameSync(from, to);
}

test.each([0, 1, 2, 3, 4])('makes the tree all-old after a kill after %i moves', (moves) => {
  const root = tree();
  const before = snapshot(root);
  killedAfter(root, moves);
  recover(root);
  expect(snapshot(root)).toEqual(before);
});

test('leaves the tree all-new after a kill after the commit', () => {
  const root = tree();
  killedAfter(root, 5);
  recover(root);
  expect(readFileSync(join(root, 'update.txt'), 'utf8')).toBe('new');
  expect(existsSync(join(root, 'remove.txt'))).toBe(false);
  expect(readdirSync(join(root, '.lintel'))).toEqual(['manifest.json']);
});

test('takes a stage without a journal for rubbish', () => {
  const root = tree();
  const before = snapshot(root);
  mkdirSync(join(root, '.lintel', 'stage', 'new'), { recursive: true });
  recover(root);
  expect(snapshot(root)).toEqual(before);
});
