import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { fingerprintOf } from '../diagnostics/fingerprint.ts';
import { isStageRule } from '../diagnostics/stage-rules.ts';
import { BASELINE_VERSION, type BaselineEntry, ENTRY_KEYS } from './baseline.ts';

const FIRST_REASON = 'known when the baseline was written';

/** What a baseline is made of. */
export interface BaselineGround {
  /** Everything that counts without a baseline. */
  readonly findings: readonly Diagnostic[];
  /** Of the baseline that is replaced: reasons are kept, and so are entries of blueprints that were not checked now. */
  readonly before: readonly BaselineEntry[];
  /** Returns a blueprint's path relative to the folder of the baseline. */
  readonly nameFile: (path: string) => string;
  /** True for a blueprint, by that path, whose old entries are kept as they are. */
  readonly isKept: (file: string) => boolean;
}

/** Returns the entries of a new baseline, sorted. Errors that leave no model are left out: they always count. */
export function planBaseline(ground: BaselineGround): readonly BaselineEntry[] {
  const { findings, before, nameFile, isKept } = ground;
  const reasons = new Map(before.map(({ fingerprint, reason }) => [fingerprint, reason]));
  const fingerprints = fingerprintOf(findings, nameFile);
  const entries = findings.flatMap(({ rule, path, message, span }, index): readonly BaselineEntry[] => {
    if (isStageRule(rule)) return [];
    const fingerprint = fingerprints[index] ?? '';
    const reason = reasons.get(fingerprint) ?? FIRST_REASON;
    return [{ file: nameFile(span.source.path), rule, path, message, reason, fingerprint }];
  });
  return [...entries, ...before.filter(({ file }) => isKept(file))].sort(inOrder);
}

function inOrder(a: BaselineEntry, b: BaselineEntry): number {
  const key = (['file', 'path', 'rule', 'message', 'fingerprint'] as const).find((one) => a[one] !== b[one]);
  return key === undefined ? 0 : a[key] < b[key] ? -1 : 1;
}

/** Characters that JSON takes as they are, and the reader of baselines does not. */
const UNREADABLE = /[\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff\ufffd-\uffff]/g;

/** Returns the file of a baseline: the same text for the same entries, ending with a line break. */
export function formatBaseline(entries: readonly BaselineEntry[]): string {
  const findings = entries.map((entry) =>
    Object.fromEntries(ENTRY_KEYS.map((key) => [key, entry[key].replace(/\p{Surrogate}/gu, '\ufffd')])),
  );
  const text = JSON.stringify({ schemaVersion: BASELINE_VERSION, findings }, null, 2);
  return `${text.replace(UNREADABLE, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}
