import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FilePlan } from '../generate/plan.ts';
import { environmentError } from './environment-error.ts';
import type { Generation } from './generation.ts';
import { entryOfFile, formatManifest, MANIFEST_PATH } from './manifest.ts';

/**
 * Writes the plan and its manifest into an empty folder that is this process's own and will not outlive it: without the
 * lock, the comparison and the journal that make `applyPlan` safe for a user's folder, and many times quicker. Throws a
 * UserError `environment` where the folder cannot be written; what was written until then stays.
 */
export function writeFresh(root: string, plan: FilePlan, generation: Generation): void {
  const manifest = formatManifest({
    ...generation,
    ejected: [],
    exchanged: [],
    files: plan.files.map(entryOfFile),
  });
  try {
    for (const folder of new Set([MANIFEST_PATH, ...plan.files.map(({ path }) => path)].map(dirname)))
      mkdirSync(join(root, folder), { recursive: true });
    for (const { path, content, mode } of plan.files)
      writeFileSync(join(root, path), content, { mode, flag: 'wx' });
    writeFileSync(join(root, MANIFEST_PATH), manifest, { flag: 'wx' });
  } catch (error) {
    throw environmentError(`cannot write to ${root}`, error);
  }
}
