import type { KindId } from '../../kinds/kind.ts';
import type { Design, Screen } from '../design/design.ts';
import { gatewayName, serviceNames } from '../design/element-names.ts';
import { type Block, type BlockEntry, block, noted } from '../yaml-text.ts';

/** Returns the `gateway` of a blueprint: the one way in, with a route for each first segment of the screens' paths. */
export function writeGateway(design: Design): Block {
  return block({
    [gatewayName]: block([
      { key: 'title', value: 'API gateway' },
      noted('authenticates', serviceNames.identity, 'every request needs a token, but for public routes'),
      noted('deadline', '4s', 'longer than any frontend microservice, shorter than a phone waits'),
      {
        key: 'plans',
        value: block([
          noted('standard', { rate: '10/s', burst: 40, per: 'device' }, 'so much for one phone'),
        ]),
      },
      { key: 'routes', value: block([...screenRoutes(design), ...serviceRoutes(design.services)]) },
    ]),
  });
}

function screenRoutes({ screens, systems }: Design): readonly BlockEntry[] {
  const tops = [...new Set(screens.map(({ path }) => topOf(path)))];
  const everybodys = new Set(
    systems
      .filter(({ role, entity }) => role === 'catalogue' && entity.owner === null)
      .map((one) => one.name),
  );
  return tops.map((top) => {
    const own = screens.filter(({ path }) => topOf(path) === top);
    const to = own[0]?.frontend ?? '';
    const pattern = own.some(({ path }) => path !== top) ? `${top}/**` : top;
    return { key: pattern, value: { to, ...routeOptions(own, everybodys, systems) } };
  });
}

/** What may be reused is said once for all, what may be repeated only with a key to know it again by. */
function routeOptions(
  screens: readonly Screen[],
  everybodys: ReadonlySet<string>,
  systems: Design['systems'],
): { readonly [option: string]: string } {
  if (screens.some(({ method }) => method === 'POST')) return { idempotency: 'required' };
  if (screens.some(({ path }) => path === '/home')) return { cache: '5s' };
  const reached = screens.flatMap(({ parts }) => parts.map(({ from }) => from.split('.', 1)[0]));
  const names = systems.filter(({ integration }) => reached.includes(integration)).map(({ name }) => name);
  return names.every((name) => everybodys.has(name)) ? { cache: '5s', 'cache-per': 'everyone' } : {};
}

const SERVICE_ROUTES: readonly (readonly [KindId, string])[] = [
  ['identity', '/auth/**'],
  ['security', '/security/**'],
  ['sync', '/sync/**'],
  ['push', '/push/**'],
  ['metrics', '/metrics'],
];

function serviceRoutes(services: ReadonlySet<KindId>): readonly BlockEntry[] {
  return SERVICE_ROUTES.filter(([kind]) => services.has(kind)).map(([kind, pattern]) => {
    const to = serviceNames[kind];
    if (kind !== 'identity') return { key: pattern, value: { to } };
    return noted(pattern, { to, public: true }, 'how a phone gets its token');
  });
}

function topOf(path: string): string {
  return `/${path.split('/')[1] ?? ''}`;
}
