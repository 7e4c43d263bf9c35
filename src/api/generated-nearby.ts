import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { UserError } from '../diagnostics/user-error.ts';
import { MANIFEST_PATH, readManifest } from '../write/manifest.ts';

/** In a folder with more entries than these, nobody keeps what is generated. */
const MOST_ENTRIES = 1000;

/**
 * Returns whether something was generated for an element into a folder near a blueprint: one that the blueprint's folder has, or a folder
 * above it up to `root`, which an editor has open, or that lies beside `root`. What cannot be read counts as not generated.
 */
export function wasGeneratedNearby(blueprint: string, root: string, element: string): boolean {
  return foldersAround(dirname(blueprint), root)
    .flatMap((folder) => [folder, ...foldersIn(folder)])
    .filter((folder) => existsSync(join(folder, MANIFEST_PATH)))
    .some((folder) => hasFilesFor(folder, element));
}

function foldersAround(folder: string, root: string): readonly string[] {
  const way = relative(root, folder);
  const isBelow = way !== '' && way !== '..' && !way.startsWith(`..${sep}`);
  const above = dirname(folder);
  return isBelow ? [folder, ...foldersAround(above, root)] : [folder, above];
}

function foldersIn(folder: string): readonly string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    if (entries.length > MOST_ENTRIES) return [];
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
  } catch {
    return [];
  }
}

function hasFilesFor(folder: string, element: string): boolean {
  try {
    const files = readManifest(folder)?.files ?? [];
    return files.some(({ blueprintPath }) => blueprintPath.split('.')[1] === element);
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}
