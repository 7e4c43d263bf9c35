import { fixOf, removeEntry } from '../diagnostics/edits.ts';
import type { Route } from '../model/model.ts';
import type { Rule } from './rule.ts';

/** Routes without a token to what is not made for that. */
export const publicRoute: Rule = {
  id: 'public-route',
  group: 'security',
  severity: 'warning',
  summary: 'A route lets requests in without a token.',
  why: 'Whoever finds the route gets in, and no plan limits how often. A phone has its token before its first screen; only signing in, and asking whether a version of the application may run, come before it.',
  example: {
    bad: `
gateway:
  mobile-api:
    routes:
      /account/**: { to: account, public: true }
`,
    good: `
gateway:
  mobile-api:
    routes:
      /security/**: { to: app-check, public: true }
`,
  },
  check: (model, report) => {
    for (const gateway of model.gateways) {
      // Where nobody is asked for a token, that is what is wrong.
      if (gateway.authenticates === null) continue;
      for (const route of gateway.routes) {
        if (!route.public || comesBeforeToken(route)) continue;
        const span = route.written.get('public') ?? route.span;
        report({
          message: `route "${route.pattern}" of API gateway "${gateway.name}" lets requests in without a token`,
          span,
          path: `${route.path}.public`,
          hint: 'leave "public" out: a phone has its token before its first screen',
          ...fixOf({
            title: `ask for a token on the route "${route.pattern}"`,
            safety: 'suggestion',
            edits: [removeEntry(span)],
          }),
        });
      }
    }
  },
};

function comesBeforeToken({ to }: Route): boolean {
  return to.tier === 'mobileServices' && (to.kind.id === 'identity' || to.kind.id === 'security');
}
