import { accessSync, constants, existsSync, lstatSync, type Stats } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '../diagnostics/user-error.ts';
import type { FilePlan } from '../generate/plan.ts';
import {
  type Change,
  type Comparison,
  comparePlan,
  conflictsOf,
  pathsToRead,
  pendingChanges,
} from './compare.ts';
import { environmentError } from './environment-error.ts';
import { fileSystem } from './file-system.ts';
import { takeLock } from './lock.ts';
import {
  entryOfFile,
  formatManifest,
  LINTEL_FOLDER,
  MANIFEST_PATH,
  type Manifest,
  type ManifestFile,
  readManifest,
} from './manifest.ts';
import { readDisk, realRoot, whyNoFolder } from './read-disk.ts';
import { needsRecovery, recover, runTransaction, type Step } from './transaction.ts';

/** What is written down about a generation. */
export interface Generation {
  /** Version of Lintel. */
  readonly lintel: string;
  /** `sha256:<hex>`. */
  readonly blueprintDigest: string;
}

export interface Applied {
  /** How the folder was found. */
  readonly comparison: Comparison;
  /** False where there was a conflict, or nothing to do. */
  readonly written: boolean;
}

/**
 * Returns how an output folder differs from the plan. Writes nothing. Throws a UserError `unreadable` for a broken
 * manifest, `environment` where a file cannot be read.
 */
export function compareWithDisk(root: string, plan: FilePlan): Comparison {
  const real = realRoot(resolve(root));
  refuseOutputFolder(real);
  const manifest = readManifest(real);
  return comparePlan(plan, manifest, readDisk(real, pathsToRead(plan, manifest)));
}

/**
 * Writes the plan into an output folder: all of it, or, where there is one conflict or anything fails, nothing. What is
 * the user's stays, see `Change`. A folder that is as planned is not touched. Throws a UserError `environment` where
 * the folder cannot be written or another process writes to it, and what `compareWithDisk` throws.
 */
export function applyPlan(root: string, plan: FilePlan, generation: Generation): Applied {
  const real = realRoot(resolve(root));
  const wasBusy = needsRecovery(real);
  const before = compareWithDisk(real, plan);
  if (!wasBusy && !needsRecovery(real)) {
    if (conflictsOf(before).length > 0 || isDone(real, before, generation))
      return { comparison: before, written: false };
  }
  probe(real, before);
  const existing = nearestExisting(join(real, LINTEL_FOLDER));
  const release = takeLock(join(real, LINTEL_FOLDER, 'lock'));
  try {
    recover(real);
    // Another process may have written between the first look and the lock.
    const comparison = compareWithDisk(real, plan);
    if (conflictsOf(comparison).length > 0) return { comparison, written: false };
    if (isDone(real, comparison, generation)) return { comparison, written: false };
    runTransaction(real, stepsOf(comparison), formatManifest(manifestOf(comparison, generation)));
    return { comparison, written: true };
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw environmentError(`cannot write to ${real}`, error);
  } finally {
    release();
    removeUnused(existing, real);
  }
}

/** Returns the manifest as it is after the write. */
export function manifestOf(comparison: Comparison, generation: Generation): Manifest {
  return { ...generation, files: comparison.changes.flatMap((change) => entryOf(change) ?? []) };
}

/** What stays as the user has it is remembered as it was generated last. */
function entryOf(change: Change): ManifestFile | null {
  switch (change.state) {
    case 'create':
    case 'update':
    case 'same':
    case 'edited':
      return entryOfFile(change.file);
    case 'kept-deleted':
    case 'kept-edited':
      return change.was;
    default:
      return null;
  }
}

function stepsOf(comparison: Comparison): readonly Step[] {
  return pendingChanges(comparison).map((change) =>
    change.state === 'remove' || !('file' in change)
      ? { path: change.path, content: null, mode: 0o644, was: digestIn(change) }
      : { path: change.path, content: change.file.content, mode: change.file.mode, was: digestIn(change) },
  );
}

/** What the step is decided on: where something else stands by the time of the write, nothing is written. */
function digestIn({ disk }: Change): string | null {
  return disk.type === 'file' ? disk.sha256 : null;
}

function isDone(root: string, comparison: Comparison, generation: Generation): boolean {
  if (pendingChanges(comparison).length > 0) return false;
  const manifest = readManifest(root);
  return manifest !== null && formatManifest(manifest) === formatManifest(manifestOf(comparison, generation));
}

function refuseOutputFolder(root: string): void {
  const stat = statOf(root);
  if (stat !== undefined && !stat.isDirectory()) {
    throw new UserError('usage', `the output folder ${root} is a file`, 'name a folder with -o');
  }
  const reason = whyNoFolder(root, LINTEL_FOLDER, new Map());
  if (reason !== null)
    throw new UserError('environment', `cannot keep the manifest in ${root}: ${reason}`, 'delete it');
  const manifest = statOf(join(root, MANIFEST_PATH));
  if (manifest !== undefined && !manifest.isFile()) {
    throw new UserError('environment', `${join(root, MANIFEST_PATH)} is no regular file`, 'delete it');
  }
}

/** Undefined: nothing stands there. */
function statOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw environmentError(`cannot write to ${path}`, error);
  }
}

/** Throws unless every folder that a write would change can be changed, before anything is. */
function probe(root: string, comparison: Comparison): void {
  const folders = new Set(pendingChanges(comparison).map((change) => dirname(join(root, change.path))));
  for (const folder of new Set([...folders, root].map(nearestExisting))) {
    try {
      accessSync(folder, constants.W_OK | constants.X_OK);
    } catch (error) {
      throw environmentError(`cannot write to ${folder}`, error);
    }
  }
}

function nearestExisting(folder: string): string {
  let path = folder;
  while (!existsSync(path) && path !== dirname(path)) path = dirname(path);
  return path;
}

/** Takes away the folders that were made for the lock alone: those below `existing` that are empty. */
function removeUnused(existing: string, root: string): void {
  for (let folder = join(root, LINTEL_FOLDER); folder !== existing && folder !== dirname(folder); ) {
    try {
      fileSystem.removeFolder(folder);
    } catch {
      return;
    }
    folder = dirname(folder);
  }
}
