import type {
  Backend,
  DeviceApp,
  ElementBase,
  FaultEffect,
  FaultSpec,
  Frontend,
  Gateway,
  Integration,
  LoadPhase,
  Model,
  Network,
  Objective,
  Route,
  Scenario,
  Step,
} from '../../src/model/model.ts';
import { createSource } from '../../src/source/source.ts';

/** A model made by hand, of one element a tier: what the simulation reads of it, and nothing to resolve. */
const span = { source: createSource('tiny.blueprint.yaml', 'name: tiny\n'), start: 0, end: 4 };

const base = (name: string, path: string): ElementBase => ({
  name,
  title: name,
  description: '',
  owner: '',
  tags: [],
  formerly: [],
  span,
  path,
  written: new Map(),
});

/** A network without delay and loss, so that tests measure nothing of it. */
export const idealNetwork: Network = {
  name: 'ideal',
  roundTripMs: 0,
  downKbitPerSecond: 1e9,
  upKbitPerSecond: 1e9,
  loss: 0,
};

const behaves = { latency: { p50Ms: 1, p99Ms: 2 }, errors: 0, capacityPerSecond: null, written: new Map() };

const warehouse: Backend = {
  ...base('warehouse', 'backends.warehouse'),
  tier: 'backends',
  protocol: 'rest',
  contract: {
    protocol: 'rest',
    file: 'warehouse.yaml',
    text: '',
    title: '',
    version: '1',
    basePath: '',
    operations: [],
    schemas: {},
    soap: null,
  },
  behaves,
};

const adapter: Integration = {
  ...base('adapter', 'integrations.adapter'),
  tier: 'integrations',
  reaches: warehouse,
  operations: [],
};

const shop: Frontend = { ...base('shop', 'frontends.shop'), tier: 'frontends', operations: [] };

const route: Route = {
  pattern: '/items/{sku}',
  to: shop,
  cacheMs: null,
  cachePer: 'caller',
  idempotency: 'accepted',
  public: false,
  span,
  path: 'gateway.api.routes',
  written: new Map(),
};

const api: Gateway = {
  ...base('api', 'gateway.api'),
  tier: 'gateway',
  authenticates: null,
  deadlineMs: 3000,
  plans: [],
  routes: [route],
};

/** Returns a request step of a journey. */
export function request(label: string, body?: unknown): Step {
  const [method = '', path = ''] = label.split(' ');
  return { type: 'request', label, method, path, body, bodyPlaces: new Map(), route, span };
}

/** Returns a thinking step of a journey. */
export function think(minMs: number, maxMs: number): Step {
  return { type: 'think', minMs, maxMs, span };
}

/** Returns an application whose phones run one journey, `browse`. */
export function tinyApp(steps: readonly Step[], changes: Partial<DeviceApp> = {}): DeviceApp {
  return {
    ...base('phone', 'devices.phone'),
    tier: 'devices',
    gateway: api,
    plan: null,
    population: 50,
    platforms: [
      { platform: 'android', share: 0.6 },
      { platform: 'ios', share: 0.4 },
    ],
    versions: [{ version: '1.0.0', share: 1 }],
    networks: [{ network: idealNetwork, share: 1 }],
    offline: null,
    timeoutMs: 2000,
    data: { sku: ['a1', 'b2', 'c3'], amount: [1, 2] },
    journeys: [
      { name: 'browse', share: 1, steps, span, path: 'devices.phone.journeys.browse', written: new Map() },
    ],
    ...changes,
  };
}

/** Returns the model phone -> api -> shop -> adapter -> warehouse. */
export function tinyModel(
  apps: readonly DeviceApp[] = [tinyApp([request('GET /items/{sku}')])],
  changes: Partial<Model> = {},
): Model {
  const edge = (from: string, to: string) => ({ from, to, kind: 'call' as const, optional: false, span });
  return {
    source: span.source,
    name: 'tiny',
    title: 'Tiny',
    description: '',
    owner: '',
    digest: 'sha256:0',
    pattern: { id: 'mobile-integration/v1', title: '', tiers: [], edges: [] },
    devices: apps,
    gateways: [api],
    frontends: [shop],
    integrations: [adapter],
    mobileServices: [],
    backends: [warehouse],
    providers: [],
    elements: [...apps, api, shop, adapter, warehouse],
    edges: [
      ...apps.map(({ name }) => edge(name, 'api')),
      edge('api', 'shop'),
      edge('shop', 'adapter'),
      edge('adapter', 'warehouse'),
    ],
    objectives: [],
    scenarios: [],
    patches: [],
    ...changes,
  };
}

/** Returns a scenario with a constant load. */
export function tinyScenario(
  perSecond: number,
  durationMs: number,
  faults: readonly FaultSpec[] = [],
): Scenario {
  const load: LoadPhase[] = [
    { fromMs: 0, toMs: durationMs, startPerSecond: perSecond, endPerSecond: perSecond },
  ];
  return {
    name: 'everyday',
    description: '',
    load,
    durationMs,
    faults,
    span,
    path: 'scenarios.everyday',
    written: new Map(),
  };
}

/** Returns a fault on an element, or on an edge written `a -> b`. */
export function fault(on: string, effect: FaultEffect, changes: Partial<FaultSpec> = {}): FaultSpec {
  const [from = '', to] = on.split(' -> ');
  return {
    on: to === undefined ? { type: 'element', element: from } : { type: 'edge', from, to },
    effect,
    fromMs: 0,
    toMs: null,
    share: 1,
    first: null,
    span: null,
    expression: `${on}: ${effect.kind}`,
    ...changes,
  };
}

/** Returns an objective on a journey or, where the subject has a space in it, on a step. */
export function objective(subject: string, metric: Objective['metric']): Objective {
  const step = subject.includes(' ');
  return {
    expression: `${subject} ${metric.type}`,
    subject: step ? { type: 'step', label: subject } : { type: 'journey', journey: subject },
    metric,
    span,
    path: 'objectives.tiny',
    place: 'objectives.0.tiny',
  };
}
