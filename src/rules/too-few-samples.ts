import type { Objective } from '../model/model.ts';
import { samplesNeeded } from '../model/samples-needed.ts';
import { outlookOf } from '../predict/outlook.ts';
import { samplesPerArrival } from '../predict/samples.ts';
import { arrivalsOf } from '../predict/traffic.ts';
import { inDays, threeDigits } from '../predict/words.ts';
import type { Rule } from './rule.ts';
import { relatedLoad } from './shared/related-load.ts';

/** Objectives that a run of the first scenario cannot judge. */
export const tooFewSamples: Rule = {
  id: 'too-few-samples',
  group: 'objectives',
  severity: 'warning',
  summary: 'The first scenario gives fewer samples of an objective than a verdict on it needs.',
  why: 'A percentile or a share is judged with 95 % confidence, and a few samples prove nothing: a run of the scenario ends inconclusive, whatever it measures.',
  example: {
    bad: `
objectives:
  - { step: POST /orders, p99.9: 3s }
`,
    good: `
objectives:
  - { step: POST /orders, p90: 3s }
`,
  },
  check: (model, report) => {
    const { scenario, traffic } = outlookOf(model);
    if (scenario === null) return;
    const arrivals = arrivalsOf(traffic);
    for (const objective of model.objectives) {
      const perArrival = samplesPerArrival(model, objective.subject);
      const needed = samplesNeeded(shareOf(objective));
      const given = arrivals * perArrival;
      if (given >= needed || given === 0) continue;
      const longMs = (scenario.durationMs * needed) / given;
      report({
        message: `objective "${objective.expression}" needs ${needed} samples, and a run of scenario "${scenario.name}" gives about ${Math.round(given)}: ${threeDigits(arrivals)} journeys x ${threeDigits(perArrival)}`,
        span: objective.span,
        path: objective.path,
        hint: `let the scenario run for ${inDays(Math.ceil(longMs / 1000) * 1000)}, give it more load, or ask for a lower percentile`,
        related: [relatedLoad(scenario)],
      });
    }
  },
};

/** The share of the samples that must keep the objective. */
function shareOf({ metric }: Objective): number {
  return metric.type === 'percentile' ? metric.percentile / 100 : metric.limit;
}
