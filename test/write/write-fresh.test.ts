import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createFilePlan } from '../../src/generate/plan.ts';
import { compareWithDisk } from '../../src/write/apply.ts';
import { writeFresh } from '../../src/write/write-fresh.ts';
import { planOf, temporaryFolders } from '../support/plans.ts';

const generation = { lintel: '0.1.0', blueprintDigest: 'sha256:00', inputs: 'sha256:01' };
const temporary = temporaryFolders();

test('leaves what applyPlan leaves, so that it finds nothing to do afterwards', () => {
  const root = join(temporary(), 'system');
  const plan = planOf({ 'a/b/c.txt': 'c', 'a/d.txt': 'd', 'e.txt': 'é' });
  writeFresh(root, plan, generation);
  expect(readFileSync(join(root, 'e.txt'), 'utf8')).toBe('é');
  expect(compareWithDisk(root, plan).changes.every(({ state }) => state === 'same')).toBe(true);
});

test('makes a file executable where the plan says so', () => {
  const root = temporary();
  const [file] = planOf({ 'run.sh': 'true' }).files;
  if (file === undefined) throw new Error('the plan is empty');
  writeFresh(root, createFilePlan([{ ...file, mode: 0o755 }]), generation);
  expect(statSync(join(root, 'run.sh')).mode & 0o100).toBe(0o100);
});

test('says where it cannot write, and replaces nothing', () => {
  const root = temporary();
  writeFileSync(join(root, 'a'), 'mine');
  const write = (path: string) => () => writeFresh(root, planOf({ [path]: 'x' }), generation);
  for (const path of ['a', 'a/b.txt']) {
    expect(write(path)).toThrow(expect.objectContaining({ code: 'environment' }));
    expect(write(path)).toThrow(root);
  }
  expect(readFileSync(join(root, 'a'), 'utf8')).toBe('mine');
});
