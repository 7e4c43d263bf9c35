import { suggest } from '../diagnostics/suggest.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { BASES_PATH, formatBases, readBases } from './bases.ts';
import { isEjected } from './ejected.ts';
import { formatManifest, type Manifest, readManifest } from './manifest.ts';
import type { OutputPlace } from './output-root.ts';
import { recover, runTransaction } from './transaction.ts';
import { withLock } from './with-lock.ts';

/** What was handed over. */
export interface Ejected {
  /** Paths of the files that are the user's from now on, sorted; none where they were already. */
  readonly files: readonly string[];
}

/**
 * Hands a file, or a folder with everything that is or will be generated in it, over to the user for good: it is never written or
 * removed again, and moves only with its element, where that is renamed. The files themselves stay as they are. Throws a UserError:
 * `usage` for a path at which nothing is generated, `environment` where the folder cannot be written or another process writes to it.
 */
export function eject({ root, path }: OutputPlace): Ejected {
  return withLock(root, () => {
    recover(root);
    const manifest = readManifest(root) ?? NOTHING;
    if (isEjected(manifest.ejected, path)) return { files: [] };
    const files = manifest.files.map((file) => file.path).filter((file) => isEjected([path], file));
    if (files.length === 0) throw unknownPath(path, manifest);
    const left: Manifest = {
      ...manifest,
      inputs: '',
      files: manifest.files.filter((file) => !isEjected([path], file.path)),
      // What is below it is handed over with it.
      ejected: [...manifest.ejected.filter((given) => !isEjected([path], given)), path].sort(),
    };
    const bases = readBases(root);
    const content = formatBases(left, (sha256) => bases.get(sha256) ?? null);
    runTransaction(root, [{ path: BASES_PATH, content, mode: 0o644 }], formatManifest(left));
    return { files };
  });
}

const NOTHING: Manifest = {
  lintel: '',
  blueprintDigest: '',
  inputs: '',
  files: [],
  ejected: [],
  exchanged: [],
};

function unknownPath(path: string, { files }: Manifest): UserError {
  const known = new Set(files.flatMap((file) => withFolders(file.path)));
  const hint = suggest(path, known, 'generated are') ?? 'name a file or a folder that Lintel generated';
  return new UserError('usage', `nothing is generated at "${path}"`, hint);
}

/** A path and those of the folders that it is in. */
function withFolders(path: string): readonly string[] {
  const parts = path.split('/');
  return parts.map((_, at) => parts.slice(0, at + 1).join('/'));
}
