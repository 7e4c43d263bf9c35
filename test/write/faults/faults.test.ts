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
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { FilePlan } from '../../../src/generate/plan.ts';
import { type Applied, applyPlan } from '../../../src/write/apply.ts';
import { recover } from '../../../src/write/transaction.ts';
import { type Call, type Fault, isChange, noFaults } from './faulty-file-system.ts';
import { addUserFiles, editGenerated, generation, newPlan, oldPlan, treeOf } from './user-tree.ts';

const faults = await vi.hoisted(async () => (await import('./faulty-file-system.ts')).noFaults());

vi.mock('../../../src/write/file-system.ts', async (original) => {
  const { faultyFileSystem } = await import('./faulty-file-system.ts');
  const { fileSystem } = await original<typeof import('../../../src/write/file-system.ts')>();
  return { fileSystem: faultyFileSystem(fileSystem, faults) };
});

// Thousands of small trees: where there is a file system in memory, no disk has to take them.
const inMemory = '/dev/shm';
const codes = ['ENOSPC', 'EIO', 'EACCES', 'EROFS'];
let lab: string;
let outside: string;

/** A folder as it is before the write that is disturbed. */
interface Scenario {
  readonly name: string;
  readonly prepare: (root: string) => void;
}

const scenarios: readonly Scenario[] = [
  { name: 'a folder that is not there yet', prepare: () => {} },
  {
    name: "a folder with the user's own files",
    prepare: (root) => addUserFiles(root, outside),
  },
  {
    name: 'a folder that was generated before',
    prepare(root) {
      write(root, oldPlan);
      addUserFiles(root, outside);
      editGenerated(root);
    },
  },
];

beforeAll(() => {
  lab = mkdtempSync(join(existsSync(inMemory) ? inMemory : tmpdir(), 'lintel-faults-'));
  outside = join(lab, 'outside');
  mkdirSync(outside);
  writeFileSync(join(outside, 'theirs.txt'), 'of somebody else');
});
afterAll(() => rmSync(lab, { recursive: true, force: true }));

/** Writes a plan while faults happen. Null: it failed, or was killed. */
function write(root: string, plan: FilePlan, disturbed: readonly Fault[] = []): Applied | null {
  Object.assign(faults, noFaults(), { plan: disturbed });
  try {
    return applyPlan(root, plan, { generation });
  } catch (error) {
    if (disturbed.length === 0) throw error;
    return null;
  } finally {
    endProcess(root);
  }
}

function recoverWith(root: string, disturbed: readonly Fault[]): void {
  Object.assign(faults, noFaults(), { plan: disturbed });
  try {
    recover(root);
  } catch (error) {
    if (disturbed.length === 0) throw error;
  } finally {
    Object.assign(faults, noFaults());
  }
}

/** A process that was killed is gone, and what it held with it; this one is still there. */
function endProcess(root: string): void {
  Object.assign(faults, { plan: [], isDead: false });
  const folder = join(root, '.lintel');
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder).filter((one) => one.startsWith('lock'))) {
    const path = join(folder, name);
    writeFileSync(path, readFileSync(path, 'utf8').replace(/"started":"[^"]*/, '"started":"long ago'));
  }
}

interface Prepared {
  readonly fresh: () => string;
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly calls: readonly Call[];
}

/** Returns how the folder is before and after an undisturbed write, and a function that makes it anew. */
function prepare(scenario: Scenario): Prepared {
  const original = join(lab, 'original');
  const work = join(lab, 'work');
  rmSync(original, { recursive: true, force: true });
  scenario.prepare(original);
  const fresh = () => {
    rmSync(work, { recursive: true, force: true });
    if (existsSync(original)) cpSync(original, work, { recursive: true, verbatimSymlinks: true });
    return work;
  };
  const before = visible(fresh());
  write(work, newPlan);
  return { fresh, before, after: visible(work), calls: faults.calls };
}

/** All but what only a write that goes on has: the lock, the stage and the journal. */
function visible(root: string): readonly string[] {
  if (!existsSync(root)) return [];
  return treeOf(
    root,
    (path) => path === '.lintel' || /^\.lintel\/(?:lock|stage|journal|rollback)/.test(path),
  );
}

const isFile = (line: string) => !/\/ \d+$/.test(line);

/** What holds after a fault, however bad: fails with the fault's name otherwise. */
function expectSound(root: string, { before, after }: Prepared, what: string): void {
  recoverWith(root, []);
  const found = visible(root);
  if (JSON.stringify(found) !== JSON.stringify(before)) expect(found, what).toEqual(after);
  write(root, newPlan);
  expect(visible(root), what).toEqual(after);
  expect(readdirSync(join(root, '.lintel')), what).toEqual(['bases.jsonl', 'manifest.json']);
  expect(write(root, newPlan)?.written, what).toBe(false);
  expect(faults.calls.filter(isChange), what).toEqual([]);
  expect(treeOf(outside), what).toEqual(['theirs.txt 644 6f6620736f6d65626f647920656c7365']);
}

function nameOf(calls: readonly Call[], ...found: readonly Fault[]): string {
  return found.map((fault) => JSON.stringify({ ...fault, call: calls[fault.at] })).join(' then ');
}

function changesOf(calls: readonly Call[]): readonly number[] {
  return [...calls.keys()].filter((at) => calls[at] !== undefined && isChange(calls[at]));
}

describe.each(scenarios)('a write into $name', (scenario) => {
  it('leaves all as before or all new after a kill at any call', () => {
    const prepared = prepare(scenario);
    expect(prepared.after).not.toEqual(prepared.before);
    for (const [at, call] of prepared.calls.entries()) {
      for (const torn of call.name === 'writeNew' ? [false, true] : [false]) {
        const fault: Fault = { type: 'kill', at, torn };
        const root = prepared.fresh();
        write(root, newPlan, [fault]);
        expectSound(root, prepared, nameOf(prepared.calls, fault));
      }
    }
  });

  it.each(codes)('leaves all as before or all new where any call fails with %s', (code) => {
    const prepared = prepare(scenario);
    for (const [at, call] of prepared.calls.entries()) {
      for (const torn of call.name === 'writeNew' ? [false, true] : [false]) {
        const fault: Fault = { type: 'error', at, code, torn };
        const root = prepared.fresh();
        write(root, newPlan, [fault]);
        const what = nameOf(prepared.calls, fault);
        // Nobody has to run it again for that, but where a folder that was emptied could not be removed.
        const found = visible(root).filter(isFile);
        if (JSON.stringify(found) !== JSON.stringify(prepared.before.filter(isFile)))
          expect(found, what).toEqual(prepared.after.filter(isFile));
        expectSound(root, prepared, what);
      }
    }
  });

  it.each(codes)('leaves all as before or all new where from any call on nothing works for %s', (code) => {
    const prepared = prepare(scenario);
    for (const at of changesOf(prepared.calls)) {
      const fault: Fault = { type: 'error', at, code, lasting: true };
      const root = prepared.fresh();
      write(root, newPlan, [fault]);
      expectSound(root, prepared, nameOf(prepared.calls, fault));
    }
  });
});
