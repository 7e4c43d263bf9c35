import type { Config, Level } from '../config/config.ts';
import type { Diagnostic, Severity } from '../diagnostics/diagnostic.ts';
import type { ReportedRule } from '../diagnostics/findings-report.ts';
import type { RuleInfo } from '../diagnostics/stage-rules.ts';

/**
 * Returns the findings about a file (absolute) with the severities that a configuration gives them, in order; those of a
 * rule that is off are left out.
 */
export function applyLevels(
  diagnostics: readonly Diagnostic[],
  config: Config,
  file: string,
): readonly Diagnostic[] {
  return diagnostics.flatMap((diagnostic) => {
    const level = levelOf(diagnostic, config, file);
    if (level === 'off') return [];
    return level === diagnostic.severity ? [diagnostic] : [{ ...diagnostic, severity: level }];
  });
}

function levelOf({ rule, severity, path }: Diagnostic, { levels, overrides }: Config, file: string): Level {
  const override = overrides.findLast((one) => one.levels.has(rule) && one.isFor(file, path));
  return override?.levels.get(rule) ?? levels.get(rule) ?? severity;
}

const ORDER = ['off', 'info', 'warning', 'error'] as const satisfies readonly Level[];

/**
 * Returns every rule that could have found something, sorted by id, each as severe as it may be: under any of the
 * configurations (null: none), at any place.
 */
export function reportRules(
  catalogue: readonly RuleInfo[],
  configs: readonly (Config | null)[],
): readonly ReportedRule[] {
  const custom = configs.flatMap((config) => config?.custom ?? []);
  const infos = new Map([...catalogue, ...custom].map((info) => [info.id, info]));
  return [...infos.values()]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap(({ id, severity, summary, why }) => {
      const worst = worstOf(configs.flatMap((config) => levelsOf(id, severity, config)));
      return worst === 'off' ? [] : [{ id, severity: worst, summary, why }];
    });
}

/** True if a finding of a rule can be an error anywhere, whatever it is as a rule. */
export function mayBeError({ id, severity }: RuleInfo, config: Config | null): boolean {
  return levelsOf(id, severity, config).includes('error');
}

function levelsOf(id: string, severity: Severity, config: Config | null): readonly Level[] {
  if (config === null) return [severity];
  const overrides = config.overrides.flatMap(({ levels }) => levels.get(id) ?? []);
  return [config.levels.get(id) ?? severity, ...overrides];
}

function worstOf(levels: readonly Level[]): Level {
  return ORDER.findLast((level) => levels.includes(level)) ?? 'off';
}
