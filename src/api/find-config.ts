import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { UserError } from '../diagnostics/user-error.ts';

/** What a configuration is called that is found without being named. */
export const CONFIG_NAMES = ['lintel.config.yaml', 'lintel.config.yml'] as const;

/**
 * Returns the folders in which the configuration of a blueprint may lie, the nearest first: its own and those above, up to
 * the current one; only its own where it lies outside of that.
 */
export function configFolders(folder: string, cwd: string): readonly string[] {
  const way = relative(cwd, folder);
  if (way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)) return [folder];
  const folders = [folder];
  for (let at = folder; at !== cwd && at !== dirname(at); ) {
    at = dirname(at);
    folders.push(at);
  }
  return folders;
}

/**
 * Returns the configuration of the blueprints in a folder, or null. Nothing is read. `isThere` looks for a file by its
 * absolute path. Throws a UserError where a folder has two.
 */
export function findConfig(
  folder: string,
  cwd: string,
  isThere: (path: string) => boolean = existsSync,
): string | null {
  for (const at of configFolders(folder, cwd)) {
    const [first, second] = CONFIG_NAMES.map((name) => join(at, name)).filter(isThere);
    if (second !== undefined) {
      throw new UserError(
        'config',
        `the folder "${at}" has two configurations`,
        `keep one of ${CONFIG_NAMES.join(' and ')}`,
      );
    }
    if (first !== undefined) return first;
  }
  return null;
}
