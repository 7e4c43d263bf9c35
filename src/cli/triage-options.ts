import type { TriageOptions } from '../api/triage.ts';
import { escapeControl } from '../diagnostics/escape-control.ts';
import type { FindingsReport } from '../diagnostics/findings-report.ts';
import type { Io } from './io.ts';

/** What the command line says about what becomes of findings. */
export interface TriageWords {
  readonly config?: string;
  readonly baseline?: string;
  readonly writeBaseline?: string;
  readonly changedSince?: string;
}

/** Returns what was asked for. What the user should know beside the findings is told on stderr, each sentence once. */
export function triageOptions(words: TriageWords, io: Io): TriageOptions {
  const told = new Set<string>();
  const tell = (sentence: string) => {
    if (!told.has(sentence)) io.stderr.write(`${escapeControl(sentence)}\n`);
    told.add(sentence);
  };
  const { config = null, baseline, writeBaseline, changedSince = null } = words;
  if (writeBaseline !== undefined) return { config, baseline: { type: 'none' }, changedSince, tell };
  const choice = baseline === undefined ? CONFIGURED : ({ type: 'file', file: baseline } as const);
  return { config, baseline: choice, changedSince, tell };
}

const CONFIGURED = { type: 'configured' } as const;

/** Writes the findings of a report into a baseline, where that was asked for, and returns what still counts. */
export async function withBaseline(
  report: FindingsReport,
  file: string | undefined,
  io: Io,
): Promise<FindingsReport> {
  if (file === undefined) return report;
  const { writeBaseline } = await import('../api/write-baseline.ts');
  const left = writeBaseline(report, file, io.cwd());
  const count = left.suppressed.length - report.suppressed.length;
  io.stderr.write(`${escapeControl(file)}: ${count} ${count === 1 ? 'finding' : 'findings'} written\n`);
  return left;
}
