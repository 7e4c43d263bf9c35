import type { Model } from '../model/model.ts';
import type { Rule } from './rule.ts';
import { wordList } from './shared/wording.ts';

/** Precautions that no scenario needs. */
export const untestedResilience: Rule = {
  id: 'untested-resilience',
  group: 'operations',
  severity: 'info',
  summary: 'The blueprint has retries or breakers, and none of its scenarios has a fault.',
  why: 'Whether a screen is of use without a part, and whether a breaker opens in time, shows when something fails. In a simulation that costs nothing.',
  example: {
    bad: `
scenarios:
  backend-outage: null
  slow-networks: null
`,
    good: `
scenarios:
  backend-outage:
    load: 20/s
    faults: [{ on: crm, kind: status, status: 503, between: 10s..20s }]
`,
  },
  check: (model, report) => {
    const [scenario] = model.scenarios;
    if (scenario === undefined || model.scenarios.some(({ faults }) => faults.length > 0)) return;
    const precautions = precautionsOf(model);
    if (precautions.length === 0) return;
    report({
      message: `no scenario has a fault, so nothing shows whether ${wordList(precautions)} do what they are for`,
      span: scenario.span,
      path: scenario.path,
      hint: 'add a scenario in which a backend fails: "faults: [{ on: NAME, kind: status, status: 503, between: 10s..20s }]"',
    });
  },
};

/** None where there are but optional parts: those take no figures that could be wrong. */
function precautionsOf(model: Model): readonly string[] {
  const gathers = model.frontends.flatMap(({ operations }) => operations.flatMap((one) => one.gathers));
  const resiliences = model.integrations.flatMap(({ operations }) => operations.map((one) => one.resilience));
  const tuned = [
    ...(resiliences.some((one) => one.retries > 0) ? ['retries'] : []),
    ...(resiliences.some((one) => one.breaker !== null) ? ['breakers'] : []),
  ];
  if (tuned.length === 0) return [];
  return gathers.some((gather) => gather.optional) ? ['optional parts', ...tuned] : tuned;
}
