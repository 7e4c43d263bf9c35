import { codeFrame } from '../code-frame.ts';
import { type Diagnostic, orderDiagnostics, rangeOf, summarize } from '../diagnostic.ts';
import { escapeControl } from '../escape-control.ts';
import type { FindingsReport, SuppressedFinding } from '../findings-report.ts';
import { type Palette, plainPalette } from '../palette.ts';

/**
 * Returns the findings as text for a terminal, in order: for each `path:line:col: severity: message [rule]`, a code
 * frame and the hint, then one line that counts them. The text ends with a line break and is empty for no finding.
 */
export function formatText(diagnostics: readonly Diagnostic[], palette: Palette = plainPalette): string {
  if (diagnostics.length === 0) return '';
  const blocks = orderDiagnostics(diagnostics).map((diagnostic) => formatOne(diagnostic, palette));
  return `${blocks.join('\n\n')}\n\n${countLine(diagnostics)}\n`;
}

const paint = {
  error: ({ red }: Palette) => red,
  warning: ({ yellow }: Palette) => yellow,
  info: ({ cyan }: Palette) => cyan,
};

function formatOne(diagnostic: Diagnostic, palette: Palette): string {
  const { severity } = diagnostic;
  const head = `${palette.bold(place(diagnostic.span))}: ${paint[severity](palette)(severity)}`;
  const lines = [`${head}: ${escapeControl(diagnostic.message)} ${palette.dim(`[${diagnostic.rule}]`)}`];
  lines.push(...codeFrame(diagnostic.span).map((line) => palette.dim(line)));
  for (const related of diagnostic.related ?? []) {
    lines.push(`  ${palette.dim(`${place(related.span)}:`)} ${escapeControl(related.message)}`);
  }
  if (diagnostic.hint !== undefined)
    lines.push(`  ${palette.cyan('hint:')} ${escapeControl(diagnostic.hint)}`);
  return lines.join('\n');
}

function place(span: Diagnostic['span']): string {
  const { line, column } = rangeOf(span).start;
  return `${escapeControl(span.source.path)}:${line}:${column}`;
}

/** Returns how many findings there are of each severity that occurs: `2 errors, 1 warning`. */
export function countLine(diagnostics: readonly Diagnostic[]): string {
  const counts = summarize(diagnostics);
  const parts = (['error', 'warning', 'info'] as const)
    .filter((severity) => counts[severity] > 0)
    .map((severity) => `${counts[severity]} ${severity}${counts[severity] === 1 ? '' : 's'}`);
  return parts.join(', ');
}

/** Returns a report as text for a terminal: its findings as `formatText` has them, then one line that sums it up. */
export function formatTextReport(report: FindingsReport, palette: Palette): string {
  const blocks = report.findings.map((diagnostic) => `${formatOne(diagnostic, palette)}\n\n`);
  return `${blocks.join('')}${summaryLine(report)}\n`;
}

/** More files than these are counted, not named. */
const MOST_NAMED = 3;

/** Returns what a report comes to, in one line without a line break: `1 error in 1 of 2 blueprints, 3 suppressed`. */
export function summaryLine({ files, findings, suppressed }: FindingsReport): string {
  const some =
    files.length === 1 ? '' : ` in ${new Set(findings.map(fileOf)).size} of ${files.length} blueprints`;
  const all = files.length > MOST_NAMED ? `${files.length} blueprints` : files.map(escapeControl).join(', ');
  const found = findings.length > 0 ? `${countLine(findings)}${some}` : `${all}: no findings`;
  return suppressed.length === 0 ? found : `${found}, ${countSuppressed(suppressed)}`;
}

function countSuppressed(suppressed: readonly SuppressedFinding[]): string {
  const comments = suppressed.filter(({ by }) => by === 'comment').length;
  const known = suppressed.length - comments;
  if (known === 0) return `${suppressed.length} suppressed by comments`;
  if (comments === 0) return `${suppressed.length} known before`;
  return `${suppressed.length} suppressed (${comments} by comments, ${known} by the baseline)`;
}

function fileOf({ span }: Diagnostic): string {
  return span.source.path;
}
