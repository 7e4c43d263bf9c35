import { existsSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { takeLock } from '../../src/write/lock.ts';
import { temporaryFolders } from '../support/plans.ts';
import { noFaults } from './faults/faulty-file-system.ts';

const faults = await vi.hoisted(async () => (await import('./faults/faulty-file-system.ts')).noFaults());

vi.mock('../../src/write/file-system.ts', async (original) => {
  const { faultyFileSystem } = await import('./faults/faulty-file-system.ts');
  const { fileSystem } = await original<typeof import('../../src/write/file-system.ts')>();
  return { fileSystem: faultyFileSystem(fileSystem, faults) };
});

const temporary = temporaryFolders();
const ended = JSON.stringify({ id: 'ended', pid: process.pid, started: 'long ago' });

/** Returns the function that gives it back, or null: it is held. */
function tryLock(path: string): (() => void) | null {
  try {
    return takeLock(path);
  } catch {
    return null;
  }
}

test('is had by one, and by the next once it is given back', () => {
  const path = join(temporary(), 'out', 'lock');
  const release = takeLock(path);
  expect(() => takeLock(path)).toThrow(`another lintel (process ${process.pid})`);
  release();
  takeLock(path)();
  expect(readdirSync(join(path, '..'))).toEqual([]);
});

test.each([
  ['of a process that has ended', ended],
  ['that was cut off by a loss of power', ''],
  ['that names no process', '{"pid":0,"started":""}'],
  ['with an id that is a path', '{"id":"../../x","pid":-1,"started":""}'],
])('takes over a lock %s, and leaves nothing of it', (_, text) => {
  const folder = temporary();
  const path = join(folder, 'lock');
  writeFileSync(path, text);
  const release = takeLock(path);
  expect(tryLock(path)).toBeNull();
  release();
  expect(readdirSync(folder)).toEqual([]);
});

test('takes over from one that had taken over and ended', () => {
  const folder = temporary();
  const path = join(folder, 'lock');
  writeFileSync(path, ended);
  writeFileSync(join(folder, 'lock-ended'), ended.replace('"ended"', '"second"'));
  writeFileSync(join(folder, 'lock-draft.new'), ended);
  takeLock(path)();
  expect(readdirSync(folder)).toEqual([]);
});

describe.each([
  ['a free lock', null],
  ['the lock of a process that has ended', ended],
  ['a lock that cannot be read', ''],
])('two at once for %s', (_, left) => {
  function inNewFolder(act: (path: string) => void): void {
    const folder = temporary();
    if (left !== null) writeFileSync(join(folder, 'lock'), left);
    act(join(folder, 'lock'));
    Object.assign(faults, noFaults());
    rmSync(folder, { recursive: true });
  }

  /** Calls that one who takes the lock makes, undisturbed. */
  function callsOfOne(): number {
    let count = 0;
    inNewFolder((path) => {
      Object.assign(faults, noFaults());
      takeLock(path);
      count = faults.calls.length;
    });
    return count;
  }

  test('is never had by both, wherever the second comes in', () => {
    for (let at = 0; at < callsOfOne(); at++) {
      inNewFolder((path) => {
        let other: (() => void) | null = null;
        const act = () => {
          other = tryLock(path);
        };
        Object.assign(faults, noFaults(), { plan: [{ type: 'meanwhile', at, act }] });
        const one = tryLock(path);
        expect([one, other].filter((held) => held !== null).length, `at call ${at}`).toBe(1);
      });
    }
  });

  test('is never had by both where the second gives it back and a third comes', () => {
    for (let at = 0; at < callsOfOne(); at++) {
      inNewFolder((path) => {
        let third: (() => void) | null = null;
        const act = () => {
          tryLock(path)?.();
          third = tryLock(path);
        };
        Object.assign(faults, noFaults(), { plan: [{ type: 'meanwhile', at, act }] });
        const one = tryLock(path);
        expect([one, third].filter((held) => held !== null).length, `at call ${at}`).toBe(1);
      });
    }
  });
});

test('makes the folder that it is in', () => {
  const path = join(temporary(), 'deep', 'er', 'lock');
  takeLock(path);
  expect(existsSync(path)).toBe(true);
});

test('refuses a folder that is a link', () => {
  const root = temporary();
  symlinkSync(temporary(), join(root, 'link'));
  expect(() => takeLock(join(root, 'link', 'lock'))).toThrow('cannot write');
});
