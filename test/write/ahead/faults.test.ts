import { basename } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { applyWhilePlanning } from '../../../src/write/ahead/apply-while-planning.ts';
import { NO_WISHES } from '../../../src/write/generation.ts';
import { buildStageThread } from '../../support/build-hosts.ts';
import type { Fault } from '../faults/faulty-file-system.ts';
import { changesOf, nameOf, openLaboratory, type Scenario } from '../faults/laboratory.ts';
import { generation, newPlan } from '../faults/user-tree.ts';

const faults = await vi.hoisted(async () => (await import('../faults/faulty-file-system.ts')).noFaults());

vi.mock('../../../src/write/file-system.ts', async (original) => {
  const { faultyFileSystem } = await import('../faults/faulty-file-system.ts');
  const { fileSystem } = await original<typeof import('../../../src/write/file-system.ts')>();
  return { fileSystem: faultyFileSystem(fileSystem, faults) };
});

const script = await buildStageThread('ahead-faults');
const laboratory = openLaboratory(faults, (root, plan) => {
  const makePlan = (planned: (file: (typeof plan.files)[number]) => void) => {
    for (const file of plan.files) planned(file);
    return plan;
  };
  return applyWhilePlanning(root, makePlan, { generation, wishes: NO_WISHES, thread: { script } });
});
const scenarios: readonly Scenario[] = ['absent', 'foreign'];

// What the thread itself does is disturbed by the kernel, in real-faults.test.ts.
describe('a write while the rest is being planned', () => {
  it.each(scenarios)('leaves a folder (%s) as before or all new after a kill at any change', (scenario) => {
    const prepared = laboratory.prepare(scenario);
    expect(prepared.after).not.toEqual(prepared.before);
    for (const at of changesOf(prepared.calls)) {
      const fault: Fault = { type: 'kill', at };
      const root = prepared.fresh();
      laboratory.write(root, newPlan, [fault]);
      laboratory.expectSound(root, prepared, nameOf(prepared.calls, fault));
    }
  });

  it('writes nothing that the thread has staged', () => {
    const { calls } = laboratory.prepare('absent');
    const written = calls.filter(({ name }) => name === 'writeNew').map(({ path }) => basename(path));
    expect(written.filter((name) => !name.startsWith('lock-'))).toEqual(['manifest', 'journal']);
  });

  it('leaves a folder as before or all new where any change fails', () => {
    const prepared = laboratory.prepare('foreign');
    for (const at of changesOf(prepared.calls)) {
      const fault: Fault = { type: 'error', at, code: 'ENOSPC' };
      const root = prepared.fresh();
      laboratory.write(root, newPlan, [fault]);
      laboratory.expectSound(root, prepared, nameOf(prepared.calls, fault));
    }
  });
});
