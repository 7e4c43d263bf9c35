import { DiagnosticSeverity, DiagnosticTag, type Diagnostic as Problem } from 'vscode-languageserver';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { escapeControl } from '../diagnostics/escape-control.ts';
import type { OpenDocument } from './open-document.ts';
import { toLocation, toRange } from './places.ts';

const SEVERITIES = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
} as const;

/** Returns a document's findings as an editor shows them, in order. Related places in other files are told in words. */
export function toProblems(document: OpenDocument): readonly Problem[] {
  return document.findings.map((finding) => toProblem(document, finding));
}

/** Returns a finding as an editor shows it. */
export function toProblem({ uri, source }: OpenDocument, finding: Diagnostic): Problem {
  const { rule, severity, message, hint, span, related = [] } = finding;
  const here = related.filter((other) => other.span.source.path === source.path);
  const elsewhere = related.filter((other) => other.span.source.path !== source.path);
  const words = [hint && `hint: ${hint}`, ...elsewhere.map((other) => other.message)].filter(Boolean);
  return {
    source: 'lintel',
    code: rule,
    severity: SEVERITIES[severity],
    message: [message, ...words].map((text) => escapeControl(String(text))).join('\n'),
    range: toRange(span),
    ...(rule.startsWith('unused-') ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    ...(here.length === 0
      ? {}
      : {
          relatedInformation: here.map((other) => ({
            message: escapeControl(other.message),
            location: toLocation(uri, other.span),
          })),
        }),
  };
}
