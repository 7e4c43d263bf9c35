import type { Rule } from './rule.ts';

/** Blueprints that nothing is asked of. */
export const noObjective: Rule = {
  id: 'no-objective',
  group: 'operations',
  severity: 'info',
  summary: 'A blueprint has no objectives.',
  why: 'Without them a simulation shows figures and judges nothing: no pipeline fails when answers become too slow.',
  example: {
    bad: `
objectives: null
`,
    good: `
objectives:
  - { step: GET /home, p95: 2s, success: 97% }
`,
  },
  check: (model, report) => {
    const [app] = model.devices;
    if (model.objectives.length > 0 || app === undefined) return;
    const journey = app.journeys[0]?.name ?? 'name';
    report({
      message: `nothing is said of how quick and how reliable the journeys of mobile application "${app.name}" have to be`,
      span: app.span,
      path: 'objectives',
      hint: `add an objective, for example "objectives: [{ journey: ${journey}, p95: 3s, success: 99% }]"`,
    });
  },
};
