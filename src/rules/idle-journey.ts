import type { Rule } from './rule.ts';

/** Journeys that make no traffic. */
export const idleJourney: Rule = {
  id: 'idle-journey',
  group: 'journeys',
  severity: 'warning',
  summary: 'A journey sends nothing.',
  why: 'Its share of the arrivals puts no load on anything: the system is tested with less than the scenario says.',
  example: {
    bad: `
devices:
  shopper-app:
    journeys:
      my-account: { steps: [think: 2s] }
`,
    good: `
devices:
  shopper-app:
    journeys:
      my-account: { steps: [think: 2s, GET /account] }
`,
  },
  check: (model, report) => {
    for (const journey of model.devices.flatMap((app) => app.journeys)) {
      if (journey.steps.some((step) => step.type !== 'think')) continue;
      report({
        message: `journey "${journey.name}" sends nothing, it only waits`,
        span: journey.span,
        path: journey.path,
        hint: 'add a step such as "GET /home", or remove the journey',
      });
    }
  },
};
