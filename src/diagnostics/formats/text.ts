import { codeFrame } from '../code-frame.ts';
import { type Diagnostic, orderDiagnostics, rangeOf, summarize } from '../diagnostic.ts';
import { escapeControl } from '../escape-control.ts';
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

function countLine(diagnostics: readonly Diagnostic[]): string {
  const counts = summarize(diagnostics);
  const parts = (['error', 'warning', 'info'] as const)
    .filter((severity) => counts[severity] > 0)
    .map((severity) => `${counts[severity]} ${severity}${counts[severity] === 1 ? '' : 's'}`);
  return parts.join(', ');
}
