import type { Journey, Objective } from '../model/model.ts';
import type { Rule } from './rule.ts';

/** Journeys that may become slow without anybody being told. */
export const unwatchedJourney: Rule = {
  id: 'unwatched-journey',
  group: 'objectives',
  severity: 'info',
  summary: 'No objective is about a journey or about one of its steps.',
  why: 'There are objectives, so a run passes or fails; this journey may fail as a whole, and the run passes.',
  example: {
    bad: `
objectives:
  - { journey: open-app, p95: 6s }
`,
    good: `
objectives:
  - { journey: open-app, p95: 6s }
  - { journey: browse, p95: 6s }
  - { journey: buy, p95: 6s }
  - { step: GET /account, p95: 6s }
`,
  },
  check: (model, report) => {
    // That there are none at all is another finding.
    if (model.objectives.length === 0) return;
    for (const journey of model.devices.flatMap((app) => app.journeys)) {
      const isIdle = journey.share === 0 || journey.steps.every((step) => step.type === 'think');
      if (isIdle || model.objectives.some((objective) => covers(objective, journey))) continue;
      report({
        message: `no objective is about journey "${journey.name}" or one of its steps`,
        span: journey.span,
        path: journey.path,
        hint: `add one, for example "{ journey: ${journey.name}, p95: 3s }"`,
      });
    }
  },
};

function covers({ subject }: Objective, { name, steps }: Journey): boolean {
  if (subject.type === 'journey') return subject.journey === name;
  return steps.some((step) => step.type !== 'think' && step.label === subject.label);
}
