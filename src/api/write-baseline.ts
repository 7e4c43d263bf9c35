import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { FindingsReport } from '../diagnostics/findings-report.ts';
import { isStageRule } from '../diagnostics/stage-rules.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { type BaselineEntry, MOST_ENTRIES } from '../triage/baseline.ts';
import { orderSuppressed } from '../triage/order-suppressed.ts';
import { readBaseline } from '../triage/read-baseline.ts';
import { sortOutKnown } from '../triage/sort-out-known.ts';
import { formatBaseline, planBaseline } from '../triage/write-baseline.ts';
import { replaceFile } from '../write/replace-file.ts';
import { namesBeside } from './baseline-files.ts';
import { diskFiles } from './disk-files.ts';

/**
 * Writes everything that a report counts into a baseline, whole or not at all, and returns the report without it. Reasons
 * in the baseline that was there are kept, and so are its entries about blueprints that the report is not of. Throws a
 * UserError where an error cannot be put into a baseline, and `environment` where the file cannot be written.
 */
export function writeBaseline(report: FindingsReport, file: string, cwd: string): FindingsReport {
  const path = resolve(cwd, file);
  refuseErrors(report);
  const nameFile = namesBeside(path, cwd);
  const checked = new Set(report.files.map(nameFile));
  const entries = planBaseline({
    findings: report.findings,
    before: entriesBefore(path, cwd),
    nameFile,
    isKept: (name) => !checked.has(name) && existsSync(join(dirname(path), name)),
  });
  if (entries.length > MOST_ENTRIES) {
    const hint = 'turn rules off in the configuration until they are worth looking at';
    throw new UserError('baseline', `a baseline holds up to ${MOST_ENTRIES} findings`, hint);
  }
  replaceFile(path, formatBaseline(entries));
  const reasons = new Map(entries.map(({ fingerprint, reason }) => [fingerprint, reason]));
  const { findings, suppressed } = sortOutKnown(report.findings, {
    reasonFor: (fingerprint) => reasons.get(fingerprint) ?? null,
    nameFile,
  });
  return { ...report, findings, suppressed: orderSuppressed([...report.suppressed, ...suppressed]) };
}

/** Behind an error that leaves no model are findings that nobody knows yet: half a baseline would look like a whole one. */
function refuseErrors({ findings }: FindingsReport): void {
  const error = findings.find(({ rule, severity }) => severity === 'error' && isStageRule(rule));
  if (error === undefined) return;
  const file = error.span.source.path;
  throw new UserError(
    'baseline',
    `no baseline can be written while "${file}" has errors that leave no model`,
    `correct them first: lintel validate ${file}`,
  );
}

function entriesBefore(path: string, cwd: string): readonly BaselineEntry[] {
  const read = diskFiles(cwd, null).read(path);
  if (!('source' in read)) return [];
  try {
    return readBaseline(read.source);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(error.code, error.message, 'correct it, or remove it, and its reasons with it');
  }
}
