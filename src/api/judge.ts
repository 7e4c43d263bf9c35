import type { Config } from '../config/config.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SuppressedFinding } from '../diagnostics/findings-report.ts';
import type { Checked } from '../model/check-blueprint.ts';
import { RULE_CATALOGUE } from '../rules/catalogue.ts';
import type { Source } from '../source/source.ts';
import { applyLevels } from '../triage/levels.ts';
import { SUPPRESSION_WORD } from '../triage/suppression-word.ts';

/** A blueprint that is checked, and what was decided about its findings. */
export interface Project {
  readonly source: Source;
  /** Absolute path of the blueprint. */
  readonly file: string;
  /** Where its contracts lie. */
  readonly folder: string;
  readonly config: Config | null;
}

/** What was found in a blueprint, after its configuration and its comments have had their say. */
export interface Judged {
  readonly findings: readonly Diagnostic[];
  readonly suppressed: readonly SuppressedFinding[];
  /** False: it has no model, so nobody knows what the rules would find. */
  readonly isWhole: boolean;
}

export type JudgedProject = Project & Judged;

/** Returns what counts of the findings of a blueprint. */
export async function judge({ model, diagnostics }: Checked, project: Project): Promise<Judged> {
  const { source, file, config } = project;
  const levelled = (findings: readonly Diagnostic[]) =>
    config === null ? findings : applyLevels(findings, config, file);
  const isWhole = model !== null;
  const findings = levelled(diagnostics);
  // What comments may say is loaded only where there is one.
  if (!source.text.includes(SUPPRESSION_WORD)) return { findings, suppressed: [], isWhole };
  const { suppress } = await import('../triage/suppress.ts');
  const ids = new Set([...RULE_CATALOGUE, ...(config?.custom ?? [])].map(({ id }) => id));
  const sorted = suppress({ source, diagnostics: findings, ids, wasJudged: isWhole });
  return {
    findings: [...sorted.findings, ...levelled(sorted.about)],
    suppressed: sorted.suppressed,
    isWhole,
  };
}
