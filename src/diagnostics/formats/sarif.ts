import type { Span } from '../../source/source.ts';
import { type Diagnostic, type Fix, type Related, rangeOf } from '../diagnostic.ts';
import { escapeControl } from '../escape-control.ts';
import type { FindingsReport, ReportedRule, SuppressedFinding } from '../findings-report.ts';
import type { Repository } from '../repository.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import type { FormatContext } from './format.ts';
import { printJson } from './print-json.ts';
import { reportFingerprints } from './report-fingerprints.ts';
import { fileUri, SOURCE_ROOT } from './uri.ts';
import { worstFirst } from './worst-first.ts';

/** GitHub refuses a run with more results. */
export const MOST_RESULTS = 25_000;

/** A longer piece of the text is not copied into a result. */
const LONGEST_SNIPPET = 200;

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;

/**
 * Returns a report as a SARIF 2.1.0 log with one run: all rules, the files as artifacts, and the findings as results, those
 * that do not count with their suppressions. Of more than 25,000 results the worst are kept, and a notification says so.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function formatSarif(report: FindingsReport, { repository }: FormatContext): string {
  const { files, rules, version } = report;
  const all = resultsOf(report);
  const fingerprint = reportFingerprints(report, repository);
  const ruleIndex = new Map(rules.map(({ id }, index) => [id, index]));
  return printJson({
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Lintel', version, rules: rules.map(descriptorOf) } },
        invocations: [invocationOf(all.length)],
        originalUriBaseIds: { [SOURCE_ROOT]: { description: { text: 'The root of the repository.' } } },
        columnKind: 'utf16CodeUnits',
        artifacts: files.map((file) => ({
          location: fileUri(file, repository),
          roles: ['analysisTarget'],
          sourceLanguage: 'yaml',
        })),
        results: all.slice(0, MOST_RESULTS).map(({ diagnostic, suppression }) => ({
          ruleId: diagnostic.rule,
          ...indexOf(ruleIndex, diagnostic.rule),
          ...resultOf(diagnostic, repository),
          partialFingerprints: { 'lintel/v1': fingerprint(diagnostic) },
          ...(suppression === null ? {} : { suppressions: [suppressionOf(suppression)] }),
        })),
      },
    ],
  });
}

interface Result {
  readonly diagnostic: Diagnostic;
  readonly suppression: SuppressedFinding | null;
}

/** What counts comes first; in the order of the report where there is room for all, else the worst first. */
function resultsOf({ findings, suppressed }: FindingsReport): readonly Result[] {
  const ordered = findings.length + suppressed.length > MOST_RESULTS ? worstFirst(findings) : findings;
  return [
    ...ordered.map((diagnostic) => ({ diagnostic, suppression: null })),
    ...suppressed.map((suppression) => ({ diagnostic: suppression.diagnostic, suppression })),
  ];
}

function descriptorOf({ id, severity, summary, why }: ReportedRule) {
  return {
    id,
    shortDescription: { text: summary },
    fullDescription: { text: `${summary} ${why}` },
    defaultConfiguration: { level: LEVELS[severity] },
    help: {
      text: `${summary} ${why} "lintel rules explain ${id}" shows an example.`,
      markdown: `**${escapeMarkdown(summary)}** ${escapeMarkdown(why)}\n\n\`lintel rules explain ${id}\` shows an example.`,
    },
  };
}

function invocationOf(results: number) {
  const isCut = results > MOST_RESULTS;
  const text = `Only the ${MOST_RESULTS} worst of ${results} results are listed.`;
  return {
    executionSuccessful: true,
    ...(isCut ? { toolExecutionNotifications: [{ level: 'warning', message: { text } }] } : {}),
  };
}

function indexOf(ruleIndex: ReadonlyMap<string, number>, rule: string) {
  const index = ruleIndex.get(rule);
  return index === undefined ? {} : { ruleIndex: index };
}

function resultOf(diagnostic: Diagnostic, repository: Repository) {
  const { severity, message, hint, span, path, related, fix } = diagnostic;
  return {
    level: LEVELS[severity],
    message: messageOf(hint === undefined ? message : `${message}; ${hint}`),
    locations: [
      {
        physicalLocation: physicalLocationOf(span, repository),
        ...(path === '' ? {} : { logicalLocations: [{ fullyQualifiedName: path, kind: 'element' }] }),
      },
    ],
    ...(related === undefined
      ? {}
      : { relatedLocations: related.map((one, id) => relatedOf(one, id, repository)) }),
    ...(fix === undefined ? {} : { fixes: [fixOf(fix, span, repository)] }),
  };
}

/** A message of SARIF may hold links, `[text](target)`: ours has none, whatever a blueprint's names look like. */
function messageOf(text: string) {
  return { text: escapeControl(text).replace(/\[(?=[^\]]*\]\()/g, '\\[') };
}

function relatedOf({ message, span }: Related, id: number, repository: Repository) {
  return { id, message: messageOf(message), physicalLocation: physicalLocationOf(span, repository) };
}

function fixOf({ title, edits }: Fix, { source }: Span, repository: Repository) {
  return {
    description: messageOf(title),
    artifactChanges: [
      {
        artifactLocation: fileUri(source.path, repository),
        replacements: edits.map(({ span, text }) => ({
          deletedRegion: regionOf(span),
          insertedContent: { text },
        })),
      },
    ],
  };
}

function suppressionOf({ by, reason }: SuppressedFinding) {
  return { kind: by === 'comment' ? 'inSource' : 'external', status: 'accepted', justification: reason };
}

function physicalLocationOf(span: Span, repository: Repository) {
  const marked = span.source.text.slice(span.start, span.end);
  const isShort = marked.length > 0 && marked.length <= LONGEST_SNIPPET;
  return {
    artifactLocation: fileUri(span.source.path, repository),
    region: { ...regionOf(span), ...(isShort ? { snippet: { text: marked } } : {}) },
  };
}

/** 1-based, the end exclusive, as SARIF has it too. */
function regionOf(span: Span) {
  const { start, end } = rangeOf(span);
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}
