import { join, resolve } from 'node:path';
import { orderDiagnostics } from '../diagnostics/diagnostic.ts';
import type { FindingsReport } from '../diagnostics/findings-report.ts';
import { RULE_CATALOGUE } from '../rules/catalogue.ts';
import { withCustom } from '../rules/index.ts';
import { reportRules } from '../triage/levels.ts';
import { orderSuppressed } from '../triage/order-suppressed.ts';
import type { BlueprintInput } from './blueprint-inputs.ts';
import { checkSource } from './check.ts';
import { findConfig } from './find-config.ts';
import { type JudgedProject, judge, type Project } from './judge.ts';

/** What becomes of findings, beside what the configuration says. */
export interface TriageOptions {
  /** The configuration of all blueprints, relative to the current folder; null: each has the nearest. */
  readonly config: string | null;
  readonly baseline: BaselineChoice;
  /** A commit: only what was not found there already counts. */
  readonly changedSince: string | null;
  /** Takes a sentence that the user should know beside the findings. */
  readonly tell: (sentence: string) => void;
}

/** Which findings are known: those that the configuration names, none, or those in a file relative to the current folder. */
export type BaselineChoice =
  | { readonly type: 'configured' }
  | { readonly type: 'none' }
  | { readonly type: 'file'; readonly file: string };

const AS_CONFIGURED: TriageOptions = {
  config: null,
  baseline: { type: 'configured' },
  changedSince: null,
  tell: () => {},
};

/**
 * Checks blueprints and sorts what is found in them, in order. Throws a `ConfigRejected` for a configuration with mistakes,
 * and a UserError where something that was named cannot be read.
 */
export async function triage(
  inputs: readonly BlueprintInput[],
  cwd: string,
  options: TriageOptions = AS_CONFIGURED,
): Promise<Pick<FindingsReport, 'findings' | 'suppressed' | 'rules'>> {
  const { baseline, changedSince } = options;
  const projects = await configure(inputs, cwd, options.config);
  let judged: readonly JudgedProject[] = await Promise.all(projects.map(judgeProject));
  if (baseline.type === 'file' || (baseline.type === 'configured' && projects.some(hasBaseline))) {
    const { applyBaselines } = await import('./apply-baselines.ts');
    judged = applyBaselines(judged, cwd, baseline);
  }
  if (changedSince !== null) {
    const { keepNew } = await import('./changed-since.ts');
    judged = await keepNew(judged, changedSince, { ...options, cwd });
  }
  const configs = projects.map(({ config }) => config);
  return {
    findings: orderDiagnostics(judged.flatMap(({ findings }) => findings)),
    suppressed: orderSuppressed(judged.flatMap(({ suppressed }) => suppressed)),
    rules: reportRules(RULE_CATALOGUE, configs),
  };
}

/** Returns the blueprints with the configuration that each of them has, or with the one that is named. */
export async function configure(
  inputs: readonly BlueprintInput[],
  cwd: string,
  named: string | null,
): Promise<readonly Project[]> {
  const found = inputs.map(({ source, folder }) => ({
    source,
    folder,
    file: join(folder, source.path.split('/').at(-1) ?? ''),
    configPath: named === null ? findConfig(folder, cwd) : resolve(cwd, named),
  }));
  const paths = found.flatMap(({ configPath }) => configPath ?? []);
  if (paths.length === 0) return found.map((one) => ({ ...one, config: null }));
  const { loadConfigs } = await import('./load-configs.ts');
  const configs = loadConfigs(paths, cwd);
  return found.map((one) => ({ ...one, config: configs.get(one.configPath ?? '') ?? null }));
}

async function judgeProject(project: Project): Promise<JudgedProject> {
  const { source, folder, config } = project;
  return { ...project, ...(await judge(checkSource(source, folder, withCustom(config?.custom)), project)) };
}

function hasBaseline({ config }: Project): boolean {
  return config !== null && config.baseline !== null;
}
