import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { it, vi } from 'vitest';
import { createFilePlan, type FilePlan } from '../../../src/generate/plan.ts';
import { applyPlan } from '../../../src/write/apply.ts';
import type { Applied } from '../../../src/write/generation.ts';
import { planOf } from '../../support/plans.ts';
import type { Fault } from './faulty-file-system.ts';
import { nameOf, openLaboratory } from './laboratory.ts';
import { generation, newPlan, oldPlan } from './user-tree.ts';

const faults = await vi.hoisted(async () => (await import('./faulty-file-system.ts')).noFaults());

vi.mock('../../../src/write/file-system.ts', async (original) => {
  const { faultyFileSystem } = await import('./faulty-file-system.ts');
  const { fileSystem } = await original<typeof import('../../../src/write/file-system.ts')>();
  return { fileSystem: faultyFileSystem(fileSystem, faults) };
});

const before = planOf({
  'services/one/x.txt': 'one\n',
  'services/one/y.txt': 'of one\n',
  'services/two/x.txt': 'two\n',
});
const after = planOf({
  'services/one/x.txt': 'one, which was two\n',
  'services/two/x.txt': 'two, which was one\n',
  'services/two/y.txt': 'of one\n',
});
const renames = [
  { from: 'one', to: 'two' },
  { from: 'two', to: 'one' },
];
const packs = ['test', 'pack'];
const withSwap = ({ files }: FilePlan, more: FilePlan) => createFilePlan([...files, ...more.files], packs);

/** The plans of the laboratory, with two elements that swap their names, and a file of the user beside each. */
function apply(root: string, plan: FilePlan): Applied {
  if (plan !== oldPlan)
    return applyPlan(root, withSwap(newPlan, after), { generation, wishes: { conflict: 'fail', renames } });
  const applied = applyPlan(root, withSwap(oldPlan, before), { generation });
  for (const name of ['one', 'two']) writeFileSync(join(root, `services/${name}/note.md`), `of ${name}\n`);
  rmSync(join(root, 'services/one/y.txt'));
  return applied;
}

const laboratory = openLaboratory(faults, apply);

it.each(['kill', 'error'] as const)(
  'a swap of names is made as a whole or not at all: %s at any call',
  (type) => {
    const prepared = laboratory.prepare('generated');
    for (const [at] of prepared.calls.entries()) {
      const fault: Fault =
        type === 'kill' ? { type, at, torn: false } : { type, code: 'EIO', at, torn: false };
      const root = prepared.fresh();
      laboratory.write(root, newPlan, [fault]);
      laboratory.expectSound(root, prepared, nameOf(prepared.calls, fault));
    }
  },
);
