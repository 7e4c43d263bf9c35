import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';
import type { FilePlan } from '../../../src/generate/plan.ts';
import { applyPlan } from '../../../src/write/apply.ts';
import type { Applied } from '../../../src/write/generation.ts';
import { recover } from '../../../src/write/transaction.ts';
import { type Call, type Fault, type Faults, isChange, noFaults } from './faulty-file-system.ts';
import { addUserFiles, editGenerated, generation, newPlan, oldPlan, treeOf } from './user-tree.ts';

// Thousands of small trees: where there is a file system in memory, no disk has to take them.
const inMemory = '/dev/shm';

export type Scenario = 'absent' | 'foreign' | 'generated';

/** A folder before a write, how it is after it undisturbed, and the calls that this takes. */
export interface Prepared {
  /** Makes the folder anew, as it is before. */
  readonly fresh: () => string;
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly calls: readonly Call[];
}

/** Where writes are disturbed. `faults` is what the file system that they use was made with. */
export interface Laboratory {
  /** A folder of somebody else's, which no write may touch. */
  readonly outside: string;
  readonly prepare: (scenario: Scenario) => Prepared;
  /** Writes while faults happen, and ends the process. Null: it failed, or was killed. */
  readonly write: (root: string, plan: FilePlan, disturbed?: readonly Fault[]) => Applied | null;
  /** Ends what was cut off, while faults happen. */
  readonly recover: (root: string, disturbed?: readonly Fault[]) => void;
  /** Expects what holds after every fault; `what` names it. */
  readonly expectSound: (root: string, prepared: Prepared, what: string) => void;
}

/** `apply` is what writes. */
export function openLaboratory(
  faults: Faults,
  apply: (root: string, plan: FilePlan) => Applied = (root, plan) => applyPlan(root, plan, { generation }),
): Laboratory {
  const lab = mkdtempSync(join(existsSync(inMemory) ? inMemory : tmpdir(), 'lintel-faults-'));
  const outside = join(lab, 'outside');
  afterAll(() => rmSync(lab, { recursive: true, force: true }));

  const disturb = <Result>(root: string, disturbed: readonly Fault[], run: () => Result): Result | null => {
    Object.assign(faults, noFaults(), { plan: disturbed });
    try {
      return run();
    } catch (error) {
      if (disturbed.length === 0) throw error;
      return null;
    } finally {
      Object.assign(faults, { plan: [], isDead: false });
      endProcess(root);
    }
  };
  const write: Laboratory['write'] = (root, plan, disturbed = []) =>
    disturb(root, disturbed, () => apply(root, plan));
  const recoverWith: Laboratory['recover'] = (root, disturbed = []) =>
    void disturb(root, disturbed, () => recover(root));

  return {
    outside,
    write,
    recover: recoverWith,
    prepare(scenario) {
      const [original, work] = [join(lab, 'original'), join(lab, 'work')];
      for (const folder of [original, outside]) rmSync(folder, { recursive: true, force: true });
      mkdirSync(outside);
      writeFileSync(join(outside, 'theirs.txt'), 'of somebody else');
      if (scenario === 'generated') write(original, oldPlan);
      if (scenario !== 'absent') addUserFiles(original, outside);
      if (scenario === 'generated') editGenerated(original);
      const fresh = () => {
        rmSync(work, { recursive: true, force: true });
        if (existsSync(original)) cpSync(original, work, { recursive: true, verbatimSymlinks: true });
        return work;
      };
      const before = visible(fresh());
      write(work, newPlan);
      return { fresh, before, after: visible(work), calls: faults.calls };
    },
    expectSound(root, { before, after }, what) {
      recoverWith(root);
      const found = visible(root);
      if (JSON.stringify(found) !== JSON.stringify(before)) expect(found, what).toEqual(after);
      write(root, newPlan);
      expect(visible(root), what).toEqual(after);
      expect(readdirSync(join(root, '.lintel')), what).toEqual(['bases.jsonl', 'manifest.json']);
      expect(write(root, newPlan)?.written, what).toBe(false);
      expect(faults.calls.filter(isChange), what).toEqual([]);
      expect(treeOf(outside), what).toEqual([expect.stringMatching(/^theirs\.txt /)]);
    },
  };
}

/** Everything but what only a write that goes on has: the lock, the stage and the journal. */
export function visible(root: string): readonly string[] {
  if (!existsSync(root)) return [];
  return treeOf(
    root,
    (path) => path === '.lintel' || /^\.lintel\/(?:lock|stage|journal|rollback)/.test(path),
  );
}

/** Says which faults there were, at which calls. */
export function nameOf(calls: readonly Call[], ...faults: readonly Fault[]): string {
  return faults.map((fault) => JSON.stringify({ ...fault, call: calls[fault.at] })).join(' then ');
}

/** Returns the indices of the calls that change something. */
export function changesOf(calls: readonly Call[]): readonly number[] {
  return [...calls.entries()].filter(([, call]) => isChange(call)).map(([at]) => at);
}

/** A process that was killed is gone, and what it held with it; this one is still there. */
function endProcess(root: string): void {
  const folder = join(root, '.lintel');
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder).filter((one) => one.startsWith('lock'))) {
    const path = join(folder, name);
    writeFileSync(path, readFileSync(path, 'utf8').replace(/"started":"[^"]*/, '"started":"long ago'));
  }
}
