import { rangeOf } from '../diagnostic.ts';
import { escapeControl } from '../escape-control.ts';
import type { FindingsReport } from '../findings-report.ts';
import { repositoryPath } from '../repository.ts';
import type { FormatContext } from './format.ts';
import { lastLineOf } from './last-line.ts';
import { printJson } from './print-json.ts';
import { reportFingerprints } from './report-fingerprints.ts';

const SEVERITIES = { error: 'major', warning: 'minor', info: 'info' } as const;

/**
 * Returns the findings that count as a code quality report of GitLab: a JSON array, in order.
 * https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
export function formatGitlab(report: FindingsReport, { repository }: FormatContext): string {
  const fingerprint = reportFingerprints(report, repository);
  return printJson(
    report.findings.map((finding) => {
      const { rule, severity, message, hint, span } = finding;
      const { start, end } = rangeOf(span);
      return {
        description: escapeControl(hint === undefined ? message : `${message}; ${hint}`),
        check_name: rule,
        fingerprint: fingerprint(finding),
        severity: SEVERITIES[severity],
        location: {
          path: repositoryPath(span.source.path, repository) ?? span.source.path,
          lines: { begin: start.line, end: lastLineOf(span) },
          positions: { begin: start, end },
        },
      };
    }),
  );
}
