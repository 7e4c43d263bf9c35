import { type Diagnostic, orderDiagnostics, type Severity } from '../diagnostics/diagnostic.ts';
import { escapeControl } from '../diagnostics/escape-control.ts';
import { worstFirst } from '../diagnostics/formats/worst-first.ts';
import { clip } from '../source/clip.ts';
import type { Source } from '../source/source.ts';

/** What is wrong with a blueprint that cannot be used: more than this is the echo of the first mistakes. */
export const MOST_MISTAKES = 1000;
/** What the rules say about one that can be: each may be known from a baseline, or be suppressed. */
export const MOST_NOTES = 10_000;

/** Names and values that a message quotes are of any length. */
const LONGEST_TEXT = 500;

/**
 * Returns findings of one file in order: limits, no more than `most` others, the worst ones, and then one of the rule `limit`
 * that says how many are left out, as severe as the worst of those. Texts are clipped, and control characters in them escaped.
 */
export function boundFindings(
  findings: readonly Diagnostic[],
  source: Source,
  most: number,
): readonly Diagnostic[] {
  // They say what was not looked at, and are few.
  const limits = findings.filter((finding) => finding.rule === 'limit');
  const others = findings.filter((finding) => finding.rule !== 'limit');
  const ranked = others.length <= most ? others : worstFirst(others);
  // Ordered once they are as they are shown: two that differ only in what was clipped are one.
  const shown = orderDiagnostics([...limits, ...ranked.slice(0, most)].map(inPlainWords));
  const [worst] = ranked.slice(most);
  return worst === undefined ? shown : [...shown, restOf(others.length - most, worst.severity, source)];
}

function restOf(count: number, severity: Severity, source: Source): Diagnostic {
  const end = source.text.length;
  return {
    rule: 'limit',
    severity,
    message: count === 1 ? 'one more finding is not shown' : `${count} more findings are not shown`,
    hint: 'mend those above first',
    span: { source, start: end, end },
    path: '',
  };
}

function inPlainWords(finding: Diagnostic): Diagnostic {
  const { message, hint, related } = finding;
  return {
    ...finding,
    message: plain(message),
    ...(hint === undefined ? {} : { hint: plain(hint) }),
    ...(related === undefined
      ? {}
      : { related: related.map((other) => ({ ...other, message: plain(other.message) })) }),
  };
}

function plain(text: string): string {
  return escapeControl(clip(text, LONGEST_TEXT)).replaceAll('\t', '\\t');
}
