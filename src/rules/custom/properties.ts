import type { Element, IntegrationOperation } from '../../model/model.ts';
import {
  type PlainValue,
  type Property,
  type PropertyType,
  type PropertyValue,
  propertiesOfTier,
  type Reading,
  valueAt,
} from './property.ts';

/** What custom rules may speak of, tier by tier. A key that is not here is not resolved into anything that compares. */
export const PROPERTIES: readonly Property[] = [
  ...ofEvery({ title: 'text', description: 'text', owner: 'text', tags: 'texts' }),
  ...propertiesOfTier('devices', {
    gateway: own('text', 'gateway', (app) => app.gateway.name),
    plan: own('text', 'plan', (app) => app.plan?.name ?? null),
    population: own('number', 'population', (app) => app.population),
    timeout: own('duration', 'timeout', (app) => app.timeoutMs),
    'offline.share': own('share', 'offline.share', (app) => app.offline?.share ?? null),
  }),
  ...propertiesOfTier('gateway', {
    authenticates: own('text', 'authenticates', (gateway) => gateway.authenticates?.name ?? null),
    deadline: own('duration', 'deadline', (gateway) => gateway.deadlineMs),
    'plans.rate': ofPlans('rate', 'rate', (plan) => plan.ratePerSecond),
    'plans.burst': ofPlans('number', 'burst', (plan) => plan.burst),
    'plans.per': ofPlans('text', 'per', (plan) => plan.per),
    'routes.to': ofRoutes('text', 'to', (route) => route.to.name),
    'routes.cache': ofRoutes('duration', 'cache', (route) => route.cacheMs),
    'routes.cache-per': ofRoutes('text', 'cache-per', (route) => route.cachePer),
    'routes.idempotency': ofRoutes('text', 'idempotency', (route) => route.idempotency),
    'routes.public': ofRoutes('flag', 'public', (route) => route.public),
  }),
  ...propertiesOfTier('frontends', {
    'operations.deadline': [
      'duration',
      ({ operations }) =>
        operations.map((one) => valueAt({ thing: one, path: one.path, keys: 'deadline' }, one.deadlineMs)),
    ],
    'gathers.optional': ofGathers('flag', 'optional', (gather) => gather.optional),
    'gathers.timeout': ofGathers('duration', 'timeout', (gather) => gather.timeoutMs),
  }),
  ...propertiesOfTier('integrations', {
    reaches: own('text', 'reaches', (integration) => integration.reaches.name),
    'resilience.timeout': ofCalls('duration', 'timeout', ({ timeoutMs }) => timeoutMs),
    'resilience.retries': ofCalls('number', 'retries', ({ retries }) => retries),
    'resilience.breaker.errors': ofCalls('share', 'breaker.errors', ({ breaker }) => breaker?.errors ?? null),
    'resilience.breaker.over': ofCalls('number', 'breaker.over', ({ breaker }) => breaker?.over ?? null),
    'resilience.breaker.open': ofCalls('duration', 'breaker.open', ({ breaker }) => breaker?.openMs ?? null),
  }),
  ...propertiesOfTier('mobileServices', {
    kind: own('text', 'kind', (service) => service.kind.id),
    'storage.engine': ofStorage('text', 'engine', ({ engine }) => engine),
    'storage.size': ofStorage('size', 'size', ({ sizeBytes }) => sizeBytes),
    'collections.conflict': [
      'text',
      ({ settings, path, span }) =>
        (settings.kind === 'sync' ? settings.collections : []).map((one) => {
          const thing = { written: one.written, span };
          return valueAt({ thing, path: `${path}.collections.${one.name}`, keys: 'conflict' }, one.conflict);
        }),
    ],
    tombstones: ofSettings('duration', 'tombstones', (of) => of.kind === 'sync' && of.tombstonesMs),
    retention: ofSettings('duration', 'retention', (of) => 'retentionMs' in of && of.retentionMs),
    'token-lifetime': ofSettings('duration', 'token-lifetime', (of) => of.kind === 'identity' && of.tokenMs),
    'minimum-version': ofSettings(
      'text',
      'minimum-version',
      (of) => of.kind === 'security' && of.minimumVersion,
    ),
  }),
  ...propertiesOfTier('backends', {
    protocol: own('text', 'protocol', (backend) => backend.protocol),
    contract: own('text', 'contract', (backend) => backend.contract.file),
    'behaves.latency.p50': ofBehaviour('duration', 'latency.p50', ({ latency }) => latency.p50Ms),
    'behaves.latency.p99': ofBehaviour('duration', 'latency.p99', ({ latency }) => latency.p99Ms),
    'behaves.errors': ofBehaviour('share', 'errors', ({ errors }) => errors),
    'behaves.capacity': ofBehaviour('rate', 'capacity', ({ capacityPerSecond }) => capacityPerSecond),
  }),
];

