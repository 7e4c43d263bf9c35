import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach } from 'vitest';
import { createFilePlan, type FilePlan } from '../../src/generate/plan.ts';

/** Returns a plan of files with the given contents. */
export function planOf(contents: Readonly<Record<string, string>>): FilePlan {
  return createFilePlan(
    Object.entries(contents).map(([path, content]) => ({
      path,
      content,
      mode: 0o644,
      from: { pack: 'test', template: `${path}.hbs` },
      blueprintPath: '',
      lines: '',
    })),
    ['test'],
  );
}

/** Returns a function that makes empty folders, which are removed after each test. */
export function temporaryFolders(): () => string {
  const made: string[] = [];
  afterEach(() => {
    for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
  });
  return () => {
    const folder = mkdtempSync(join(tmpdir(), 'lintel-test-'));
    made.push(folder);
    return folder;
  };
}

/** Returns every file below a folder by its path, with its content and the time it was changed. */
export function snapshot(root: string): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile()) continue;
    files[relative(root, path)] = `${statSync(path, { bigint: true }).mtimeNs} ${readFileSync(path, 'utf8')}`;
  }
  return files;
}
