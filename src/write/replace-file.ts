import { randomUUID } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { environmentError, hasCode } from './environment-error.ts';

/**
 * Puts a text into a file, new or not, whole or not at all: it is written beside the file and renamed over it. The mode of
 * a file that exists is kept, and a link stays a link to the file that is replaced. Throws a UserError `environment` where
 * that cannot be done; then the file is as it was.
 */
export function replaceFile(path: string, text: string): void {
  const target = whereItLies(path);
  const staged = join(dirname(target), `.${randomUUID()}.lintel`);
  try {
    const file = openSync(staged, 'wx', modeOf(target));
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(staged, target);
  } catch (error) {
    rmSync(staged, { force: true });
    throw environmentError(`cannot write ${path}`, error);
  }
}

function whereItLies(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function modeOf(path: string): number {
  try {
    return statSync(path).mode & 0o777;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return 0o644;
    throw error;
  }
}
