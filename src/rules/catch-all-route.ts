import { isParameter, segmentsOf } from '../model/http-path.ts';
import type { Route } from '../model/model.ts';
import { exposedOperations } from './exposed-operation.ts';
import type { Rule } from './rule.ts';
import { narrowPatterns } from './shared/narrow-patterns.ts';
import { named, quotedList } from './shared/wording.ts';

/** Routes that take whatever no other route takes. */
export const catchAllRoute: Rule = {
  id: 'catch-all-route',
  group: 'security',
  severity: 'warning',
  summary: 'A route takes every path.',
  why: 'A gateway is to hide the landscape: what it does not know it should refuse. With such a route the service behind it answers every probe, its health checks among them, and each operation it ever gets is public at once.',
  example: {
    bad: `
gateway:
  mobile-api:
    routes:
      /account/**: null
      /**: { to: account }
`,
    good: `
gateway:
  mobile-api:
    routes:
      /account/**: { to: account }
`,
  },
  check: (model, report) => {
    for (const gateway of model.gateways) {
      const everything = gateway.routes.filter(takesEverything);
      if (everything.length === 0) continue;
      const exposed = exposedOperations(gateway);
      for (const route of everything) {
        // That it opens what is for other services says more.
        if (exposed.has(route)) continue;
        report({
          message: `route "${route.pattern}" of API gateway "${gateway.name}" hands every path on to ${named(model, route.to)}`,
          span: route.span,
          path: route.path,
          hint: `name what is behind it: ${quotedList(narrowPatterns(operationsOf(route)))}`,
        });
      }
    }
  },
};

function takesEverything({ pattern }: Route): boolean {
  const segments = segmentsOf(pattern);
  return segments.at(-1) === '**' && segments.slice(0, -1).every(isParameter);
}

function operationsOf({ to }: Route): readonly { readonly path: string }[] {
  if (to.tier === 'frontends') return to.operations.map(({ http }) => http);
  return to.kind.operations.filter((operation) => operation.audience === 'device');
}
