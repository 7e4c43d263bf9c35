import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError } from '../../diagnostics/user-error.ts';

/** The temporary folder of a run: the system if it is generated for it, built modules, the files of container native storage. */
export interface RunFolder {
  readonly generatedDir: string;
  readonly builtDir: string;
  readonly storageDir: string;
  remove(): void;
}

/** Creates the folder of a run. Throws a UserError where the system's temporary folder cannot be written to. */
export function createRunFolder(): RunFolder {
  const folder = makeTemporary();
  return {
    generatedDir: join(folder, 'system'),
    builtDir: join(folder, 'built'),
    storageDir: join(folder, 'storage'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function makeTemporary(): string {
  try {
    return mkdtempSync(join(realpathSync(tmpdir()), 'lintel-'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(
      'environment',
      `cannot write to the temporary folder: ${reason}`,
      'free some space, or set TMPDIR to a folder that can be written to',
    );
  }
}

/** Returns the folder of the entries of host processes: beside the bundle, or the built one where this runs from source. */
export function defaultHostsDir(): string {
  const candidates = ['./hosts', '../hosts', '../../../dist/hosts'].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  const found = candidates.find((folder) => existsSync(join(folder, 'service-host.js')));
  if (found === undefined) throw new Error(`no host entries in ${candidates.join(', ')}`);
  return found;
}
