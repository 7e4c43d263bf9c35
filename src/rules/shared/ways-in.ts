import { takesPath } from '../../model/http-path.ts';
import { rememberedFor } from '../../model/memo.ts';
import type { Frontend, FrontendOperation, Gateway, Model, Route } from '../../model/model.ts';
import { createPathIndex, type PathIndex } from '../../model/path-index.ts';

/** A way of requests from a gateway to an operation of a frontend. */
export interface WayIn {
  readonly gateway: Gateway;
  readonly route: Route;
  readonly frontend: Frontend;
  readonly operation: FrontendOperation;
}

/**
 * Returns every way from a gateway to an operation of a frontend: the most specific route that takes the operation's path,
 * and the routes that serve single values of its parameters. In the order of gateways and their routes.
 */
export const waysIn: (model: Model) => readonly WayIn[] = rememberedFor((model) =>
  model.gateways.flatMap(waysOf),
);

function waysOf(gateway: Gateway): readonly WayIn[] {
  const routes = createPathIndex(gateway.routes, (route) => route.pattern);
  const targets = new Set(gateway.routes.map((route) => route.to));
  const reached = new Map<Route, Set<FrontendOperation>>(gateway.routes.map((route) => [route, new Set()]));
  const operations = new Map<Route['to'], PathIndex<FrontendOperation>>();
  for (const frontend of targets) {
    if (frontend.tier !== 'frontends') continue;
    operations.set(
      frontend,
      createPathIndex(frontend.operations, (one) => one.http.path),
    );
    for (const operation of frontend.operations) {
      const route = routes.best(operation.http.path);
      if (route?.to === frontend) reached.get(route)?.add(operation);
    }
  }
  return gateway.routes.flatMap((route) => {
    const { to: frontend } = route;
    if (frontend.tier !== 'frontends') return [];
    const all = reached.get(route) ?? new Set();
    for (const operation of narrow(route, operations.get(frontend))) all.add(operation);
    return [...all].map((operation) => ({ gateway, route, frontend, operation }));
  });
}

/** The operations of which a route serves single values: `/products/new` of `/products/{sku}`, unless one has that path. */
function narrow(route: Route, operations: PathIndex<FrontendOperation> | undefined) {
  const methods = new Set<string>();
  const taking = operations?.all(route.pattern) ?? [];
  return taking
    .filter(({ http }) => methods.size < methods.add(http.method).size)
    .filter(({ http }) => !takesPath(route.pattern, http.path));
}
