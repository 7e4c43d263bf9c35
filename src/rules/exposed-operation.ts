import { fixOf } from '../diagnostics/edits.ts';
import { shapeOfPath } from '../model/http-path.ts';
import type { Gateway, MobileService, Route } from '../model/model.ts';
import { createPathIndex } from '../model/path-index.ts';
import type { Rule } from './rule.ts';
import { narrowPatterns } from './shared/narrow-patterns.ts';
import { quotedList } from './shared/wording.ts';

/** Routes on which phones reach what only other services are to call. */
export const exposedOperation: Rule = {
  id: 'exposed-operation',
  group: 'security',
  severity: 'warning',
  summary: 'A route lets phones call what is only for other services.',
  why: 'A gateway hands on every path that a route takes. With the operation to send messages among them, each phone can send messages to all the others.',
  example: {
    bad: `
gateway:
  mobile-api:
    routes:
      /push/**: null
      /**: { to: push }
`,
    good: `
gateway:
  mobile-api:
    routes:
      /push/**: { to: push }
`,
  },
  check: (model, report) => {
    for (const gateway of model.gateways) {
      for (const [route, { service, operations }] of exposedOperations(gateway)) {
        const patterns = narrowPatterns(service.kind.operations.filter((one) => one.audience === 'device'));
        report({
          message: `route "${route.pattern}" lets phones call ${quotedList(operations)} of mobile service "${service.name}", which is only for other services`,
          span: route.span,
          path: route.path,
          hint: `phones need no more than ${quotedList(patterns)}`,
          ...narrowed({ gateway, route }, patterns),
        });
      }
    }
  },
};

interface Exposed {
  readonly service: MobileService;
  /** `POST /sender`. */
  readonly operations: readonly string[];
}

/** Returns the routes that phones reach operations for other services on, in the order of the mobile services. */
export function exposedOperations(gateway: Gateway): ReadonlyMap<Route, Exposed> {
  const index = createPathIndex(gateway.routes, (route) => route.pattern);
  const exposed = new Map<Route, Exposed>();
  for (const service of new Set(gateway.routes.map((route) => route.to))) {
    if (service.tier !== 'mobileServices') continue;
    for (const { method, path, ...operation } of service.kind.operations) {
      // What is public is for everybody: the keys of an identity service.
      if (operation.audience === 'device' || operation.public) continue;
      const route = index.best(path);
      if (route?.to !== service) continue;
      const others = exposed.get(route)?.operations ?? [];
      exposed.set(route, { service, operations: [...others, `${method} ${path}`] });
    }
  }
  return exposed;
}

function narrowed(
  { gateway, route }: { readonly gateway: Gateway; readonly route: Route },
  patterns: readonly string[],
) {
  const [pattern, another] = patterns;
  const taken = gateway.routes.some((one) => shapeOfPath(one.pattern) === pattern);
  if (pattern === undefined || another !== undefined || taken) return {};
  return fixOf({
    title: `narrow the route to "${pattern}"`,
    safety: 'suggestion',
    edits: [{ span: route.span, text: pattern }],
  });
}
