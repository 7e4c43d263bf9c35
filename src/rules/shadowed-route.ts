import { fixOf, removeEntry } from '../diagnostics/edits.ts';
import { takesPath } from '../model/http-path.ts';
import type { Gateway, Route } from '../model/model.ts';
import { createPathIndex } from '../model/path-index.ts';
import type { Rule } from './rule.ts';
import { waysIn } from './shared/ways-in.ts';
import { named } from './shared/wording.ts';

/** Routes whose requests all take another one. */
export const shadowedRoute: Rule = {
  id: 'shadowed-route',
  group: 'references',
  severity: 'warning',
  summary: 'Every operation that a route leads to is taken by more specific routes.',
  why: 'What the route says, that an Idempotency-Key is required or who may cache, holds for no request at all.',
  example: {
    bad: `
gateway:
  mobile-api:
    routes:
      /orders: { to: checkout }
`,
    good: `
gateway:
  mobile-api:
    routes:
      /orders/**: { to: checkout, idempotency: required }
`,
  },
  check: (model, report) => {
    const leading = new Set(waysIn(model).map((way) => way.route));
    for (const gateway of model.gateways) {
      const toServices = routesToServices(gateway);
      for (const route of gateway.routes) {
        if (leading.has(route) || toServices.has(route)) continue;
        report({
          message: `no request takes the route "${route.pattern}": more specific ones lead to all operations of ${named(model, route.to)} below it`,
          span: route.span,
          path: route.path,
          hint: 'move what it says to the routes that are taken, or remove it',
          ...fixOf({
            title: `remove the route "${route.pattern}"`,
            safety: 'suggestion',
            edits: [removeEntry(route.span)],
          }),
        });
      }
    }
  },
};

/** The routes of a gateway that operations of mobile services are called on. */
function routesToServices({ routes }: Gateway): ReadonlySet<Route> {
  const index = createPathIndex(routes, (route) => route.pattern);
  const reached = new Set<Route>();
  for (const service of new Set(routes.map((route) => route.to))) {
    if (service.tier !== 'mobileServices') continue;
    for (const { path } of service.kind.operations) {
      const route = index.best(path);
      if (route?.to === service) reached.add(route);
    }
  }
  for (const route of routes) {
    if (route.to.tier !== 'mobileServices' || reached.has(route)) continue;
    const isNarrow = route.to.kind.operations.some(
      ({ path }) => takesPath(path, route.pattern) && !takesPath(route.pattern, path),
    );
    if (isNarrow) reached.add(route);
  }
  return reached;
}
