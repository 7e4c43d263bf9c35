import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { applyBaseline, staleEntry } from '../triage/apply-baseline.ts';
import type { WrittenEntry } from '../triage/baseline.ts';
import { applyLevels } from '../triage/levels.ts';
import { baselineOf, loadBaseline, namesBeside } from './baseline-files.ts';
import type { JudgedProject } from './judge.ts';
import type { BaselineChoice } from './triage.ts';

/** A baseline that is being applied: the entries by the blueprint that they are about. */
interface OpenBaseline {
  readonly path: string;
  readonly nameFile: (path: string) => string;
  readonly entries: Map<string, readonly WrittenEntry[]>;
}

/**
 * Returns blueprints without the findings that their baselines know, in their order. An entry that is stale is found with
 * the blueprint that it is about; where that is no more, with the first that the baseline is for. Throws a UserError for a
 * baseline that cannot be read.
 */
export function applyBaselines(
  projects: readonly JudgedProject[],
  cwd: string,
  choice: BaselineChoice,
): readonly JudgedProject[] {
  const open = new Map<string, OpenBaseline>();
  return projects.map((project) => {
    const file = baselineOf(project, cwd, choice);
    if (file === null) return project;
    const known = open.get(file.path);
    const baseline = known ?? openBaseline(file.path, loadBaseline(file), cwd);
    open.set(file.path, baseline);
    return applyTo(project, baseline, known === undefined ? goneFrom(baseline) : []);
  });
}

function openBaseline(path: string, entries: readonly WrittenEntry[], cwd: string): OpenBaseline {
  const byFile = new Map<string, WrittenEntry[]>();
  for (const entry of entries) {
    const group = byFile.get(entry.file);
    if (group) group.push(entry);
    else byFile.set(entry.file, [entry]);
  }
  return { path, nameFile: namesBeside(path, cwd), entries: byFile };
}

/** The entries about blueprints below the baseline's folder that are no more. */
function goneFrom({ path, entries }: OpenBaseline): readonly WrittenEntry[] {
  const folder = dirname(path);
  return [...entries].flatMap(([file, group]) =>
    file.startsWith('..') || existsSync(join(folder, file)) ? [] : group,
  );
}

function applyTo(
  project: JudgedProject,
  { path, nameFile, entries }: OpenBaseline,
  gone: readonly WrittenEntry[],
): JudgedProject {
  const own = entries.get(nameFile(project.source.path)) ?? [];
  const { findings, suppressed, unmet } = applyBaseline(project.findings, own, nameFile);
  // Without a model, nobody knows what has been fixed.
  const stale = [...(project.isWhole ? unmet : []), ...gone].map(staleEntry);
  return {
    ...project,
    findings: [...findings, ...(project.config === null ? stale : applyLevels(stale, project.config, path))],
    suppressed: [...project.suppressed, ...suppressed],
  };
}
