import { type Diagnostic, rangeOf, type Severity, summarize } from '../diagnostic.ts';
import { escapeControl } from '../escape-control.ts';
import type { FindingsReport } from '../findings-report.ts';
import { type Repository, repositoryPath } from '../repository.ts';
import type { FormatContext } from './format.ts';
import { lastLineOf } from './last-line.ts';
import { countLine } from './text.ts';
import { worstFirst } from './worst-first.ts';

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** GitHub shows this many annotations of a kind a step. */
const MOST_SHOWN = 10;

/**
 * Returns the findings as workflow commands that annotate the files, the worst first, one a line; a notice before them says
 * where GitHub will not show all. Empty where nothing was found.
 * https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#setting-an-error-message
 */
export function formatGithub({ findings }: FindingsReport, { repository }: FormatContext): string {
  const annotations = worstFirst(findings).map((finding) => annotation(finding, repository));
  return [...overflowNotice(findings), ...annotations].map((line) => `${line}\n`).join('');
}

function annotation(finding: Diagnostic, repository: Repository): string {
  const { severity, rule, message, hint, span } = finding;
  const { start, end } = rangeOf(span);
  const isInOneLine = start.line === end.line;
  const text = hint === undefined ? message : `${message}\nhint: ${hint}`;
  return command(COMMANDS[severity], text, {
    title: `${severity}: ${rule}`,
    file: repositoryPath(span.source.path, repository) ?? span.source.path,
    line: start.line,
    endLine: lastLineOf(span),
    // Columns are only taken within one line; the last of them is marked too.
    ...(isInOneLine ? { col: start.column, endColumn: Math.max(start.column, end.column - 1) } : {}),
  });
}

function overflowNotice(findings: readonly Diagnostic[]): readonly string[] {
  const counts = summarize(findings);
  const kinds: readonly Severity[] = ['error', 'warning', 'info'];
  // The notice itself is one of the notices.
  const isOver = kinds.some((kind) => counts[kind] > (kind === 'info' ? MOST_SHOWN - 1 : MOST_SHOWN));
  if (!isOver) return [];
  const message = `GitHub shows ${MOST_SHOWN} annotations of a kind for each step; these are ${countLine(findings)}: see the log for all of them`;
  return [command('notice', message, { title: 'Lintel' })];
}

function command(
  name: string,
  message: string,
  properties: Readonly<Record<string, string | number>>,
): string {
  const pairs = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name} ${pairs.join(',')}::${escapeData(message)}`;
}

/** A line break is the only control character that the message of a command keeps. */
function escapeData(text: string): string {
  return text.split('\n').map(escapeControl).join('\n').replaceAll('%', '%25').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeControl(text).replaceAll('%', '%25').replaceAll(':', '%3A').replaceAll(',', '%2C');
}
