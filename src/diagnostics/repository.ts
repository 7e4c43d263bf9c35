import { isAbsolute, relative, resolve } from 'node:path';

/** Where a validation ran, as absolute paths. */
export interface Repository {
  /** What the paths in reports are relative to. */
  readonly root: string;
  /** What the paths that the user named are relative to. */
  readonly cwd: string;
}

/** Returns a path that the user named relative to the repository, with forward slashes; null where it lies outside. */
export function repositoryPath(shown: string, { root, cwd }: Repository): string | null {
  const path = relative(root, resolve(cwd, shown)).replaceAll('\\', '/');
  return path === '..' || path.startsWith('../') || isAbsolute(path) ? null : path;
}
