import { successOf } from '../predict/outcome.ts';
import { outlookOf } from '../predict/outlook.ts';
import { type Availability, availabilitiesOf } from '../predict/terms.ts';
import { inPercent } from '../predict/words.ts';
import type { Rule } from './rule.ts';
import { largestTerms } from './shared/largest-terms.ts';
import { relatedLoad } from './shared/related-load.ts';

/** Success objectives above the product of the availabilities on the way. */
export const predictedSuccess: Rule = {
  id: 'predicted-success',
  group: 'objectives',
  severity: 'warning',
  summary: 'The product of the availabilities on the way is below the success that an objective asks for.',
  why: 'What needs several systems works only while all of them do. Retries and optional parts raise the product; nothing else in a blueprint does.',
  example: {
    bad: `
backends:
  erp: { behaves: { errors: 30% } }
objectives:
  - { step: GET /orders, success: 95% }
`,
    good: `
backends:
  erp: { behaves: { errors: 10% } }
objectives:
  - { step: GET /orders, success: 95% }
`,
  },
  check: (model, report) => {
    const outlook = outlookOf(model);
    for (const objective of model.objectives) {
      const { metric, subject } = objective;
      if (metric.type !== 'success') continue;
      if (outlook.missBound()(subject, Number.POSITIVE_INFINITY) <= 1 - metric.limit) continue;
      if (!outlook.mayForecast(subject)) continue;
      const forecast = outlook.forecast();
      const outcome = forecast.outcomeOf(subject);
      if (outcome === null || successOf(outcome) >= metric.limit) continue;
      const of = subject.type === 'journey' ? `journey "${subject.journey}"` : `step "${subject.label}"`;
      report({
        message: `${of} is predicted to succeed in ${inPercent(successOf(outcome))} of all cases, below the objective of ${inPercent(metric.limit)}: ${productOf(availabilitiesOf(forecast, subject))}`,
        span: objective.span,
        path: objective.path,
        hint: 'retry what may be repeated, make parts optional that the screen can do without, or ask for less',
        ...(outlook.scenario === null ? {} : { related: [relatedLoad(outlook.scenario)] }),
      });
    }
  },
};

/** `GET /home 98 % x GET /orders 91 %`: what always goes well is left out. */
function productOf(terms: readonly Availability[]): string {
  const { shown, others } = largestTerms(
    terms.filter(({ success }) => success < 0.99995),
    ({ success }) => -success,
  );
  const words = shown.map(({ what, success }) => `${what} ${inPercent(success)}`);
  const rest = others.reduce((product, { success }) => product * success, 1);
  if (others.length > 0) words.push(`${others.length} more ${inPercent(rest)}`);
  return words.join(' x ');
}
