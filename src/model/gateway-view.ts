import { entriesAt } from '../blueprint/fields.ts';
import type { KindId } from '../kinds/kind.ts';
import type { Declared } from './declared-names.ts';
import type { Gateway, MobileService, Route } from './model.ts';
import { createPathIndex, type PathIndex } from './path-index.ts';

/** A gateway as phones see it, with indexes, so that thousands of steps are resolved quickly. */
export interface GatewayView {
  readonly gateway: Gateway;
  /** Null: no route takes the path. `broken`: the route that does leads nowhere, which is reported there. */
  readonly route: (path: string) => Route | 'broken' | null;
  /** What an element behind a route answers. */
  readonly answers: (to: Route['to']) => Answers;
  /** Mobile services of a kind, in the order of the blueprint. */
  readonly services: (kind: KindId) => readonly MobileService[];
}

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

/** Returns the view of a resolved gateway; `declared` is the same one as written. */
export function createGatewayView(
  gateway: Gateway,
  declared: Declared,
  mobileServices: readonly MobileService[],
): GatewayView {
  const written = declared.node === null ? [] : entriesAt(declared.node, 'routes').map((entry) => entry.key);
  const patterns = createPathIndex(written, (pattern) => pattern);
  const resolved = new Map(gateway.routes.map((route) => [route.pattern, route]));
  const answers = new Map<string, Answers>();
  const byKind = new Map<KindId, MobileService[]>();
  for (const service of mobileServices) {
    const others = byKind.get(service.kind.id);
    if (others) others.push(service);
    else byKind.set(service.kind.id, [service]);
  }
  return {
    gateway,
    route: (path) => {
      const pattern = patterns.best(path);
      return pattern === null ? null : (resolved.get(pattern) ?? 'broken');
    },
    answers: (to) => {
      const known = answers.get(to.name) ?? createAnswers(to);
      answers.set(to.name, known);
      return known;
    },
    services: (kind) => byKind.get(kind) ?? [],
  };
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
