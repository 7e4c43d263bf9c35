import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { applyPlan } from '../../src/write/apply.ts';
import { eject } from '../../src/write/eject.ts';
import { placeInOutput } from '../../src/write/output-root.ts';
import { unchangedSince } from '../../src/write/unchanged.ts';
import { planOf, temporaryFolders } from '../support/plans.ts';

const temporary = temporaryFolders();
const generation = { lintel: '0.1.0', blueprintDigest: 'sha256:00', inputs: 'sha256:01' };

function generated(contents = { f: 'f\n', g: 'g\n' }): string {
  const root = temporary();
  applyPlan(root, planOf(contents), { generation });
  return root;
}

const statesOf = (root: string) =>
  unchangedSince(root, generation.inputs)?.changes.map(({ path, state }) => `${path} ${state}`) ?? null;

it('tells without a plan what a plan of the same inputs would find', () => {
  const root = generated();
  expect(statesOf(root)).toEqual(['f same', 'g same']);
  writeFileSync(join(root, 'f'), 'mine\n');
  expect(statesOf(root)).toEqual(['f edited', 'g same']);
});

it.each([
  ['the inputs are others', () => {}, 'sha256:02'],
  ['a file was deleted', (root: string) => rmSync(join(root, 'f')), 'sha256:01'],
  ['a folder stands where a file was', replaceByFolder, 'sha256:01'],
  ['something is ignored', (root: string) => writeFileSync(join(root, '.lintelignore'), 'f\n'), 'sha256:01'],
  ['something was ejected', (root: string) => eject(placeInOutput(join(root, 'f'))), 'sha256:01'],
  [
    'what was generated is not kept',
    (root: string) => rmSync(join(root, '.lintel/bases.jsonl')),
    'sha256:01',
  ],
  ['a write was not ended', (root: string) => mkdirSync(join(root, '.lintel/stage')), 'sha256:01'],
  ['nothing was generated', (root: string) => rmSync(root, { recursive: true }), 'sha256:01'],
])('leaves it to a plan where %s', (_claim, change, inputs) => {
  const root = generated();
  change(root);
  expect(unchangedSince(root, inputs)).toBeNull();
});

it('leaves it to a plan where some files are older than the others', () => {
  const root = generated();
  rmSync(join(root, 'f'));
  applyPlan(root, planOf({ f: 'f2\n', g: 'g2\n' }), { generation });
  writeFileSync(join(root, 'f'), 'f\n');
  expect(unchangedSince(root, generation.inputs)).toBeNull();
});

function replaceByFolder(root: string): void {
  rmSync(join(root, 'f'));
  mkdirSync(join(root, 'f'));
}
