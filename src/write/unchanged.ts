import { resolve } from 'node:path';
import { hasBases } from './bases.ts';
import type { Comparison, KnownChange } from './change.ts';
import { hasIgnoreFile } from './ignore-file.ts';
import { readManifest } from './manifest.ts';
import { readDisk, realRoot } from './read-disk.ts';
import { needsRecovery } from './transaction.ts';

/**
 * Returns how an output folder compares with a plan that nobody has made, if that can be told: what a plan would be made of is what
 * the files were made of last, each of them is there, and nothing is ignored or ejected. Null where it cannot be told. Throws a UserError
 * `unreadable` for a broken manifest, `environment` where a file cannot be read.
 */
export function unchangedSince(root: string, inputs: string): Comparison | null {
  const real = realRoot(resolve(root));
  const manifest = readManifest(real);
  if (manifest === null || manifest.inputs !== inputs || inputs === '') return null;
  if (needsRecovery(real) || hasIgnoreFile(real) || !hasBases(real)) return null;
  const disk = readDisk(
    real,
    manifest.files.map(({ path }) => path),
  );
  const changes: KnownChange[] = [];
  for (const was of manifest.files) {
    const file = disk.get(was.path);
    if (file?.type !== 'file') return null;
    const isSame = file.sha256 === was.sha256;
    changes.push({
      state: isSame ? 'same' : 'edited',
      path: was.path,
      was,
      disk: file,
      reason: isSame ? '' : 'you changed it',
    });
  }
  return { changes, warnings: [], ejected: [], exchanged: manifest.exchanged, isUnsettled: false };
}
