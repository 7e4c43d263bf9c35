import { fixOf } from '../diagnostics/edits.ts';
import { callerNames } from '../expressions/caller-names.ts';
import type { FrontendOperation, Gateway, Gather, Model, Route } from '../model/model.ts';
import type { Rule, RuleFinding } from './rule.ts';
import { readsCaller } from './shared/reads-caller.ts';
import { waysIn } from './shared/ways-in.ts';

/** Caches that give one caller's answer to the next. */
export const sharedCache: Rule = {
  id: 'shared-cache',
  group: 'security',
  severity: 'warning',
  summary: 'A cache for everyone keeps answers that depend on the caller.',
  why: "The first caller's answer is given to all who ask while it is fresh: one customer sees another one's data.",
  example: {
    bad: `
gateway:
  mobile-api:
    routes:
      /account/**: { cache: 5s, cache-per: everyone }
`,
    good: `
gateway:
  mobile-api:
    routes:
      /account/**: { cache: 5s }
      /products/**: { cache: 2s, cache-per: everyone }
`,
  },
  check: (model, report) => {
    for (const { gateway, route, operation } of waysIn(model)) {
      if (operation.http.method !== 'GET' || !isShared(gateway, route)) continue;
      const part = operation.gathers.find((gather) => dependsOnCaller(operation, gather));
      if (part === undefined) continue;
      const related = [{ message: `part "${part.part}" depends on the caller`, span: part.span }];
      report({ ...finding(route, `operation "${operation.name}" answers by who asks`), related });
    }
    for (const { gateway, route } of routesOf(model)) {
      if (route.to.tier !== 'mobileServices' || !isShared(gateway, route)) continue;
      if (route.to.kind.id !== 'sync') continue;
      report(finding(route, `mobile service "${route.to.name}" keeps a collection for each caller`));
    }
  },
};

function routesOf(model: Model) {
  return model.gateways.flatMap((gateway) => gateway.routes.map((route) => ({ gateway, route })));
}

/** Without a token there is no caller whom an answer could depend on. */
function isShared(gateway: Gateway, route: Route): boolean {
  const hasCaller = gateway.authenticates !== null && !route.public;
  return hasCaller && route.cacheMs !== null && route.cachePer === 'everyone';
}

/**
 * True if a part is asked for by who the caller is: by an expression; by a path parameter that is not in the request's own
 * path, which is then the caller's id; or from a service that keeps the data of callers apart.
 */
function dependsOnCaller(operation: FrontendOperation, gather: Gather): boolean {
  const { from, sends } = gather;
  if (from.type === 'mobileService') {
    const { id } = from.element.kind;
    if (id === 'sync' || id === 'push') return true;
    return sends !== null && readsCaller(sends);
  }
  if (sends !== null) return readsCaller(sends);
  const { path, behind } = callerNames(gather, operation.http.parameters);
  return path.length + behind.length > 0;
}

function finding(route: Route, reason: string): RuleFinding {
  const span = route.written.get('cache-per') ?? route.span;
  return {
    message: `route "${route.pattern}" gives one caller's answers to everyone, but ${reason}`,
    span,
    path: `${route.path}.cache-per`,
    hint: 'leave "cache-per" out: a cached answer is then only for the caller who got it first',
    ...fixOf({
      title: `keep the answers of the route "${route.pattern}" for each caller`,
      safety: 'suggestion',
      edits: [{ span, text: 'caller' }],
    }),
  };
}
