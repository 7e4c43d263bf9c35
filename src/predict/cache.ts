import type { Flow } from './flows.ts';

/** Returns what the answer to a request is kept under by the gateway; null where it is not kept. */
export function cacheGroupOf({ app, route, method, path }: Flow): string | null {
  if (route.cacheMs === null || method !== 'GET') return null;
  const owner = isPerCaller(route, app.gateway.authenticates !== null) ? app.name : '';
  return `${app.gateway.name} ${owner} ${path}`;
}

/**
 * Returns how many different answers a request may have: one for each value of its placeholders, and for each phone where
 * answers are not given to others. Phones choose values with equal chance.
 */
export function keysOf({ app, route, path }: Flow): number {
  let keys = isPerCaller(route, app.gateway.authenticates !== null) ? app.population : 1;
  for (const [, name = ''] of path.matchAll(/\{([^{}]+)\}/g))
    keys *= Math.max(1, app.data[name]?.length ?? 1);
  return keys;
}

/**
 * Returns the share of requests that are answered from a cache of the given life, when they come as a Poisson process with
 * `perSecond` in all for `keys` answers: of each cycle of one miss and the lT hits after it, lT / (1 + lT).
 */
export function hitShareOf(
  perSecond: number,
  of: { readonly keys: number; readonly lifeMs: number },
): number {
  const inLife = ((perSecond / of.keys) * of.lifeMs) / 1000;
  return inLife / (1 + inLife);
}

/** Returns the share of hits where only some of the answers may be kept: then a cycle has as many more misses, 1 / share. */
export function hitShareWhere(hitShare: number, storableShare: number): number {
  if (hitShare === 0 || storableShare <= 0) return 0;
  const hitsOfCycle = hitShare / (1 - hitShare);
  return hitsOfCycle / (1 / storableShare + hitsOfCycle);
}

/** A caller is known by its token: without one, all share what is kept. */
function isPerCaller(route: Flow['route'], authenticates: boolean): boolean {
  return route.cachePer === 'caller' && authenticates && !route.public;
}
