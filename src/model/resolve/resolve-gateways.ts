import { DEFAULTS } from '../../blueprint/defaults.ts';
import {
  entryAt,
  flagAt,
  mapsAt,
  numberAt,
  optionalQuantityAt,
  quantityAt,
  textAt,
} from '../../blueprint/fields.ts';
import { parseDuration, parseRate } from '../../blueprint/quantities.ts';
import { nearFix } from '../../diagnostics/edits.ts';
import type { MapEntry, MapNode } from '../../source/parsed-document.ts';
import { type Answer, createAnswers } from '../gateway-view.ts';
import { hasForm, shapeOfPath } from '../http-path.ts';
import type { Frontend, Gateway, MobileService, Plan, Route } from '../model.ts';
import { createPathIndex } from '../path-index.ts';
import type { Declared } from './declared-names.ts';
import { reportOverlap } from './path-overlap.ts';
import { referTo } from './references.ts';
import { elementBase, type Resolution, reportAt, writtenIn } from './resolution.ts';

/** What a gateway may route to, by name. */
export interface Routable {
  readonly frontends: ReadonlyMap<string, Frontend>;
  readonly mobileServices: ReadonlyMap<string, MobileService>;
}

type MapValueEntry = MapEntry & { readonly value: MapNode };

/** Returns the gateway, without the routes that are wrong; these are reported. */
export function resolveGateway(work: Resolution, declared: Declared, to: Routable): Gateway | null {
  const { node } = declared;
  if (node === null) return null;
  const entries = mapsAt(node, 'routes').filter((entry) => hasForm('route', entry.key));
  const patterns = entries.map((entry) => entry.key);
  if (reportOverlap(work, declared, { what: 'routes', patterns })) return null;
  checkAmbiguous(work, declared, entries);
  const routes = entries.flatMap((entry) => resolveRoute(work, declared, { entry, to }) ?? []);
  checkRoutesReach(work, declared, routes);
  return {
    ...elementBase(work, declared),
    tier: 'gateway',
    authenticates: resolveIdentity(work, declared, { node, to }),
    deadlineMs: quantityAt(node, 'deadline', { parse: parseDuration, default: DEFAULTS.gateway.deadline }),
    plans: mapsAt(node, 'plans').map(readPlan),
    routes,
  };
}

function resolveIdentity(
  work: Resolution,
  declared: Declared,
  of: { readonly node: MapNode; readonly to: Routable },
): MobileService | null {
  const name = textAt(of.node, 'authenticates');
  const span = entryAt(of.node, 'authenticates')?.value.span;
  if (name === null || span === undefined) return null;
  const place = { span, path: `${declared.path}.authenticates` };
  const to = referTo(work, declared, { name, place });
  if (to === null) return null;
  if (to.kind !== null && to.kind.id === 'identity') return of.to.mobileServices.get(name) ?? null;
  if (to.tier !== 'mobileServices' || to.kind !== null) {
    const identities = [...of.to.mobileServices.values()].filter((service) => service.kind.id === 'identity');
    const hint = identities[0]
      ? `did you mean "${identities[0].name}"?`
      : 'add a mobile service of the kind identity';
    reportAt(work, place, {
      rule: 'unknown-reference',
      message: `API gateway "${declared.name}" authenticates with "${name}", which is no identity service`,
      hint,
      fix: nearFix(place.span, name, hint),
    });
  }
  return null;
}

function readPlan(entry: MapValueEntry): Plan {
  const ratePerSecond = quantityAt(entry.value, 'rate', { parse: parseRate, default: '1/s' });
  return {
    name: entry.key,
    ratePerSecond,
    burst: numberAt(entry.value, 'burst') ?? Math.max(1, Math.ceil(ratePerSecond)),
    per: textAt(entry.value, 'per') === 'device' ? 'device' : DEFAULTS.gateway.per,
    span: entry.keySpan,
    written: writtenIn(entry.value),
  };
}

function resolveRoute(
  work: Resolution,
  declared: Declared,
  of: { readonly entry: MapValueEntry; readonly to: Routable },
): Route | null {
  const { key: pattern, value: node, keySpan: span } = of.entry;
  const path = `${declared.path}.routes.${pattern}`;
  const name = textAt(node, 'to');
  const nameSpan = entryAt(node, 'to')?.value.span;
  if (name === null || nameSpan === undefined) return null;
  const target = referTo(work, declared, { name, place: { span: nameSpan, path: `${path}.to` } });
  const to = of.to.frontends.get(name) ?? of.to.mobileServices.get(name);
  if (target === null || to === undefined) return null;
  return {
    pattern,
    to,
    cacheMs: optionalQuantityAt(node, 'cache', parseDuration),
    cachePer: textAt(node, 'cache-per') === 'everyone' ? 'everyone' : DEFAULTS.gateway.cachePer,
    idempotency: textAt(node, 'idempotency') === 'required' ? 'required' : DEFAULTS.gateway.idempotency,
    public: flagAt(node, 'public') ?? (to.tier === 'mobileServices' && to.kind.id === 'identity'),
    span,
    path,
    written: writtenIn(node),
  };
}

/**
 * Reports the routes that reach no operation. A route reaches an operation whose path it takes; and, as a route with a
 * fixed segment may serve one value of a parameter, one whose path takes the route's.
 */
function checkRoutesReach(work: Resolution, declared: Declared, routes: readonly Route[]): void {
  const index = createPathIndex(routes, (route) => route.pattern);
  const targets = new Map(routes.map(({ to }) => [to.name, to]));
  const answers = new Map([...targets].map(([name, to]) => [name, createAnswers(to)]));
  const reached = new Set<Route>();
  for (const [name, { list }] of answers) {
    for (const answer of list.filter((one) => one.forDevices)) {
      for (const route of index.all(answer.path)) if (route.to.name === name) reached.add(route);
    }
  }
  for (const route of routes) {
    const known = answers.get(route.to.name);
    const isNarrow = known?.index.all(route.pattern).some((answer) => answer.forDevices);
    if (reached.has(route) || isNarrow) continue;
    const noun = work.names.get(route.to.name)?.noun ?? declared.noun;
    reportAt(work, route, {
      rule: 'route',
      message: `route "${route.pattern}" reaches no operation of ${noun} "${route.to.name}"`,
      hint: pathsHint(work, route.pattern, known?.list ?? []),
    });
  }
}

function pathsHint(work: Resolution, pattern: string, answers: readonly Answer[]): string | undefined {
  const known = answers.filter((answer) => answer.forDevices);
  if (known.length === 0) return 'it has no operation that phones may call';
  return work.suggest(pattern, () => known.map((answer) => answer.path), 'its operations are at');
}

function checkAmbiguous(work: Resolution, declared: Declared, entries: readonly MapValueEntry[]): void {
  const first = new Map<string, MapValueEntry>();
  for (const entry of entries) {
    const shape = shapeOfPath(entry.key);
    const other = first.get(shape);
    if (other === undefined) {
      first.set(shape, entry);
      continue;
    }
    reportAt(
      work,
      { span: entry.keySpan, path: `${declared.path}.routes.${entry.key}` },
      {
        rule: 'route',
        message: `routes "${other.key}" and "${entry.key}" of API gateway "${declared.name}" take the same paths`,
        hint: 'keep one of the two',
        related: [{ message: `"${other.key}" is declared here`, span: other.keySpan }],
      },
    );
  }
}
