import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { WrittenEntry } from './baseline.ts';
import { type SortedOut, sortOutKnown } from './sort-out-known.ts';

/** What a baseline knows of some findings, and what it knows beside them. */
export interface AppliedBaseline extends Pick<SortedOut, 'findings' | 'suppressed'> {
  /** The entries that none of the findings needs, in their order. */
  readonly unmet: readonly WrittenEntry[];
}

/** Sorts out the findings that a baseline knows. `nameFile` returns a blueprint's path relative to the baseline's folder. */
export function applyBaseline(
  diagnostics: readonly Diagnostic[],
  entries: readonly WrittenEntry[],
  nameFile: (path: string) => string,
): AppliedBaseline {
  const reasons = new Map(entries.map(({ fingerprint, reason }) => [fingerprint, reason]));
  const reasonFor = (fingerprint: string) => reasons.get(fingerprint) ?? null;
  const { findings, suppressed, met } = sortOutKnown(diagnostics, { reasonFor, nameFile });
  return { findings, suppressed, unmet: entries.filter(({ fingerprint }) => !met.has(fingerprint)) };
}

/** Returns the finding about an entry whose finding is no more. */
export function staleEntry({ file, rule, path, span }: WrittenEntry): Diagnostic {
  const place = path === '' ? `in "${file}"` : `at "${path}" in "${file}"`;
  return {
    rule: 'unused-suppression',
    severity: 'warning',
    message: `stale baseline entry: no finding of "${rule}" ${place}`,
    span,
    path,
    hint: 'it has been fixed: write the baseline again with --write-baseline, or remove the entry',
  };
}
