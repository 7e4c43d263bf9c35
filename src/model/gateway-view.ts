import { entriesAt } from '../blueprint/fields.ts';
import type { KindId, KindStep } from '../kinds/kind.ts';
import { hasForm } from './http-path.ts';
import type { Gateway, MobileService, Route } from './model.ts';
import { createPathIndex, type PathIndex } from './path-index.ts';
import type { Declared } from './resolve/declared-names.ts';

/** A gateway as phones see it, with indexes, so that thousands of steps are resolved quickly. */
export interface GatewayView {
  readonly gateway: Gateway;
  /** Null: no route takes the path. `broken`: the route that does leads nowhere, which is reported there. */
  readonly route: (path: string) => Route | 'broken' | null;
  /** What an element behind a route answers. */
  readonly answers: (to: Route['to']) => Answers;
  /** Who runs a step of a kind: the first mobile service of the kind whose operations routes of the gateway cover. */
  readonly server: (kind: KindId, step: KindStep) => Server;
  /** True if the blueprint has a mobile service of a kind that there is not. */
  readonly hasUnknownKinds: boolean;
}

/** Who runs a step of a mobile service, or why nobody does. */
export type Server =
  | { readonly served: true; readonly service: MobileService; readonly route: Route }
  | {
      readonly served: false;
      /** The first service of the kind; null: there is none. */
      readonly service: MobileService | null;
      /** Paths of it that no route covers. */
      readonly uncovered: readonly string[];
    };

export interface Answers {
  readonly list: readonly Answer[];
  readonly index: PathIndex<Answer>;
}

export interface Answer {
  readonly method: string;
  readonly path: string;
  /** False: only other services may call it. */
  readonly forDevices: boolean;
}

/** The mobile services of a blueprint. */
export interface MobilePlatform {
  readonly services: readonly MobileService[];
  readonly hasUnknownKinds: boolean;
}

/** Returns the view of a resolved gateway; `declared` is the same one as written. */
export function createGatewayView(
  gateway: Gateway,
  declared: Declared,
  platform: MobilePlatform,
): GatewayView {
  const { services, hasUnknownKinds } = platform;
  const entries = declared.node === null ? [] : entriesAt(declared.node, 'routes');
  const written = entries.map((entry) => entry.key).filter((pattern) => hasForm('route', pattern));
  const patterns = createPathIndex(written, (pattern) => pattern);
  const resolved = new Map(gateway.routes.map((route) => [route.pattern, route]));
  const answers = new Map<string, Answers>();
  const servers = new Map<KindId, Server>();
  const route = (path: string) => {
    const pattern = patterns.best(path);
    return pattern === null ? null : (resolved.get(pattern) ?? 'broken');
  };
  return {
    gateway,
    route,
    answers: (to) => {
      const known = answers.get(to.name) ?? createAnswers(to);
      answers.set(to.name, known);
      return known;
    },
    server: (kind, step) => {
      const known =
        servers.get(kind) ??
        findServer(
          services.filter((one) => one.kind.id === kind),
          step,
          route,
        );
      servers.set(kind, known);
      return known;
    },
    hasUnknownKinds,
  };
}

function findServer(
  services: readonly MobileService[],
  step: KindStep,
  routeOf: GatewayView['route'],
): Server {
  const covers = (service: MobileService, path: string) => {
    const route = routeOf(path);
    return route !== null && route !== 'broken' && route.to.name === service.name;
  };
  for (const service of services) {
    const paths = pathsOf(service, step);
    const route = routeOf(paths[0] ?? '');
    if (route === null || route === 'broken' || !paths.every((path) => covers(service, path))) continue;
    return { served: true, service, route };
  }
  const [service = null] = services;
  const uncovered = service === null ? [] : pathsOf(service, step).filter((path) => !covers(service, path));
  return { served: false, service, uncovered };
}

function pathsOf(service: MobileService, step: KindStep): readonly string[] {
  const { operations } = service.kind;
  const paths = step.operations.flatMap((name) => operations.find((one) => one.name === name)?.path ?? []);
  return [...new Set(paths)];
}

/** Returns what an element behind a gateway answers, with an index by path. */
export function createAnswers(to: Route['to']): Answers {
  const list: readonly Answer[] =
    to.tier === 'frontends'
      ? to.operations.map(({ http }) => ({ method: http.method, path: http.path, forDevices: true }))
      : to.kind.operations.map(({ method, path, audience }) => ({
          method,
          path,
          forDevices: audience === 'device',
        }));
  return { list, index: createPathIndex(list, (answer) => answer.path) };
}
