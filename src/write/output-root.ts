import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { UserError } from '../diagnostics/user-error.ts';
import { MANIFEST_PATH } from './manifest.ts';
import { realRoot } from './read-disk.ts';

/** A place in an output folder. */
export interface OutputPlace {
  /** Absolute path of the output folder, without links. */
  readonly root: string;
  /** Relative to it, with forward slashes; `''` for the folder itself. */
  readonly path: string;
}

/**
 * Returns the output folder that a path is in: the nearest one above it that has a manifest. The path need not exist. Throws a
 * UserError `usage` where there is none.
 */
export function placeInOutput(path: string): OutputPlace {
  const absolute = resolve(path);
  for (let root = absolute; ; root = dirname(root)) {
    if (existsSync(join(root, MANIFEST_PATH)))
      return { root: realRoot(root), path: relative(root, absolute).split(sep).join('/') };
    if (root === dirname(root)) break;
  }
  throw new UserError(
    'usage',
    `"${path}" is in no folder that Lintel generated`,
    'name a file or a folder below one that "lintel generate -o" wrote to',
  );
}
