import { fixOf, removeEntry } from '../diagnostics/edits.ts';
import { takesPath } from '../model/http-path.ts';
import type { Model, Route } from '../model/model.ts';
import type { Rule } from './rule.ts';
import { waysIn } from './shared/ways-in.ts';

/** Settings of routes that no request meets. */
export const idleSetting: Rule = {
  id: 'idle-setting',
  group: 'operations',
  severity: 'info',
  summary: 'A setting of a route has no effect.',
  why: 'Whoever reads it counts on it: on a cache that nothing goes into, or on a key that nobody is asked for.',
  example: {
    bad: `
gateway:
  mobile-api:
    routes:
      /home: { idempotency: required }
`,
    good: `
gateway:
  mobile-api:
    routes:
      /home: { cache: 5s }
`,
  },
  check: (model, report) => {
    const methods = methodsOf(model);
    for (const { routes } of model.gateways) {
      for (const route of routes) {
        const idle = idleIn(route, methods.get(route) ?? new Set());
        if (idle === null) continue;
        const { key, because } = idle;
        const span = route.written.get(key) ?? route.span;
        report({
          message: `"${key}" of route "${route.pattern}" has no effect: ${because}`,
          span,
          path: `${route.path}.${key}`,
          hint: 'take it out',
          ...fixOf({ title: `remove "${key}"`, safety: 'safe', edits: [removeEntry(span)] }),
        });
      }
    }
  },
};

interface Idle {
  readonly key: string;
  readonly because: string;
}

/** One at a time: without a cache, for whom it is has no effect either. */
function idleIn(route: Route, methods: ReadonlySet<string>): Idle | null {
  // That nothing at all takes the route is another finding.
  if (methods.size === 0) return null;
  if (route.cacheMs !== null && !methods.has('GET'))
    return {
      key: 'cache',
      because: 'only answers to GET are kept, and no operation behind it has that method',
    };
  if (route.cacheMs === null && route.written.has('cache-per'))
    return { key: 'cache-per', because: 'the route has no "cache"' };
  const changes = [...methods].some((method) => method !== 'GET' && method !== 'HEAD');
  if (route.idempotency === 'required' && !changes)
    return { key: 'idempotency', because: 'no operation behind it changes anything' };
  return null;
}

function methodsOf(model: Model): ReadonlyMap<Route, ReadonlySet<string>> {
  const methods = new Map<Route, Set<string>>();
  const add = (route: Route, method: string) => {
    const known = methods.get(route);
    if (known) known.add(method);
    else methods.set(route, new Set([method]));
  };
  for (const { route, operation } of waysIn(model)) add(route, operation.http.method);
  for (const route of model.gateways.flatMap((gateway) => gateway.routes)) {
    if (route.to.tier !== 'mobileServices') continue;
    for (const { method, path } of route.to.kind.operations) {
      if (takesPath(route.pattern, path) || takesPath(path, route.pattern)) add(route, method);
    }
  }
  return methods;
}
