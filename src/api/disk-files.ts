import { isAbsolute, relative, sep } from 'node:path';
import type { FileRead, ProjectFiles } from '../config/project-files.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { loadSource } from '../source/load-source.ts';
import { realPath } from './real-path.ts';

/**
 * Returns the files below some folders as they are on the disk; what is named by `..`, by an absolute path or by a link and
 * lies elsewhere is not read. Null: files anywhere. Files are called by their paths relative to `cwd`.
 */
export function diskFiles(cwd: string, roots: readonly string[] | null): ProjectFiles {
  const nameOf = (path: string) => relative(cwd, path).replaceAll('\\', '/');
  // Links are resolved too: what counts is where the bytes are.
  const isInside = (path: string) =>
    roots === null ||
    (roots.some((root) => isBelow(root, path)) &&
      roots.some((root) => isBelow(realPath(root, cwd), realPath(path, cwd))));
  return {
    nameOf,
    read: (path) => {
      if (!isInside(path)) return OUTSIDE;
      try {
        return { source: loadSource(path, nameOf(path)) };
      } catch (error) {
        if (error instanceof UserError && error.code === 'file-missing') return MISSING;
        throw error;
      }
    },
  };
}

const OUTSIDE: FileRead = {
  problem: 'lies outside of the current folder and of the folder of the configuration',
  hint: 'nothing is read from there: copy it to where it belongs',
  isMissing: false,
};

const MISSING: FileRead = {
  problem: 'does not exist',
  hint: 'check the name: it is relative to the file that names it',
  isMissing: true,
};

function isBelow(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
