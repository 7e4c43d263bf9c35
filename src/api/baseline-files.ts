import { dirname, relative, resolve } from 'node:path';
import type { ProjectFiles } from '../config/project-files.ts';
import { UserError } from '../diagnostics/user-error.ts';
import type { WrittenEntry } from '../triage/baseline.ts';
import { readBaseline } from '../triage/read-baseline.ts';
import { diskFiles } from './disk-files.ts';
import type { Project } from './judge.ts';
import type { BaselineChoice } from './triage.ts';

/** A baseline on the disk. */
export interface BaselineFile {
  /** Absolute. */
  readonly path: string;
  readonly files: ProjectFiles;
}

/** Returns the baseline that a blueprint's findings are held against, or null. Nothing is read. */
export function baselineOf({ config }: Project, cwd: string, choice: BaselineChoice): BaselineFile | null {
  switch (choice.type) {
    case 'none':
      return null;
    case 'file':
      return { path: resolve(cwd, choice.file), files: diskFiles(cwd, null) };
    case 'configured':
      return config?.baseline
        ? { path: config.baseline, files: diskFiles(cwd, [dirname(config.path), cwd]) }
        : null;
  }
}

/** Returns the entries of a baseline. Throws a UserError where there is none, or something else. */
export function loadBaseline({ path, files }: BaselineFile): readonly WrittenEntry[] {
  const read = files.read(path);
  if ('source' in read) return readBaseline(read.source);
  const name = files.nameOf(path);
  const hint = read.isMissing ? `write it first: lintel validate --write-baseline ${name}` : read.hint;
  throw new UserError('baseline', `the baseline "${name}" ${read.problem}`, hint);
}

/** Returns how a baseline names the blueprints, which the user named from `cwd`: by their paths from its folder. */
export function namesBeside(baseline: string, cwd: string): (path: string) => string {
  return (path) => relative(dirname(baseline), resolve(cwd, path)).replaceAll('\\', '/');
}
