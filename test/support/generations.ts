import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyPlan, compareWithDisk } from '../../src/write/apply.ts';
import type { Applied, Wishes } from '../../src/write/generation.ts';
import { planOf } from './plans.ts';

/** Texts of planned files by their paths. */
export type Contents = Readonly<Record<string, string>>;

/** What is written down about each generation of these tests. */
export const generation = { lintel: '0.1.0', blueprintDigest: 'sha256:00', inputs: 'sha256:01' };

/** Writes a plan of files into a folder. */
export function generate(root: string, contents: Contents, wishes: Partial<Wishes> = {}): Applied {
  return applyPlan(root, planOf(contents), {
    generation,
    wishes: { conflict: 'fail', renames: [], ...wishes },
  });
}

/** Returns what would become of each file: `path state`. */
export function statesOf(root: string, contents: Contents, wishes: Partial<Wishes> = {}): readonly string[] {
  const { changes } = compareWithDisk(root, planOf(contents), { conflict: 'fail', renames: [], ...wishes });
  return changes.map(({ path, state }) => `${path} ${state}`);
}

/** Returns the text of a file of an output folder. */
export function textAt(root: string, path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** Writes a file as a user would, with the folders that it needs. */
export function write(root: string, path: string, text: string | Uint8Array): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** Returns a text of these lines. */
export function lines(...names: readonly string[]): string {
  return names.map((name) => `${name}\n`).join('');
}

/** Returns every file but Lintel's own records, sorted: its path, its permissions, and a character for each of its bytes. */
export function filesIn(root: string): readonly (readonly [string, number, string])[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => !path.startsWith('.lintel') && statSync(join(root, path)).isFile())
    .sort()
    .map((path) => [
      path,
      statSync(join(root, path)).mode,
      readFileSync(join(root, path)).toString('latin1'),
    ]);
}
