import { type Diagnostic, rangeOf } from '../diagnostic.ts';
import type { FindingsReport, SuppressedFinding } from '../findings-report.ts';
import { type Repository, repositoryPath } from '../repository.ts';
import { escapeMarkdown, markdownCode } from './escape-markdown.ts';
import type { FormatContext } from './format.ts';
import { summaryLine } from './text.ts';
import { worstFirst } from './worst-first.ts';

/** A comment of a pull request has room for 65,536 characters, and other texts share it. */
const MOST_CHARACTERS = 60_000;

/** A longer sentence ends in `…`. */
const LONGEST = 1_000;

/**
 * Returns the findings as a section of Markdown, the worst first in one table; what does not count is folded away below
 * it. For comments of pull requests and summaries of steps: it is cut, with a word about it, where it would not fit into one.
 */
export function formatMarkdown(report: FindingsReport, { repository }: FormatContext): string {
  const { findings, suppressed } = report;
  const sections = [`### Lintel: ${escapeMarkdown(clip(summaryLine(report)))}\n`];
  if (findings.length > 0) sections.push(table(worstFirst(findings), repository, MOST_CHARACTERS / 2));
  if (suppressed.length > 0) sections.push(folded(suppressed, repository));
  return sections.join('\n');
}

function table(findings: readonly Diagnostic[], repository: Repository, mostCharacters: number): string {
  const rows = findings.map((finding) => {
    const { severity, rule, message, hint } = finding;
    const advice = hint === undefined ? '' : `<br>hint: ${escapeMarkdown(clip(hint))}`;
    return `| ${severity} | ${place(finding, repository)} | ${escapeMarkdown(clip(message))}${advice} | ${markdownCode(rule)} |`;
  });
  return tableOf(['severity', 'place', 'finding', 'rule'], rows, mostCharacters);
}

function folded(suppressed: readonly SuppressedFinding[], repository: Repository): string {
  const rows = suppressed.map(({ diagnostic, by, reason }) => {
    const found = escapeMarkdown(clip(diagnostic.message));
    return `| ${place(diagnostic, repository)} | ${found} | ${markdownCode(diagnostic.rule)} | ${by}: ${escapeMarkdown(clip(reason))} |`;
  });
  const content = tableOf(['place', 'finding', 'rule', 'suppressed by'], rows, MOST_CHARACTERS / 2);
  return `<details><summary>${suppressed.length} suppressed</summary>\n\n${content}\n</details>\n`;
}

/** As many rows as there is room for, and how many more there are. */
function tableOf(head: readonly string[], rows: readonly string[], mostCharacters: number): string {
  const lines = [`| ${head.join(' | ')} |`, `|${'---|'.repeat(head.length)}`];
  let left = mostCharacters;
  const shown = rows.filter((row) => {
    left -= row.length + 1;
    return left > 0;
  });
  const rest = rows.length - shown.length;
  return `${[...lines, ...shown, ...(rest > 0 ? ['', `… and ${rest} more`] : [])].join('\n')}\n`;
}

function place({ span }: Diagnostic, repository: Repository): string {
  const { line, column } = rangeOf(span).start;
  return markdownCode(
    `${clip(repositoryPath(span.source.path, repository) ?? span.source.path)}:${line}:${column}`,
  );
}

function clip(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
