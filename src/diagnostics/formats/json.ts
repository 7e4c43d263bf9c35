import type { Position } from '../../source/source.ts';
import { type Diagnostic, type Fix, rangeOf, type Severity, type Summary, summarize } from '../diagnostic.ts';
import type { FindingsReport, ReportedRule, SuppressedFinding } from '../findings-report.ts';
import type { FormatContext } from './format.ts';
import { printJson } from './print-json.ts';
import { reportFingerprints } from './report-fingerprints.ts';

/** What `-f json` prints; its JSON Schema is in `findings-schema.ts`. Ranges: 1-based, end exclusive, UTF-16 columns. */
export interface FindingsJson {
  readonly schemaVersion: '1';
  readonly lintelVersion: string;
  /** The blueprints that were checked, as the user named them. */
  readonly files: readonly string[];
  readonly findings: readonly FindingJson[];
  /** What was found and does not count. */
  readonly suppressed: readonly SuppressedJson[];
  readonly summary: Summary & { readonly suppressed: number };
  readonly rules: readonly ReportedRule[];
}

interface RangeJson {
  readonly start: Position;
  readonly end: Position;
}

interface PlaceJson {
  /** As the user named it; forward slashes. */
  readonly file: string;
  readonly range: RangeJson;
}

export interface FindingJson extends PlaceJson {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly hint?: string;
  /** Where in the blueprint, with dots. */
  readonly path: string;
  /** The same for the same finding while lines move. */
  readonly fingerprint: string;
  readonly related?: readonly (PlaceJson & { readonly message: string })[];
  readonly fix?: FixJson;
}

export interface SuppressedJson extends FindingJson {
  readonly suppressedBy: Pick<SuppressedFinding, 'by' | 'reason'>;
}

interface FixJson extends Pick<Fix, 'title' | 'safety'> {
  /** Of the finding's file; each replaces a range, or inserts where it is empty. */
  readonly edits: readonly { readonly range: RangeJson; readonly text: string }[];
}

/** Returns a report as plain data, in its order. */
export function toFindingsJson(report: FindingsReport, { repository }: FormatContext): FindingsJson {
  const { files, findings, suppressed, rules, version } = report;
  const fingerprint = reportFingerprints(report, repository);
  const toFinding = (diagnostic: Diagnostic) => findingOf(diagnostic, fingerprint(diagnostic));
  return {
    schemaVersion: '1',
    lintelVersion: version,
    files,
    findings: findings.map(toFinding),
    suppressed: suppressed.map(({ diagnostic, by, reason }) => ({
      ...toFinding(diagnostic),
      suppressedBy: { by, reason },
    })),
    summary: { ...summarize(findings), suppressed: suppressed.length },
    rules: rules.map(({ id, severity, summary, why }) => ({ id, severity, summary, why })),
  };
}

/** Returns a report as indented JSON that ends with a line break. */
export function formatJson(report: FindingsReport, context: FormatContext): string {
  return printJson(toFindingsJson(report, context));
}

function findingOf(diagnostic: Diagnostic, fingerprint: string): FindingJson {
  const { rule, severity, message, hint, related, path, fix } = diagnostic;
  return {
    rule,
    severity,
    message,
    ...(hint === undefined ? {} : { hint }),
    ...placeOf(diagnostic.span),
    path,
    fingerprint,
    ...(related === undefined
      ? {}
      : { related: related.map((other) => ({ message: other.message, ...placeOf(other.span) })) }),
    ...(fix === undefined ? {} : { fix: fixOf(fix) }),
  };
}

function fixOf({ title, safety, edits }: Fix): FixJson {
  return { title, safety, edits: edits.map(({ span, text }) => ({ range: rangeOf(span), text })) };
}

function placeOf(span: Diagnostic['span']): PlaceJson {
  return { file: span.source.path, range: rangeOf(span) };
}
