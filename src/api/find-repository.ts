import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Repository } from '../diagnostics/repository.ts';

/** Returns the repository that a folder lies in: the nearest above that holds `.git`, else the folder itself. */
export function findRepository(cwd: string): Repository {
  for (let root = cwd; ; root = dirname(root)) {
    if (existsSync(join(root, '.git'))) return { root, cwd };
    if (root === dirname(root)) return { root: cwd, cwd };
  }
}
