import { isDeepStrictEqual } from 'node:util';
import { checkWith } from '../../src/api/check.ts';
import type { ContractResult } from '../../src/contracts/contract-result.ts';
import { type Diagnostic, orderDiagnostics } from '../../src/diagnostics/diagnostic.ts';
import type { FindingsReport } from '../../src/diagnostics/findings-report.ts';
import { formatJson } from '../../src/diagnostics/formats/json.ts';
import { formatTextReport } from '../../src/diagnostics/formats/text.ts';
import { plainPalette } from '../../src/diagnostics/palette.ts';
import { parseCarefully as parsePlainCarefully } from '../../src/source/parse-plain-yaml.ts';
import { parseCarefully } from '../../src/source/parse-yaml.ts';
import { toPlain } from '../../src/source/parsed-document.ts';
import { parseQuickYaml } from '../../src/source/quick-yaml/parse-quick-yaml.ts';
import type { Source, Span } from '../../src/source/source.ts';
import { sameTree } from './same-tree.ts';

/** Processor time that one small text may take, in ms; ordinary ones take two. */
const MOST_MS = 1000;
const LONGEST_MESSAGE = 5000;
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;

/**
 * Checks a blueprint as `lintel validate` does, and that of what it says which must hold of every answer. Throws an Error
 * with the reason where something does not hold, and whatever the check throws.
 */
export function judge(source: Source, contractOf: (file: string) => ContractResult): readonly Diagnostic[] {
  const started = performance.now();
  const { model, diagnostics } = checkWith(source, contractOf);
  if (performance.now() - started > MOST_MS) judgeTime(() => checkWith(source, contractOf));
  demand(diagnostics.every(isWellFormed), 'a finding is not well formed');
  const stageErrors = diagnostics.filter(({ severity }) => severity === 'error');
  demand(model !== null || stageErrors.length > 0, 'there is neither a model nor an error');
  demand(
    isDeepStrictEqual(orderDiagnostics([...diagnostics].reverse()), orderDiagnostics(diagnostics)),
    'the order of findings depends on the order before',
  );
  judgeFormats(source, diagnostics);
  judgeQuickPath(source);
  return diagnostics;
}

/** The machine may have been busy elsewhere: what counts is the time of the processor. */
function judgeTime(work: () => unknown): void {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  demand((user + system) / 1000 < MOST_MS, `it took ${(user + system) / 1000} ms`);
}

function isWellFormed({ message, hint, span, related, fix, rule }: Diagnostic): boolean {
  const spans = [
    span,
    ...(related ?? []).map((one) => one.span),
    ...(fix?.edits ?? []).map((edit) => edit.span),
  ];
  const sentences = [message, hint ?? 'x', ...(related ?? []).map((one) => one.message)];
  return (
    rule !== '' &&
    spans.every(isInside) &&
    sentences.every((text) => text !== '' && text.length <= LONGEST_MESSAGE && !UNPRINTABLE.test(text)) &&
    (fix === undefined || !overlap(fix.edits.map((edit) => edit.span)))
  );
}

function isInside({ source, start, end }: Span): boolean {
  return start >= 0 && start <= end && end <= source.text.length;
}

function overlap(spans: readonly Span[]): boolean {
  const sorted = [...spans].sort((a, b) => a.start - b.start);
  return sorted.some((span, at) => at > 0 && span.start < (sorted[at - 1]?.end ?? 0));
}

function judgeFormats(source: Source, findings: readonly Diagnostic[]): void {
  const report: FindingsReport = {
    files: [source.path],
    findings,
    suppressed: [],
    rules: [],
    version: '0.0.0',
  };
  const text = formatTextReport(report, plainPalette);
  demand(!UNPRINTABLE.test(text.replaceAll('\n', '')), 'the text has characters that cannot be printed');
  demand(!/^\s*::|##\w*\[/m.test(text), 'the text has a command to a build server');
  const json = formatJson(report, { repository: { root: '/', cwd: '/' }, failOn: 'error' });
  demand(JSON.parse(json).findings.length === findings.length, 'the JSON has another number of findings');
}

/** The quick parser leaves a text to the careful ones, or says the same. */
function judgeQuickPath(source: Source): void {
  const quick = parseQuickYaml(source);
  if (quick === null) return;
  demand(
    isDeepStrictEqual(toPlain(quick), parsePlainCarefully(source.text)),
    'the quick parser reads another value',
  );
  if (quick.type !== 'map') return;
  let mistakes = 0;
  const careful = parseCarefully(source, () => {
    mistakes += 1;
  });
  demand(mistakes === 0, 'the quick parser takes what the careful one refuses');
  demand(careful !== null && sameTree(quick, careful.root), 'the quick parser reads another tree');
}

function demand(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}
