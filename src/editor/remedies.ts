import { type CodeAction, CodeActionKind, type Range } from 'vscode-languageserver';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { applyFixes } from '../fix/apply-fixes.ts';
import type { OpenDocument } from './open-document.ts';
import { toOffset, toRange, toTextEdit } from './places.ts';
import { toProblem } from './problems.ts';

/** Every safe fix of a document at once, for editors that run it on saving. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.lintel`;

/**
 * Returns what can be done about the findings that touch a range: each fix, safe ones preferred; a comment that suppresses
 * the rule there, whose reason the user has to write; and all safe fixes of the document.
 */
export function remediesAt(document: OpenDocument, range: Range): readonly CodeAction[] {
  const start = toOffset(document.source, range.start);
  const end = toOffset(document.source, range.end);
  const here = document.findings.filter(({ span }) => span.start <= end && span.end >= start);
  return [
    ...here.flatMap((finding) => fixOf(document, finding)),
    ...here.flatMap((finding) => suppressionOf(document, finding)),
    ...fixAll(document),
  ];
}

function fixOf(document: OpenDocument, finding: Diagnostic): readonly CodeAction[] {
  const { fix } = finding;
  if (fix === undefined) return [];
  return [
    {
      title: sentence(fix.title),
      kind: CodeActionKind.QuickFix,
      diagnostics: [toProblem(document, finding)],
      isPreferred: fix.safety === 'safe',
      edit: { changes: { [document.uri]: fix.edits.map(toTextEdit) } },
    },
  ];
}

/** An error would leave nothing to generate or simulate: there is no comment against it. */
function suppressionOf(document: OpenDocument, finding: Diagnostic): readonly CodeAction[] {
  if (finding.severity === 'error') return [];
  const { source } = document;
  const { line } = toRange(finding.span).start;
  const lineStart = source.lineStarts[line] ?? 0;
  const indent = /^[ ]*/.exec(source.text.slice(lineStart))?.[0] ?? '';
  const text = `${indent}# lintel-disable-next-line ${finding.rule} -- \n`;
  return [
    {
      title: `Suppress ${finding.rule} here (write the reason into the comment)`,
      kind: CodeActionKind.QuickFix,
      diagnostics: [toProblem(document, finding)],
      edit: {
        changes: {
          [document.uri]: [toTextEdit({ span: { source, start: lineStart, end: lineStart }, text })],
        },
      },
    },
  ];
}

function fixAll(document: OpenDocument): readonly CodeAction[] {
  const { source, uri, findings } = document;
  const { text, applied } = applyFixes(source.text, findings);
  if (applied.length === 0) return [];
  const edit = toTextEdit({ span: { source, start: 0, end: source.text.length }, text });
  return [{ title: 'Apply all safe fixes of Lintel', kind: FIX_ALL, edit: { changes: { [uri]: [edit] } } }];
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