type Of<T extends Element['tier']> = Extract<Element, { readonly tier: T }>;
type Item<L extends readonly unknown[]> = L[number];

function ofEvery(
  types: Readonly<Record<'title' | 'description' | 'owner' | 'tags', PropertyType>>,
): readonly Property[] {
  return (['title', 'description', 'owner', 'tags'] as const).map((name) => ({
    name,
    tier: null,
    type: types[name],
    valuesOf: (element) => [valueAt({ thing: element, path: element.path, keys: name }, element[name])],
  }));
}

/** Of the element itself. */
function own<E extends Element>(
  type: PropertyType,
  keys: string,
  read: (element: E) => PlainValue,
): readonly [PropertyType, (element: E) => readonly PropertyValue[]] {
  return [type, (element) => [valueAt({ thing: element, path: element.path, keys }, read(element))]];
}

function ofPlans(
  type: PropertyType,
  keys: string,
  read: (plan: Item<Of<'gateway'>['plans']>) => PlainValue,
): Reading<'gateway'> {
  return [
    type,
    ({ plans, path }) =>
      plans.map((plan) => valueAt({ thing: plan, path: `${path}.plans.${plan.name}`, keys }, read(plan))),
  ];
}

function ofRoutes(
  type: PropertyType,
  keys: string,
  read: (route: Item<Of<'gateway'>['routes']>) => PlainValue,
): Reading<'gateway'> {
  return [
    type,
    ({ routes }) => routes.map((route) => valueAt({ thing: route, path: route.path, keys }, read(route))),
  ];
}

function ofGathers(
  type: PropertyType,
  keys: string,
  read: (gather: Item<Item<Of<'frontends'>['operations']>['gathers']>) => PlainValue,
): Reading<'frontends'> {
  return [
    type,
    ({ operations }) =>
      operations.flatMap(({ gathers, path }) =>
        gathers.map((one) => valueAt({ thing: one, path: `${path}.gathers.${one.part}`, keys }, read(one))),
      ),
  ];
}

/** Of every operation that calls a backend system. */
function ofCalls(
  type: PropertyType,
  keys: string,
  read: (resilience: IntegrationOperation['resilience']) => PlainValue,
): Reading<'integrations'> {
  return [
    type,
    ({ operations }) =>
      operations.map(({ resilience, span, path }) => {
        const thing = { written: resilience.written, span };
        return valueAt({ thing, path: `${path}.resilience`, keys }, read(resilience));
      }),
  ];
}

function ofStorage(
  type: PropertyType,
  key: string,
  read: (storage: NonNullable<Of<'mobileServices'>['storage']>) => PlainValue,
): Reading<'mobileServices'> {
  return [
    type,
    (service) => {
      const { storage, path } = service;
      if (storage === null) return [valueAt({ thing: service, path, keys: `storage.${key}` }, null)];
      const span = service.written.get('storage') ?? service.span;
      const thing = { written: storage.written, span };
      return [valueAt({ thing, path: `${path}.storage`, keys: key }, read(storage))];
    },
  ];
}

/** Of the services of the kind that has the setting; `read` returns false for the others. */
function ofSettings(
  type: PropertyType,
  keys: string,
  read: (settings: Of<'mobileServices'>['settings']) => PlainValue,
): Reading<'mobileServices'> {
  return [
    type,
    (service) => {
      const value = read(service.settings);
      return value === false ? [] : [valueAt({ thing: service, path: service.path, keys }, value)];
    },
  ];
}

function ofBehaviour(
  type: PropertyType,
  keys: string,
  read: (behaves: Of<'backends'>['behaves']) => PlainValue,
): Reading<'backends'> {
  return [
    type,
    (backend) => {
      const span = backend.written.get('behaves') ?? backend.span;
      const thing = { written: backend.behaves.written, span };
      return [valueAt({ thing, path: `${backend.path}.behaves`, keys }, read(backend.behaves))];
    },
  ];
}
