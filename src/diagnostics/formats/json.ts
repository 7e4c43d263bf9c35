import type { Position } from '../../source/source.ts';
import {
  type Diagnostic,
  orderDiagnostics,
  rangeOf,
  type Severity,
  type Summary,
  summarize,
} from '../diagnostic.ts';

/** What `-f json` prints. Positions are 1-based, the end exclusive, columns in UTF-16 units. */
export interface FindingsJson {
  readonly schemaVersion: '1';
  readonly findings: readonly FindingJson[];
  readonly summary: Summary;
}

export interface FindingJson {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly hint?: string;
  /** As the user named it; forward slashes. */
  readonly file: string;
  readonly range: { readonly start: Position; readonly end: Position };
  /** Where in the blueprint, with dots. */
  readonly path: string;
  readonly related?: readonly Omit<FindingJson, 'rule' | 'severity' | 'path' | 'hint' | 'related'>[];
}

/** Returns the findings as plain data, in order. */
export function toFindingsJson(diagnostics: readonly Diagnostic[]): FindingsJson {
  return {
    schemaVersion: '1',
    findings: orderDiagnostics(diagnostics).map(toFinding),
    summary: summarize(diagnostics),
  };
}

/** Returns the findings as indented JSON that ends with a line break. */
export function formatJson(diagnostics: readonly Diagnostic[]): string {
  return `${JSON.stringify(toFindingsJson(diagnostics), null, 2)}\n`;
}

function toFinding(diagnostic: Diagnostic): FindingJson {
  const { rule, severity, message, hint, related, path } = diagnostic;
  return {
    rule,
    severity,
    message,
    ...(hint === undefined ? {} : { hint }),
    ...located(diagnostic.span),
    path,
    ...(related === undefined
      ? {}
      : { related: related.map((other) => ({ message: other.message, ...located(other.span) })) }),
  };
}

function located(span: Diagnostic['span']) {
  return { file: span.source.path, range: rangeOf(span) };
}
