import type { Objective } from '../model/model.ts';
import { keptBy, successOf } from '../predict/outcome.ts';
import { outlookOf } from '../predict/outlook.ts';
import { type Term, termsOf } from '../predict/terms.ts';
import { inMs, inPercent } from '../predict/words.ts';
import type { Rule } from './rule.ts';
import { largestTerms } from './shared/largest-terms.ts';
import { relatedLoad } from './shared/related-load.ts';

/** Percentile objectives that the blueprint's own figures do not meet. */
export const predictedLatency: Rule = {
  id: 'predicted-latency',
  group: 'objectives',
  severity: 'warning',
  summary: 'A percentile that an objective asks for is predicted to be missed.',
  why: 'Networks, retries, parts and backends take what the blueprint says they take: where their sum is above the objective, no code can keep it.',
  example: {
    bad: `
objectives:
  - { journey: open-app, p95: 2s }
`,
    good: `
objectives:
  - { journey: open-app, p95: 6s }
`,
  },
  check: (model, report) => {
    const wanted = model.objectives.flatMap(percentileOf);
    if (wanted.length === 0) return;
    const outlook = outlookOf(model);
    for (const { objective, share, limitMs, name } of wanted) {
      if (outlook.missBound()(objective.subject, limitMs) <= 1 - share) continue;
      if (!outlook.mayForecast(objective.subject)) continue;
      const forecast = outlook.forecast();
      const outcome = forecast.outcomeOf(objective.subject);
      if (outcome === null) continue;
      const keptMs = keptBy(outcome, share);
      if (keptMs !== null && keptMs <= limitMs) continue;
      report({
        message: `${name} is predicted to be ${keptMs === null ? `never kept, because ${inPercent(1 - successOf(outcome))} fail` : inMs(keptMs)}, above the objective of ${inMs(limitMs)}; on average ${sumOf(termsOf(forecast, objective.subject))}`,
        span: objective.span,
        path: objective.path,
        hint: '"lintel validate --explain-budget" shows where the time goes',
        ...(outlook.scenario === null ? {} : { related: [relatedLoad(outlook.scenario)] }),
      });
    }
  },
};

interface Wanted {
  readonly objective: Objective;
  readonly share: number;
  readonly limitMs: number;
  /** `p95 of journey "open-app"`. */
  readonly name: string;
}

function percentileOf(objective: Objective): readonly Wanted[] {
  const { metric, subject } = objective;
  if (metric.type !== 'percentile') return [];
  const of = subject.type === 'journey' ? `journey "${subject.journey}"` : `step "${subject.label}"`;
  const { percentile, limitMs } = metric;
  return [{ objective, share: percentile / 100, limitMs, name: `p${percentile} of ${of}` }];
}

/** `GET /home 276 ms + sync: orders 263 ms = 539 ms`. */
function sumOf(terms: readonly Term[]): string {
  const total = terms.reduce((sum, { meanMs }) => sum + meanMs, 0);
  const present = terms.filter(({ meanMs }) => meanMs >= 0.05);
  const { shown, others } = largestTerms(present, ({ meanMs }) => meanMs);
  const words = shown.map(({ what, meanMs }) => `${what} ${inMs(meanMs)}`);
  const rest = others.reduce((sum, { meanMs }) => sum + meanMs, 0);
  if (others.length > 0) words.push(`${others.length} more ${inMs(rest)}`);
  return `${words.join(' + ')} = ${inMs(total)}`;
}
