import { alignColumns, type Cell } from '../../diagnostics/columns.ts';
import { escapeControl } from '../../diagnostics/escape-control.ts';
import type { Palette } from '../../diagnostics/palette.ts';
import { formatMs, formatShare } from '../../diagram/figures.ts';
import type { JourneyResult, PredictedResult, Report, StepResult } from '../report.ts';

/** Returns the journeys and their steps, what was measured beside what was predicted; nothing where there are none. */
export function latenciesBlock({ journeys, steps }: Report, palette: Palette): readonly string[] {
  const rows = [
    ...journeys.map((journey) => rowOf(journeyFigures(journey), palette)),
    ...steps.map((step) => rowOf(stepFigures(step), palette)),
  ];
  if (rows.length === 0) return [];
  const title = (text: string): Cell => ({ text, align: 'right', paint: palette.dim });
  const header = ['', 'p50', 'p95', 'ended well', 'predicted p50', 'p95', 'ends well'].map(title);
  const heading = `${palette.bold('Latency')}  measured, and what the blueprint's own figures predict without faults`;
  return [heading, ...alignColumns([header, ...rows], '  ')];
}

interface Figures {
  readonly name: string;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  /** Null without samples. */
  readonly success: number | null;
  readonly predicted: PredictedResult | null;
}

function journeyFigures({ journey, app, succeeded, failed, ...figures }: JourneyResult): Figures {
  const ended = succeeded + failed;
  return { ...figures, name: `${journey} (${app})`, success: ended === 0 ? null : succeeded / ended };
}

function stepFigures({ label, count, failed, ...figures }: StepResult): Figures {
  return { ...figures, name: label, success: count === 0 ? null : 1 - failed / count };
}

function rowOf({ name, p50Ms, p95Ms, success, predicted }: Figures, palette: Palette): readonly Cell[] {
  const measured = [formatMs(p50Ms), formatMs(p95Ms), shareOrDash(success)];
  const foreseen =
    predicted === null
      ? ['–']
      : [formatMs(predicted.p50Ms), formatMs(predicted.p95Ms), formatShare(predicted.success)];
  return [
    { text: escapeControl(name) },
    ...measured.map((text): Cell => ({ text, align: 'right' })),
    ...foreseen.map((text): Cell => ({ text, align: 'right', paint: palette.dim })),
  ];
}

function shareOrDash(share: number | null): string {
  return share === null ? '–' : formatShare(share);
}
