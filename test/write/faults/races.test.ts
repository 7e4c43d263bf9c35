import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { Fault } from './faulty-file-system.ts';
import { nameOf, openLaboratory, type Scenario } from './laboratory.ts';
import { allTexts, newPlan, saveText, treeOf } from './user-tree.ts';

const faults = await vi.hoisted(async () => (await import('./faulty-file-system.ts')).noFaults());

vi.mock('../../../src/write/file-system.ts', async (original) => {
  const { faultyFileSystem } = await import('./faulty-file-system.ts');
  const { fileSystem } = await original<typeof import('../../../src/write/file-system.ts')>();
  return { fileSystem: faultyFileSystem(fileSystem, faults) };
});

const laboratory = openLaboratory(faults);
const saved = 'saved by the user at this very moment';

/** Lets somebody act before each call in turn; `check` is asked after the write, and again after the next one. */
function beforeEachCall(
  scenario: Scenario,
  act: (root: string) => void,
  check: (root: string, what: string) => void,
): void {
  const prepared = laboratory.prepare(scenario);
  for (const at of prepared.calls.keys()) {
    const root = prepared.fresh();
    const fault: Fault = { type: 'meanwhile', at, act: () => act(root) };
    const what = nameOf(prepared.calls, fault);
    laboratory.write(root, newPlan, [fault]);
    check(root, what);
    // What comes next may be refused, for what the user did: still nothing is lost.
    const other: Fault = { type: 'meanwhile', at: -1, act: () => {} };
    laboratory.write(root, newPlan, [other]);
    check(root, what);
  }
}

describe('a user who saves a file while it is written', () => {
  it.each([
    'a/update.txt',
    'a/remove.txt',
    'a/created.txt',
    'a/notes.txt',
    'gone/deep/only.txt',
    'mine/generated.txt',
    'new/deep/one.txt',
    'run.sh',
  ])('loses no byte of %s', (path) => {
    let wasSaved = false;
    beforeEachCall(
      'generated',
      (root) => {
        wasSaved = saveText(join(root, path), saved);
      },
      (root, what) => {
        if (wasSaved) expect(allTexts(root), what).toContain(saved);
        expect(allTexts(root), what).toEqual(expect.arrayContaining(['for me alone']));
      },
    );
  });

  it('loses no byte of a file that was put in place before the process was killed', () => {
    const prepared = laboratory.prepare('generated');
    for (const at of prepared.calls.keys()) {
      for (const path of ['a/update.txt', 'a/created.txt', 'new/deep/one.txt', 'run.sh']) {
        const root = prepared.fresh();
        laboratory.write(root, newPlan, [{ type: 'kill', at }]);
        if (!saveText(join(root, path), saved)) continue;
        const other: Fault = { type: 'meanwhile', at: -1, act: () => {} };
        for (let run = 0; run < 2; run++) {
          laboratory.write(root, newPlan, [other]);
          expect(allTexts(root), `${path} after a kill at ${at}`).toContain(saved);
        }
      }
    }
  });
});

describe('a folder that is replaced by a link while it is written to', () => {
  it.each(['a', 'mine', 'new', 'gone', '.lintel', '.lintel/stage', '.lintel/stage/old'])(
    'lets nothing through where %s is one',
    (folder) => {
      beforeEachCall(
        'generated',
        (root) => {
          const path = join(root, folder);
          moveIfThere(path, `${root}-moved`);
          symlinkSync(laboratory.outside, path);
        },
        (_, what) => {
          expect(treeOf(laboratory.outside), what).toEqual([expect.stringMatching(/^theirs\.txt /)]);
        },
      );
    },
  );
});

function moveIfThere(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true });
  if (existsSync(from)) renameSync(from, to);
  mkdirSync(dirname(from), { recursive: true });
}
