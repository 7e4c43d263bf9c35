import type { Rule } from './rule.ts';

/** Blueprints that cannot be simulated. */
export const noScenario: Rule = {
  id: 'no-scenario',
  group: 'operations',
  severity: 'info',
  summary: 'A blueprint has no scenario.',
  why: 'A scenario says how much load there is, and there is nothing to simulate without one.',
  example: {
    bad: `
scenarios: null
`,
    good: `
scenarios:
  everyday: { load: 20/s, for: 30s }
`,
  },
  check: (model, report) => {
    const [app] = model.devices;
    if (model.scenarios.length > 0 || app === undefined) return;
    report({
      message: `nothing is said of the load that mobile application "${app.name}" makes: there is no scenario`,
      span: app.span,
      path: 'scenarios',
      hint: 'add one, for example "scenarios: { everyday: { load: 20/s, for: 30s } }"',
    });
  },
};
