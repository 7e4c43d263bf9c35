import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../diagnostics/user-error.ts';
import { environmentError } from './environment-error.ts';
import { fileSystem } from './file-system.ts';
import { takeLock } from './lock.ts';
import { LINTEL_FOLDER } from './manifest.ts';

/**
 * Returns what is done while an output folder is held against other processes. What fails is thrown as a UserError
 * `environment`, and so is a folder that another process holds; folders that were made for the lock alone are taken away again.
 */
export function withLock<T>(root: string, run: () => T): T {
  const existing = createNearestExisting()(join(root, LINTEL_FOLDER));
  const release = takeLock(lockPath(root));
  try {
    return run();
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw environmentError(`cannot write to ${root}`, error);
  } finally {
    release();
    removeUnused(existing, root);
  }
}

/** Returns the lock file of an output folder. */
export function lockPath(root: string): string {
  return join(root, LINTEL_FOLDER, 'lock');
}

/**
 * Returns a function that tells the nearest folder that exists, of a folder and those above it; each is looked at once, and none below one
 * that is not there.
 */
export function createNearestExisting(): (folder: string) => string {
  const known = new Map<string, string>();
  return function nearest(folder): string {
    const answer = known.get(folder);
    if (answer !== undefined) return answer;
    const above = dirname(folder);
    const around = above === folder ? above : nearest(above);
    const found = around === above && existsSync(folder) ? folder : around;
    known.set(folder, found);
    return found;
  };
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
