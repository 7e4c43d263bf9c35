import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Returns the folder that Lintel is installed in: the nearest above this module that holds the template packs. */
export function installationFolder(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'templates', 'typescript', 'pack.yaml'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('the template packs are not where Lintel is installed');
    folder = parent;
  }
  return folder;
}
