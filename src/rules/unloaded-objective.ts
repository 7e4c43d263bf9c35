import type { Journey, Model, Objective } from '../model/model.ts';
import type { Rule } from './rule.ts';

/** Objectives about what no scenario ever does. */
export const unloadedObjective: Rule = {
  id: 'unloaded-objective',
  group: 'objectives',
  severity: 'warning',
  summary: 'An objective is about something that gets no load.',
  why: 'Without samples it is inconclusive in every run, and then the run as a whole is: it neither passes nor fails.',
  example: {
    bad: `
devices:
  shopper-app:
    journeys:
      browse: { share: 0% }
      buy: { share: 40% }
`,
    good: `
devices:
  shopper-app:
    journeys:
      browse: { share: 10% }
      buy: { share: 30% }
`,
  },
  check: (model, report) => {
    const reported = new Set<string>();
    for (const objective of model.objectives) {
      const { subject, span, path } = objective;
      const journeys = journeysOf(model, objective);
      if (journeys.some((journey) => journey.share > 0)) continue;
      const what = subject.type === 'journey' ? `journey "${subject.journey}"` : `step "${subject.label}"`;
      // An objective with several limits is one thing to do.
      if (reported.has(what)) continue;
      reported.add(what);
      report({
        message: `the objective about ${what} is never judged: no phone runs ${subject.type === 'journey' ? 'it' : 'a journey with it'}`,
        span,
        path,
        related: journeys.map((journey) => ({
          message: `journey "${journey.name}" has a share of 0%`,
          span: journey.written.get('share') ?? journey.span,
        })),
        hint: 'give the journey a share, or remove the objective',
      });
    }
  },
};

function journeysOf({ devices }: Model, { subject }: Objective): readonly Journey[] {
  const all = devices.flatMap((app) => app.journeys);
  if (subject.type === 'journey') return all.filter(({ name }) => name === subject.journey);
  return all.filter(({ steps }) =>
    steps.some((step) => step.type !== 'think' && step.label === subject.label),
  );
}
