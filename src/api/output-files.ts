import { statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UserError } from '../diagnostics/user-error.ts';
import { environmentError } from '../write/environment-error.ts';
import { replaceFile } from '../write/replace-file.ts';
import { realPath } from './real-path.ts';

/** A file to write, as the user named it. */
export interface OutputFile {
  readonly file: string;
  readonly text: string;
}

/**
 * Throws a UserError `usage` where one of the files could not be written or had better not be: its folder is not there, it
 * is a folder itself, or it is one of the blueprints. Asked before any work is done for it.
 */
export function checkOutputFiles(files: readonly string[], cwd: string): void {
  for (const file of files) {
    const path = resolve(cwd, file);
    if (!statSync(dirname(path), { throwIfNoEntry: false })?.isDirectory())
      throw new UserError('usage', `there is no folder for the file "${file}"`, 'make the folder first');
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
      throw new UserError('usage', `"${file}" is a folder`, 'name a file');
  }
}

/** Throws a UserError `usage` where a file is one of the blueprints that are judged in it. */
export function refuseBlueprints(files: readonly string[], blueprints: readonly string[], cwd: string): void {
  const taken = new Set(blueprints.map((blueprint) => realPath(blueprint, cwd)));
  const blueprint = files.find((file) => taken.has(realPath(file, cwd)));
  if (blueprint !== undefined)
    throw new UserError('usage', `"${blueprint}" is a blueprint`, 'name another file for the findings');
}

/**
 * Writes each file, whole or not at all; what is no regular file (a pipe, a device) is written to as it is. Throws a
 * UserError `environment` where that cannot be done; the files before it are written then.
 */
export function writeOutputFiles(outputs: readonly OutputFile[], cwd: string): void {
  for (const { file, text } of outputs) {
    const path = resolve(cwd, file);
    const isRegular = statSync(path, { throwIfNoEntry: false })?.isFile() ?? true;
    if (isRegular) replaceFile(path, text);
    else writeThrough(path, text);
  }
}

function writeThrough(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw environmentError(`cannot write ${path}`, error);
  }
}
