import { formatCount, formatMs, formatShare } from '../diagram/figures.ts';
import type { ObjectiveResult, Report, RunVerdict } from './report.ts';

/** The verdict in one word, as headlines have it. */
export const VERDICT_WORDS: Readonly<Record<RunVerdict, string>> = {
  pass: 'Pass',
  fail: 'Fail',
  inconclusive: 'Inconclusive',
  invalid: 'Invalid',
  unjudged: 'Not judged',
};

/** Returns what the verdict means, as one sentence or two. */
export function explainVerdict(report: Report): string {
  const total = report.objectives.length;
  const failed = report.objectives.filter(({ verdict }) => verdict === 'fail').length;
  const open = report.objectives.filter(({ verdict }) => verdict === 'inconclusive').length;
  switch (report.verdict) {
    case 'pass':
      return total === 1 ? 'The one objective holds.' : `All ${total} objectives hold.`;
    case 'fail':
      return `${failed} of ${total} objectives ${failed === 1 ? 'does' : 'do'} not hold${open > 0 ? `, ${open} could not be judged` : ''}.`;
    case 'inconclusive':
      return `No objective is broken, but ${open} of ${total} could not be judged on so few samples. A longer run or more load would tell.`;
    case 'invalid':
      return `The figures say nothing about the system: ${report.invalidBecause ?? 'the load generator could not keep its schedule'}.`;
    case 'unjudged':
      return 'The blueprint declares no objectives, so there is nothing to hold the figures against.';
  }
}

/** Returns a value of an objective with its unit; `–` for null. */
export function formatValue(value: number | null, unit: ObjectiveResult['unit']): string {
  if (value === null) return '–';
  return unit === 'ms' ? formatMs(value) : formatShare(value);
}

/**
 * Returns the share of samples that must keep the limit for the objective to hold: 0.95 for a p95, the limit itself for
 * a success objective; null where the expression names no percentile.
 */
export function shareNeeded(objective: ObjectiveResult): number | null {
  if (objective.unit === 'share') return objective.limit;
  const percentile = /\bp(\d{1,2}(?:\.\d+)?)\b(?!.*\bp\d)/.exec(objective.expression)?.[1];
  return percentile === undefined ? null : Number((Number(percentile) / 100).toFixed(6));
}

/** Returns what the samples say of an objective, in plain words; the bounds hold with 95 % confidence. */
export function explainObjective(objective: ObjectiveResult): string {
  const { interval, samples, samplesNeeded, unit } = objective;
  if (interval === null) return 'no samples';
  const kept = unit === 'ms' ? `kept ${formatMs(objective.limit)}` : 'succeeded';
  const needed = shareNeeded(objective);
  const asked = needed === null ? '' : `, ${formatShare(needed)} needed`;
  if (objective.verdict === 'pass') return `at least ${formatShare(floor(interval.low))} ${kept}${asked}`;
  if (objective.verdict === 'fail') return `at most ${formatShare(interval.high)} ${kept}${asked}`;
  if (samples < samplesNeeded)
    return `too few samples: ${formatCount(samplesNeeded)} needed, even if none misses`;
  return `${formatShare(floor(interval.low))} to ${formatShare(interval.high)} ${kept}${asked}: more samples would tell`;
}

/** A lower bound is rounded down, so that it is never said to be reached when it is not. */
function floor(share: number): number {
  return share < 0.999 ? Math.floor(share * 1000) / 1000 : share;
}

/** Something that was missing or failed, with where and why. */
export interface Trouble {
  readonly subject: string;
  readonly text: string;
}

/** Returns what was missing, failed, undeclared or never exercised, in the order of the report. */
export function listTroubles(report: Report): readonly Trouble[] {
  const failing = report.steps.filter(({ failed }) => failed > 0);
  const partial = report.steps.filter(({ partial }) => partial > 0);
  const undeclared = report.edges.filter(({ declared }) => !declared);
  const idle = report.edges.filter(({ declared, observed }) => declared && !observed);
  return [
    ...failing.map((step) => ({
      subject: step.label,
      text: `${formatCount(step.failed)} of ${formatCount(step.count)} failed: ${listCounts(step.errors.map(({ error, count }) => [error, count]))}`,
    })),
    ...partial.map((step) => ({ subject: step.label, text: partialOf(step) })),
    ...undeclared.map(({ from, to, count }) => ({
      subject: `${from} -> ${to}`,
      text: `${formatCount(count)} requests on an edge that the blueprint does not declare`,
    })),
    ...idle.map(({ from, to }) => ({ subject: `${from} -> ${to}`, text: 'declared, never exercised' })),
  ];
}

function partialOf(step: Report['steps'][number]): string {
  const share = `${formatCount(step.partial)} of ${formatCount(step.count)} answers came without an optional part`;
  if (step.missing.length === 0) return share;
  return `${share}: ${listCounts(step.missing.map(({ part, count }) => [part, count]))}`;
}

function listCounts(entries: readonly (readonly [string, number])[]): string {
  if (entries.length === 0) return 'no reason was given';
  const shown = entries.slice(0, 4).map(([name, count]) => `${name} (${formatCount(count)})`);
  return entries.length > 4 ? `${shown.join(', ')} and ${entries.length - 4} more` : shown.join(', ');
}

/** Returns when a fault is active: `20 s to 40 s`, `from 20 s`, `the whole run`. */
export function formatWindow(fault: { readonly fromMs: number; readonly toMs: number | null }): string {
  if (fault.toMs === null) return fault.fromMs === 0 ? 'the whole run' : `from ${formatMs(fault.fromMs)}`;
  return `${fault.fromMs === 0 ? '0 s' : formatMs(fault.fromMs)} to ${formatMs(fault.toMs)}`;
}
