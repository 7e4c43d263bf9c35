import type { Rule } from './rule.ts';

/** Gateways that let each caller ask as often as it likes. */
export const noRateLimit: Rule = {
  id: 'no-rate-limit',
  group: 'security',
  severity: 'warning',
  summary: 'A gateway has no plan, so nothing limits how many requests a caller makes.',
  why: 'One phone with a bug, or a script with its token, takes the capacity of the backend systems from all the others.',
  example: {
    bad: `
devices:
  shopper-app: { plan: null }
gateway:
  mobile-api: { plans: null }
`,
    good: `
gateway:
  mobile-api:
    plans:
      shopper: { rate: 10/s, burst: 40, per: device }
`,
  },
  check: (model, report) => {
    for (const gateway of model.gateways) {
      if (gateway.plans.length > 0) continue;
      report({
        message: `API gateway "${gateway.name}" limits nobody: it has no plan`,
        span: gateway.span,
        path: gateway.path,
        hint: 'add one, for example "plans: { standard: { rate: 10/s, burst: 40, per: device } }"',
      });
    }
  },
};
