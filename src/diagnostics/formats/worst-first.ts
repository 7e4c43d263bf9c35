import type { Diagnostic, Severity } from '../diagnostic.ts';

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** Returns the findings with errors before warnings before infos, otherwise in the order in which they are. */
export function worstFirst(findings: readonly Diagnostic[]): readonly Diagnostic[] {
  return SEVERITIES.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
}
