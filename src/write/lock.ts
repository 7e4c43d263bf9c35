import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { kill, pid } from 'node:process';
import { UserError } from '../diagnostics/user-error.ts';
import { environmentError, hasCode } from './environment-error.ts';
import { fileSystem } from './file-system.ts';
import { type HeldFolders, holdFolders } from './held-folders.ts';
import { hasNoLinks } from './place-file.ts';

/**
 * A process that has the lock, or had it. The first claim is the lock file; the claim that takes over from one whose process has
 * ended is the file `lock-<id of that claim>`. Either is made whole and once, so each claim has one successor at most, and the
 * lock belongs to the last.
 */
interface Claim {
  readonly id: string;
  /** Null where the claim cannot be read. */
  readonly pid: number | null;
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
    return claimIn(holdFolders(dirname(path)), path);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw environmentError(`cannot write to ${dirname(path)}`, error);
  }
}

/** Returns the number of the process that holds the lock file, or null. Its folder has to be there. */
export function holderOf(path: string): number | null {
  const held = holdFolders(dirname(path));
  try {
    const { last } = claimsOf(held, basename(path));
    return last !== null && isAlive(last) ? last.pid : null;
  } finally {
    held.close();
  }
}

function claimIn(held: HeldFolders, path: string): () => void {
  const name = basename(path);
  const mine: Claim = { id: randomUUID(), pid, started: startOf(pid) };
  try {
    // Each turn, another process was quicker.
    for (let turn = 0; turn < 100; turn++) {
      const { last, free } = claimsOf(held, name);
      if (last !== null && isAlive(last)) throw heldBy(last, path);
      if (!makeClaim(held, { name, free }, mine)) continue;
      if (claimsOf(held, name).last?.id === mine.id) {
        removeLeftovers(held, name);
        return () => release(held, name);
      }
      // The lock was given back after it was looked at: this claim follows nothing.
      removeFile(at(held, free));
    }
    throw new UserError('environment', `the lock ${path} cannot be taken`, 'run again');
  } catch (error) {
    held.close();
    throw error;
  }
}

function heldBy(claim: Claim, path: string): UserError {
  return new UserError(
    'environment',
    `another lintel (process ${claim.pid}) is writing to this folder`,
    `wait until it ends; if there is none, delete ${path}`,
  );
}

interface Chain {
  /** Whom the lock belongs to, if that process is there; null: it is free. */
  readonly last: Claim | null;
  /** The name of the file that comes after the last claim. */
  readonly free: string;
  /** Of the files of all claims. */
  readonly names: readonly string[];
}

function claimsOf(held: HeldFolders, name: string): Chain {
  const names: string[] = [];
  let last: Claim | null = null;
  for (let free = name; ; free = `${name}-${last.id}`) {
    const claim = readClaim(at(held, free), `${names.length}`);
    if (claim === null || names.includes(free)) return { last, free, names };
    names.push(free);
    last = claim;
  }
}

/** False: another process was quicker. */
function makeClaim(held: HeldFolders, { name, free }: { name: string; free: string }, mine: Claim): boolean {
  const text = JSON.stringify(mine);
  const draft = draftOf(held, name, mine);
  try {
    removeFile(draft);
    fileSystem.writeNew(draft, text, 0o644);
    try {
      fileSystem.link(draft, at(held, free));
    } catch (error) {
      if (!hasNoLinks(error)) throw error;
      fileSystem.writeNew(at(held, free), text, 0o644);
    }
    return true;
  } catch (error) {
    // Who takes the lock removes drafts of processes that have ended, and one that is not written yet looks like that.
    if (hasCode(error, 'EEXIST') || hasCode(error, 'ENOENT')) return false;
    throw error;
  } finally {
    removeFile(draft);
  }
}

/** The first claim goes first: then the lock is free, and what is left of it follows nothing. */
function release(held: HeldFolders, name: string): void {
  try {
    for (const one of claimsOf(held, name).names) removeFile(at(held, one));
    held.close();
  } catch {
    // It is taken over as soon as this process has ended.
  }
}

/** Removes what processes that were killed left beside the claims. */
function removeLeftovers(held: HeldFolders, name: string): void {
  const { names } = claimsOf(held, name);
  for (const other of fileSystem.names(at(held, '.'))) {
    if (!other.startsWith(`${name}-`) || names.includes(other)) continue;
    const claim = readClaim(at(held, other), '');
    if (claim !== null && !isAlive(claim)) removeFile(at(held, other));
  }
}

function at(held: HeldFolders, name: string): string {
  return held.at(name) ?? name;
}

function draftOf(held: HeldFolders, name: string, { id }: Claim): string {
  return at(held, `${name}-${id}.new`);
}

function removeFile(path: string): void {
  try {
    fileSystem.removeFile(path);
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
}

/** Node's own recursive mkdir never returns where a file system answers ENOENT for a folder that it does not let be made. */
function makeFolder(folder: string): void {
  if (fileSystem.stat(folder) !== null) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  try {
    fileSystem.makeFolder(folder);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  }
}

/** Null where there is none. One that was left half-written by a loss of power is nobody's, and has the id `unnamed`. */
function readClaim(path: string, unnamed: string): Claim | null {
  let text: string;
  try {
    text = fileSystem.readText(path);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
  return parseClaim(text, unnamed) ?? { id: unnamed, pid: null, started: '' };
}

function parseClaim(text: string, unnamed: string): Claim | null {
  try {
    const claim: unknown = JSON.parse(text);
    if (typeof claim !== 'object' || claim === null || !('pid' in claim) || !('started' in claim))
      return null;
    const id =
      'id' in claim && typeof claim.id === 'string' && /^[\w-]{1,64}$/.test(claim.id) ? claim.id : unnamed;
    const number =
      typeof claim.pid === 'number' && Number.isInteger(claim.pid) && claim.pid > 0 ? claim.pid : null;
    return { id, pid: number, started: String(claim.started) };
  } catch {
    return null;
  }
}

function isAlive(claim: Claim): boolean {
  if (claim.pid === null) return false;
  try {
    kill(claim.pid, 0);
  } catch (error) {
    if (!hasCode(error, 'EPERM')) return false;
  }
  return claim.started === '' || startOf(claim.pid) === claim.started;
}

/**
 * Start of a process as Linux tells it: which start of the machine, and clock ticks since then, which is field 22 of
 * /proc/<pid>/stat, counted after the name in brackets (proc_pid_stat(5)).
 */
function startOf(processId: number): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${processId}/stat`, 'utf8');
    return `${boot} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''}`;
  } catch {
    return '';
  }
}
