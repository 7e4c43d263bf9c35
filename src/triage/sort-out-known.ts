import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SuppressedFinding } from '../diagnostics/findings-report.ts';
import { fingerprintOf } from '../diagnostics/fingerprint.ts';
import { isStageRule } from '../diagnostics/stage-rules.ts';

/** What was known before, and how files are named in its fingerprints. */
export interface Known {
  /** Returns why a finding with this fingerprint does not count, or null if it is new. */
  readonly reasonFor: (fingerprint: string) => string | null;
  readonly nameFile?: (path: string) => string;
}

/** What is new of findings, and what is not; both in the order in which they came. */
export interface SortedOut {
  readonly findings: readonly Diagnostic[];
  readonly suppressed: readonly SuppressedFinding[];
  /** Fingerprints of those that are not new. */
  readonly met: ReadonlySet<string>;
}

/** Sorts out the findings that were known before. An error that leaves no model counts, however old it is. */
export function sortOutKnown(diagnostics: readonly Diagnostic[], { reasonFor, nameFile }: Known): SortedOut {
  const fingerprints = fingerprintOf(diagnostics, nameFile);
  const findings: Diagnostic[] = [];
  const suppressed: SuppressedFinding[] = [];
  const met = new Set<string>();
  for (const [index, diagnostic] of diagnostics.entries()) {
    const fingerprint = fingerprints[index] ?? '';
    const reason = isStageRule(diagnostic.rule) ? null : reasonFor(fingerprint);
    if (reason === null) findings.push(diagnostic);
    else {
      met.add(fingerprint);
      suppressed.push({ diagnostic, by: 'baseline', reason });
    }
  }
  return { findings, suppressed, met };
}
