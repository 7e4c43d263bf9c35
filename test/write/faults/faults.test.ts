import { describe, expect, it, vi } from 'vitest';
import type { Fault } from './faulty-file-system.ts';
import { changesOf, nameOf, openLaboratory, type Prepared, type Scenario, visible } from './laboratory.ts';
import { newPlan } from './user-tree.ts';

const faults = await vi.hoisted(async () => (await import('./faulty-file-system.ts')).noFaults());

vi.mock('../../../src/write/file-system.ts', async (original) => {
  const { faultyFileSystem } = await import('./faulty-file-system.ts');
  const { fileSystem } = await original<typeof import('../../../src/write/file-system.ts')>();
  return { fileSystem: faultyFileSystem(fileSystem, faults) };
});

const laboratory = openLaboratory(faults);
const codes = ['ENOSPC', 'EIO', 'EACCES', 'EROFS'];
const scenarios: readonly { readonly scenario: Scenario; readonly folder: string }[] = [
  { scenario: 'absent', folder: 'a folder that is not there yet' },
  { scenario: 'foreign', folder: "a folder with the user's own files" },
  { scenario: 'generated', folder: 'a folder that was generated before' },
];

const isFile = (line: string) => !/\/ \d+$/.test(line);

/** Every call, and every write of a file once more: cut off in the middle. */
function placesIn({ calls }: Prepared): readonly { readonly at: number; readonly torn: boolean }[] {
  return calls.flatMap(({ name }, at) => [
    { at, torn: false },
    ...(name === 'writeNew' ? [{ at, torn: true }] : []),
  ]);
}

describe.each(scenarios)('a write into $folder', ({ scenario }) => {
  it('leaves all as before or all new after a kill at any call', () => {
    const prepared = laboratory.prepare(scenario);
    expect(prepared.after).not.toEqual(prepared.before);
    for (const place of placesIn(prepared)) {
      const fault: Fault = { type: 'kill', ...place };
      const root = prepared.fresh();
      laboratory.write(root, newPlan, [fault]);
      laboratory.expectSound(root, prepared, nameOf(prepared.calls, fault));
    }
  });

  it.each(codes)('leaves all as before or all new where any call fails with %s', (code) => {
    const prepared = laboratory.prepare(scenario);
    for (const place of placesIn(prepared)) {
      const fault: Fault = { type: 'error', code, ...place };
      const root = prepared.fresh();
      laboratory.write(root, newPlan, [fault]);
      const what = nameOf(prepared.calls, fault);
      // Nobody has to run it again for that, but where a folder that was emptied could not be removed.
      const found = visible(root).filter(isFile);
      if (JSON.stringify(found) !== JSON.stringify(prepared.before.filter(isFile)))
        expect(found, what).toEqual(prepared.after.filter(isFile));
      laboratory.expectSound(root, prepared, what);
    }
  });

  it.each(codes)('leaves all as before or all new where from any call on nothing works for %s', (code) => {
    const prepared = laboratory.prepare(scenario);
    for (const at of changesOf(prepared.calls)) {
      const fault: Fault = { type: 'error', at, code, lasting: true };
      const root = prepared.fresh();
      laboratory.write(root, newPlan, [fault]);
      laboratory.expectSound(root, prepared, nameOf(prepared.calls, fault));
    }
  });

  it('has nothing left to do, and says so, where the disk is full from the start', () => {
    const prepared = laboratory.prepare(scenario);
    const root = prepared.fresh();
    expect(
      laboratory.write(root, newPlan, [{ type: 'error', at: 0, code: 'ENOSPC', lasting: true }]),
    ).toBeNull();
    expect(visible(root)).toEqual(prepared.before);
  });
});

describe('a write that fails, and whose way back is disturbed too', () => {
  it('leaves all as before or all new where moving back is cut off at any change', () => {
    const prepared = laboratory.prepare('generated');
    for (const at of changesOf(prepared.calls).filter((_, index) => index % 2 === 0)) {
      const error: Fault = { type: 'error', at, code: 'EIO' };
      laboratory.write(prepared.fresh(), newPlan, [error]);
      const later = changesOf(faults.calls).filter((one) => one > at);
      for (const second of later) {
        const kill: Fault = { type: 'kill', at: second };
        const root = prepared.fresh();
        laboratory.write(root, newPlan, [error, kill]);
        laboratory.expectSound(root, prepared, nameOf(prepared.calls, error, kill));
      }
    }
  });

  it('leaves all as before or all new where the next run is killed, or fails, at any change as well', () => {
    const prepared = laboratory.prepare('generated');
    for (const at of changesOf(prepared.calls).filter((_, index) => index % 3 === 0)) {
      const kill: Fault = { type: 'kill', at };
      const left = () => {
        const root = prepared.fresh();
        laboratory.write(root, newPlan, [kill]);
        return root;
      };
      laboratory.recover(left());
      for (const second of changesOf(faults.calls)) {
        for (const fault of [
          { type: 'kill', at: second },
          { type: 'error', at: second, code: 'ENOSPC' },
        ] as const) {
          const root = left();
          laboratory.recover(root, [fault]);
          laboratory.expectSound(root, prepared, nameOf(prepared.calls, kill, fault));
        }
      }
    }
  });
});
