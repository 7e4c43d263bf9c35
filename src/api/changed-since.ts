import { relative, resolve } from 'node:path';
import type { Config } from '../config/config.ts';
import { loadConfig } from '../config/load-config.ts';
import type { ProjectFiles } from '../config/project-files.ts';
import { parseContract } from '../contracts/load-contract.ts';
import { fingerprintOf } from '../diagnostics/fingerprint.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { RULE_CATALOGUE } from '../rules/catalogue.ts';
import { withCustom } from '../rules/index.ts';
import { sourceOf } from '../source/load-source.ts';
import { sortOutKnown } from '../triage/sort-out-known.ts';
import { checkWith } from './check.ts';
import { findConfig } from './find-config.ts';
import { type GitTree, openGitTree } from './git.ts';
import { type JudgedProject, judge, type Project } from './judge.ts';

/** With what the old versions are looked at. */
export interface Comparison {
  readonly cwd: string;
  /** The configuration that the user named, relative to `cwd`; null: the nearest. */
  readonly config: string | null;
  readonly tell: (sentence: string) => void;
}

/**
 * Returns blueprints without the findings that they had at a commit already, with their contracts and their configuration as
 * they were there. Where a blueprint did not exist, everything in it is new, and that is told. Throws a UserError where git,
 * the repository or the commit is missing.
 */
export async function keepNew(
  projects: readonly JudgedProject[],
  ref: string,
  comparison: Comparison,
): Promise<readonly JudgedProject[]> {
  return Promise.all(projects.map((project) => keepNewOf(project, ref, comparison)));
}

async function keepNewOf(
  project: JudgedProject,
  ref: string,
  comparison: Comparison,
): Promise<JudgedProject> {
  const shown = project.source.path;
  if (shown === '<stdin>') {
    throw new UserError(
      'usage',
      'a blueprint on stdin has no past to compare it with',
      'say which file it stands for: --stdin-filename shop.blueprint.yaml',
    );
  }
  const tree = openGitTree(project.folder, ref);
  const before = await judgeBefore(project, tree, { ...comparison, ref });
  if (before === null) {
    comparison.tell(`"${shown}" did not exist at ${ref}: everything that is found in it is new`);
    return project;
  }
  const known = new Set(fingerprintOf(before.findings));
  const reason = `found at ${ref} already`;
  const { findings, suppressed } = sortOutKnown(project.findings, {
    reasonFor: (fingerprint) => (known.has(fingerprint) ? reason : null),
  });
  return { ...project, findings, suppressed: [...project.suppressed, ...suppressed] };
}

/** Returns the blueprint as it was, or null where there was none that could be read. */
async function judgeBefore(
  project: Project,
  tree: GitTree,
  comparison: Comparison & { readonly ref: string },
): Promise<Pick<JudgedProject, 'findings'> | null> {
  const { file, folder } = project;
  const bytes = tree.read(file);
  if (bytes === null) return null;
  const source = sourceOf(bytes, project.source.path);
  const config = configBefore(project, tree, comparison);
  const contractOf = (contract: string) => parseContract(contract, tree.read(resolve(folder, contract)));
  return judge(checkWith(source, contractOf, withCustom(config?.custom)), { ...project, source, config });
}

/** One with mistakes says nothing of what counted: then what counts now has counted before. */
function configBefore(
  { config, folder }: Project,
  tree: GitTree,
  { cwd, config: named, tell, ref }: Comparison & { readonly ref: string },
): Config | null {
  const isThere = (path: string) => tree.read(path) !== null;
  const path = named === null ? findConfig(folder, cwd, isThere) : resolve(cwd, named);
  if (path === null || !isThere(path)) return null;
  const loaded = loadConfig(path, filesAt(tree, cwd), RULE_CATALOGUE);
  if (loaded.config !== null) return loaded.config;
  tell(`the configuration had mistakes at ${ref}: the one of now is taken for both`);
  return config;
}

function filesAt(tree: GitTree, cwd: string): ProjectFiles {
  const nameOf = (path: string) => relative(cwd, path).replaceAll('\\', '/');
  return {
    nameOf,
    read: (path) => {
      const bytes = tree.read(path);
      if (bytes !== null) return { source: sourceOf(bytes, nameOf(path)) };
      return { problem: 'did not exist', hint: 'name a later commit', isMissing: true };
    },
  };
}
