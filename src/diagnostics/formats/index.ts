import type { FindingsReport } from '../findings-report.ts';
import type { Format, FormatContext } from './format.ts';

/** Resolves to a report in one of the forms, ending with a line break. Only that form is loaded. Text is not among them. */
export async function formatFindings(
  format: Exclude<Format, 'text'>,
  report: FindingsReport,
  context: FormatContext,
): Promise<string> {
  switch (format) {
    case 'json':
      return (await import('./json.ts')).formatJson(report, context);
    case 'sarif':
      return (await import('./sarif.ts')).formatSarif(report, context);
    case 'junit':
      return (await import('./junit.ts')).formatJunit(report, context);
    case 'github':
      return (await import('./github.ts')).formatGithub(report, context);
    case 'gitlab':
      return (await import('./gitlab.ts')).formatGitlab(report, context);
    case 'markdown':
      return (await import('./markdown.ts')).formatMarkdown(report, context);
  }
}
