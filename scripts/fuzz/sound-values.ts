import fc, { type Arbitrary } from 'fast-check';

/** A backend of the reference blueprint's folder: its contract, and two operations of it with what they are sent. */
const backends = [
  {
    name: 'crm',
    contract: 'contracts/crm.openapi.yaml',
    operations: [
      ['readCustomer', '{ "custNo": "c-1" }'],
      ['updateCustomer', '{ "custNo": "c-1", "language": "en", "consents": [] }'],
    ],
  },
  {
    name: 'catalog',
    contract: 'contracts/catalog.openapi.yaml',
    operations: [
      ['currentOffers', '{ "channel": "APP" }'],
      ['readProduct', '{ "sku": "a" }'],
    ],
  },
  {
    name: 'erp',
    contract: 'contracts/erp.wsdl',
    operations: [
      ['GetStock', '{ "material": "a" }'],
      ['ListOrders', '{ "customerNumber": "c-1", "maximum": 1 }'],
    ],
  },
] as const;

interface Screen {
  readonly method: string;
  readonly parts: readonly string[];
  readonly isOptional: boolean;
}

const screens = fc.array(
  fc.record<Screen>({
    method: fc.constantFrom('GET', 'POST'),
    parts: fc.uniqueArray(fc.constantFrom(...backends.map((backend) => backend.name)), { minLength: 1 }),
    isOptional: fc.boolean(),
  }),
  { minLength: 1, maxLength: 4 },
);

const kinds = fc.uniqueArray(fc.constantFrom('push', 'sync', 'metrics', 'security'), { maxLength: 3 });

/**
 * Blueprints without errors, or nearly so: frontends over integrations over the reference blueprint's backends, mobile
 * services with routes to them, journeys that visit every screen.
 */
export const soundBlueprints: Arbitrary<unknown> = fc
  .record({
    screens: fc.array(screens, { minLength: 1, maxLength: 3 }),
    kinds,
    load: fc.integer({ min: 1, max: 50 }),
  })
  .map(({ screens: frontends, kinds: services, load }) => ({
    blueprint: 'mobile-integration/v1',
    name: 'fuzzed',
    owner: 'team-fuzz',
    devices: {
      app: {
        plan: 'standard',
        journeys: { visit: { steps: [...frontends.flatMap(stepsOf), ...services.flatMap(serviceSteps)] } },
      },
    },
    gateway: {
      api: {
        plans: { standard: { rate: '100/s' } },
        routes: Object.fromEntries([
          ...frontends.map((_, at) => [`/f${at}/**`, { to: `front-${at}` }]),
          ...services.map((kind) => [kind === 'metrics' ? '/metrics' : `/${kind}/**`, { to: `my-${kind}` }]),
        ]),
      },
    },
    frontends: Object.fromEntries(
      frontends.map((all, at) => [`front-${at}`, { operations: operationsOf(all, at) }]),
    ),
    integrations: Object.fromEntries(
      backends.map((backend) => [`${backend.name}-integration`, integrationOf(backend)]),
    ),
    mobileServices: Object.fromEntries(services.map((kind) => [`my-${kind}`, serviceOf(kind)])),
    backends: Object.fromEntries(backends.map(({ name, contract }) => [name, { contract }])),
    objectives: [{ journey: 'visit', p95: '60s', success: '50%' }],
    scenarios: { everyday: { load: `${load}/s`, for: '30s' } },
  }));

function stepsOf(screens: readonly Screen[], at: number): readonly unknown[] {
  return screens.map(({ method }, index) => {
    const request = `${method} /f${at}/s${index}`;
    return method === 'GET' ? request : { request, body: { amount: index } };
  });
}

function serviceSteps(kind: string): readonly unknown[] {
  switch (kind) {
    case 'push':
      return [{ subscribe: 'news' }];
    case 'sync':
      return [{ sync: 'orders' }];
    case 'metrics':
      return [{ track: 'seen' }];
    default:
      return [{ check: 'version' }];
  }
}

function serviceOf(kind: string): unknown {
  return kind === 'sync' ? { kind, collections: { orders: {} } } : { kind };
}

function operationsOf(screens: readonly Screen[], at: number): unknown {
  return Object.fromEntries(
    screens.map(({ method, parts, isOptional }, index) => [
      `screen${index}`,
      {
        http: `${method} /f${at}/s${index}`,
        gathers: Object.fromEntries(
          parts.map((name) => [name, { from: `${name}-integration.first`, optional: isOptional }]),
        ),
      },
    ]),
  );
}

function integrationOf({ name, operations }: (typeof backends)[number]): unknown {
  const [first, second] = operations;
  return {
    reaches: name,
    resilience: { timeout: '400ms', retries: 1 },
    operations: {
      first: { http: `GET /${name}/first`, calls: `${name}.${first[0]}`, sends: first[1] },
      second: { http: `GET /${name}/second`, calls: `${name}.${second[0]}`, sends: second[1] },
    },
  };
}
