import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { kill, pid } from 'node:process';
import { UserError } from '../diagnostics/user-error.ts';
import { environmentError, hasCode } from './environment-error.ts';

interface Holder {
  readonly pid: number;
  /** As the system tells the start of the process; '' where it does not. */
  readonly started: string;
}

/**
 * Takes the lock file, whose folder is made where it is missing, and returns the function that gives it back. The lock of
 * a process that has ended is taken over: a number that another process has by now is known by its start time.
 * Throws a UserError `environment` while another process holds it, or where the folder cannot be written.
 */
export function takeLock(path: string): () => void {
  try {
    makeFolder(dirname(path));
  } catch (error) {
    throw environmentError(`cannot write to ${dirname(path)}`, error);
  }
  for (let attempt = 0; attempt < 3; attempt++) {
    if (createLock(path)) return () => rmSync(path, { force: true });
    const holder = readHolder(path);
    if (holder !== null && isAlive(holder)) {
      throw new UserError(
        'environment',
        `another lintel (process ${holder.pid}) is writing to this folder`,
        `wait until it ends; if there is none, delete ${path}`,
      );
    }
    rmSync(path, { force: true });
  }
  throw new UserError(
    'environment',
    `the lock ${path} cannot be taken`,
    'run again when no other lintel is running',
  );
}

/** Node's own recursive mkdir never returns where a file system answers ENOENT for a folder that it does not let be made. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  }
}

function createLock(path: string): boolean {
  try {
    const file = openSync(path, 'wx');
    writeSync(file, JSON.stringify({ pid, started: startOf(pid) } satisfies Holder));
    closeSync(file);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    rmSync(path, { force: true });
    throw environmentError(`cannot write ${path}`, error);
  }
}

/** Null where the lock is gone, or was left half-written by a process that was killed. */
function readHolder(path: string): Holder | null {
  try {
    const holder: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof holder !== 'object' || holder === null || !('pid' in holder) || !('started' in holder))
      return null;
    return typeof holder.pid === 'number' ? { pid: holder.pid, started: String(holder.started) } : null;
  } catch {
    return null;
  }
}

function isAlive(holder: Holder): boolean {
  try {
    kill(holder.pid, 0);
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
  return holder.started === '' || startOf(holder.pid) === holder.started;
}

/** Start time in clock ticks since boot: field 22 of /proc/<pid>/stat, counted after the name in brackets (proc(5)). */
function startOf(processId: number): string {
  try {
    const stat = readFileSync(`/proc/${processId}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
