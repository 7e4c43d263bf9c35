import { type Diagnostic, rangeOf } from '../diagnostic.ts';
import { type FailOn, isFailure } from '../fail-on.ts';
import type { FindingsReport, SuppressedFinding } from '../findings-report.ts';
import type { FormatContext } from './format.ts';
import { escapeXml } from './xml.ts';

/** What one rule found in one file. */
interface Case {
  readonly rule: string;
  readonly failing: readonly Diagnostic[];
  /** Found, and not bad enough to fail. */
  readonly told: readonly Diagnostic[];
  readonly suppressed: readonly SuppressedFinding[];
}

interface Suite {
  readonly file: string;
  readonly cases: readonly Case[];
}

/**
 * Returns a report as JUnit XML: a suite for each file with a case for each rule, those that found nothing too. A case fails
 * where its rule found what `--fail-on` counts (an error, where that is `never`: the build server judges then), is skipped
 * where all that it found is suppressed, and tells the rest on its standard output.
 */
export function formatJunit(report: FindingsReport, { failOn }: FormatContext): string {
  const suites = suitesOf(report, failOn === 'never' ? 'error' : failOn);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="lintel" ${counts(suites.flatMap(({ cases }) => cases))}>`,
    ...suites.flatMap(({ file, cases }) => [
      `  <testsuite name="${escapeXml(file)}" ${counts(cases)}>`,
      ...cases.flatMap((one) => caseLines(one, file)),
      '  </testsuite>',
    ]),
    '</testsuites>\n',
  ].join('\n');
}

/** Sorted by file. What was found in another file than a blueprint has a suite too, with what found something there. */
function suitesOf({ files, findings, suppressed, rules }: FindingsReport, limit: FailOn): readonly Suite[] {
  const found = groupByPlace(findings, (finding) => finding);
  const ignored = groupByPlace(suppressed, ({ diagnostic }) => diagnostic);
  const checked = new Set(files);
  const all = [...new Set([...files, ...found.keys(), ...ignored.keys()])].sort();
  return all.map((file) => {
    const here = found.get(file);
    const ignoredHere = ignored.get(file);
    const able = checked.has(file) ? rules.map(({ id }) => id) : [];
    const ids = new Set([...able, ...(here?.keys() ?? []), ...(ignoredHere?.keys() ?? [])]);
    const cases = [...ids].map((rule) => {
      const ofRule = here?.get(rule) ?? [];
      return {
        rule,
        failing: ofRule.filter(({ severity }) => isFailure(severity, limit)),
        told: ofRule.filter(({ severity }) => !isFailure(severity, limit)),
        suppressed: ignoredHere?.get(rule) ?? [],
      };
    });
    return { file, cases };
  });
}

/** By file, then by rule. */
function groupByPlace<T>(all: readonly T[], placed: (one: T) => Diagnostic) {
  const files = new Map<string, Map<string, T[]>>();
  for (const one of all) {
    const { rule, span } = placed(one);
    const rules = files.get(span.source.path) ?? new Map<string, T[]>();
    const group = rules.get(rule) ?? [];
    files.set(span.source.path, rules.set(rule, group));
    group.push(one);
  }
  return files;
}

function counts(cases: readonly Case[]): string {
  const failures = cases.filter(({ failing }) => failing.length > 0).length;
  const skipped = cases.filter(isSkipped).length;
  return `tests="${cases.length}" failures="${failures}" errors="0" skipped="${skipped}" time="0"`;
}

function isSkipped({ failing, told, suppressed }: Case): boolean {
  return failing.length + told.length === 0 && suppressed.length > 0;
}

function caseLines(one: Case, file: string): readonly string[] {
  const { rule, failing, told, suppressed } = one;
  // Build servers take what follows the last dot for the name of a class.
  const className = file.replace(/\.ya?ml$/, '');
  const open = `    <testcase name="${escapeXml(rule)}" classname="${escapeXml(className)}" time="0"`;
  const ignored = suppressed.map(({ diagnostic, reason }) => `suppressed ${lineOf(diagnostic)}; ${reason}`);
  const lines = [
    ...(isSkipped(one) ? [`      <skipped message="${escapeXml(ignored.join('; '))}"/>`] : []),
    ...failureLines(failing),
    ...outputLines([...told.map(lineOf), ...(isSkipped(one) ? [] : ignored)]),
  ];
  return lines.length === 0 ? [`${open}/>`] : [`${open}>`, ...lines, '    </testcase>'];
}

function failureLines(failing: readonly Diagnostic[]): readonly string[] {
  const [first] = failing;
  if (first === undefined) return [];
  const more = failing.length > 1 ? ` (and ${failing.length - 1} more)` : '';
  const message = escapeXml(`${first.message}${more}`);
  const lines = failing.map((finding) => escapeXml(lineOf(finding)));
  return [`      <failure type="${first.severity}" message="${message}">${lines.join('\n')}</failure>`];
}

function outputLines(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`      <system-out>${lines.map(escapeXml).join('\n')}</system-out>`];
}

/** One finding on one line, which starts with a word of ours whatever the file is called. */
function lineOf({ severity, message, hint, span }: Diagnostic): string {
  const { line, column } = rangeOf(span).start;
  const advice = hint === undefined ? '' : ` (hint: ${hint})`;
  return `${severity} at ${span.source.path}:${line}:${column}: ${message}${advice}`;
}
