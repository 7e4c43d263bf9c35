import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { findRepository } from '../api/find-repository.ts';
import type { FailOn } from '../diagnostics/fail-on.ts';
import type { FindingsReport } from '../diagnostics/findings-report.ts';
import { formatGithub } from '../diagnostics/formats/github.ts';
import { formatMarkdown } from '../diagnostics/formats/markdown.ts';
import type { Io } from './io.ts';

/** Prints the findings as annotations, and appends them to the summary of the step where there is one. */
export async function tellGithub(report: FindingsReport, failOn: FailOn, io: Io): Promise<void> {
  const context = { repository: findRepository(io.cwd()), failOn };
  io.stdout.write(formatGithub(report, context));
  const summary = io.env['GITHUB_STEP_SUMMARY'];
  if (!summary) return;
  try {
    appendFileSync(summary, formatMarkdown(report, context));
  } catch (error) {
    // The verdict stands, whether or not it can be shown in this place too.
    io.stderr.write(`the summary of the step cannot be written (${codeOf(error)})\n`);
  }
}

/**
 * Returns a text so that the runner takes no line of it for a command: it stops reading commands before the text, and starts
 * again after it at a word that nobody can guess.
 * https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#stopping-and-starting-workflow-commands
 */
export function withoutCommands(text: string): string {
  const word = randomUUID();
  return `::stop-commands::${word}\n${text}::${word}::\n`;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
