import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pid } from 'node:process';
import { describe, expect, it, vi } from 'vitest';
import { compareWithDisk } from '../../../src/write/apply.ts';
import { hasDrift } from '../../../src/write/drift.ts';
import { changesOf, nameOf, openLaboratory } from './laboratory.ts';
import { newPlan } from './user-tree.ts';

const faults = await vi.hoisted(async () => (await import('./faulty-file-system.ts')).noFaults());

vi.mock('../../../src/write/file-system.ts', async (original) => {
  const { faultyFileSystem } = await import('./faulty-file-system.ts');
  const { fileSystem } = await original<typeof import('../../../src/write/file-system.ts')>();
  return { fileSystem: faultyFileSystem(fileSystem, faults) };
});

const laboratory = openLaboratory(faults);

describe('a folder in which a write was killed', () => {
  it('is told of, as it stands, until the next write ends it, wherever that was', () => {
    const prepared = laboratory.prepare('generated');
    const journals = new Set<string>();
    for (const at of changesOf(prepared.calls)) {
      const root = prepared.fresh();
      laboratory.write(root, newPlan, [{ type: 'kill', at }]);
      const left = readdirSync(join(root, '.lintel')).filter((name) => /journal\.json|stage/.test(name));
      for (const name of left) journals.add(name);
      const comparison = compareWithDisk(root, newPlan);
      const what = nameOf(prepared.calls, { type: 'kill', at });
      expect(comparison.isUnsettled, what).toBe(left.length > 0);
      expect(comparison.warnings, what).toEqual(
        left.length > 0 ? [expect.stringMatching(/^a write to this folder was cut off/)] : [],
      );
      if (left.length > 0) expect(hasDrift(comparison), what).toBe(true);
      expect(laboratory.write(root, newPlan)?.comparison.isUnsettled ?? false, what).toBe(false);
      expect(hasDrift(compareWithDisk(root, newPlan)), what).toBe(false);
    }
    expect([...journals].sort()).toEqual(['journal.json', 'stage']);
  });

  it('is told from one in which another process is writing', () => {
    const root = laboratory.prepare('generated').fresh();
    laboratory.write(root, newPlan);
    mkdirSync(join(root, '.lintel/stage'));
    writeFileSync(join(root, '.lintel/lock'), JSON.stringify({ id: 'other', pid, started: '' }));
    const { warnings, isUnsettled } = compareWithDisk(root, newPlan);
    expect([isUnsettled, warnings]).toEqual([
      true,
      [expect.stringContaining(`another lintel (process ${pid}) is writing to this folder`)],
    ]);
    rmSync(join(root, '.lintel/lock'));
    expect(compareWithDisk(root, newPlan).warnings).toEqual([expect.stringContaining('was cut off')]);
  });
});
