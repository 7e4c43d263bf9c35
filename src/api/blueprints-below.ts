import { type Dirent, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UserError } from '../diagnostics/user-error.ts';
import { isBlueprintName } from './check.ts';

/** Folders that hold copies, packages and notes, and no blueprints of the user's. */
const LEFT_OUT = new Set(['node_modules', '.git', '.lintel']);

/**
 * Returns the blueprints in a folder and below it, each as the folder is named and then the way to it, sorted. Links are
 * not followed. Throws a UserError `file-unreadable` for a folder that cannot be listed: what is not seen cannot be judged.
 */
export function blueprintsBelow(folder: string, cwd: string): readonly string[] {
  const found: string[] = [];
  const waiting = [folder];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const entry of entriesOf(at, cwd)) {
      const path = join(at, entry.name);
      if (entry.isDirectory() && !LEFT_OUT.has(entry.name)) waiting.push(path);
      if (entry.isFile() && isBlueprintName(entry.name)) found.push(path);
    }
  }
  return found.sort();
}

function entriesOf(folder: string, cwd: string): readonly Dirent[] {
  try {
    return readdirSync(resolve(cwd, folder), { withFileTypes: true });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : null;
    if (code === null) throw error;
    throw new UserError('file-unreadable', `the folder "${folder}" cannot be listed (${code})`);
  }
}
