import type { Diagnostic, Severity } from './diagnostic.ts';

/** What a validation found, as every format takes it. Plain values; nothing here is computed later. */
export interface FindingsReport {
  /** The blueprints that were checked, as the user named them, sorted; each once, findings or not. */
  readonly files: readonly string[];
  /** What counts, in the order of `orderDiagnostics`. */
  readonly findings: readonly Diagnostic[];
  /** What was found and does not count, in the same order. */
  readonly suppressed: readonly SuppressedFinding[];
  /** Every rule that could have found something, sorted by id: formats list the silent ones too. */
  readonly rules: readonly ReportedRule[];
  /** The version of Lintel. */
  readonly version: string;
}

export interface ReportedRule {
  readonly id: string;
  /** As configured. */
  readonly severity: Severity;
  readonly summary: string;
  readonly why: string;
}

export interface SuppressedFinding {
  readonly diagnostic: Diagnostic;
  /** `comment`: by a `lintel-disable` comment. `baseline`: known before. */
  readonly by: 'comment' | 'baseline';
  /** The comment's reason, or why the baseline has it; never empty. */
  readonly reason: string;
}
