import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { isBlueprintName } from '../api/check.ts';

/** Bytes from which on a blueprint is work for long enough. */
const LONG = 100_000;

/**
 * Where a long blueprint is named, or lies in a folder that is, or in this one where none is: has V8 wait longer until it optimizes a
 * function. The V8 of Node.js 20 does so after little, in threads that take the cores from the work itself: a fifth of all the time of the
 * processor for a thousand services, for functions that were nearly done with. Later versions wait by themselves, and do not
 * know the flag.
 */
export function compileLaterIfLong(words: readonly string[], cwd: string): void {
  if (!process.version.startsWith('v20.')) return;
  const sizes = words.flatMap((word) => sizesAt(resolve(cwd, word)));
  const all = sizes.length > 0 ? sizes : sizesAt(cwd);
  if (all.some((size) => size >= LONG)) setFlagsFromString('--interrupt-budget=300000');
}

/** Returns the sizes of the file at a path, or of the blueprints in the folder that it is; none where there is neither. */
function sizesAt(path: string): readonly number[] {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat?.isFile() === true) return [stat.size];
    if (stat?.isDirectory() !== true) return [];
    return readdirSync(path)
      .filter(isBlueprintName)
      .map((name) => statSync(join(path, name)).size);
  } catch {
    // What cannot be read is told by whoever has to read it.
    return [];
  }
}
