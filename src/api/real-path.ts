import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';

/** Returns where a file really is, links followed, so that two names of one file are equal; as named if it is not there. */
export function realPath(file: string, cwd: string): string {
  const path = resolve(cwd, file);
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
