import type { Contract, ContractOperation } from '../../src/contracts/contract.ts';
import type { Kind, KindId } from '../../src/kinds/kind.ts';
import type {
  Backend,
  DeviceApp,
  Edge,
  Element,
  Frontend,
  Gateway,
  Integration,
  MobileService,
  MobileSettings,
  Model,
  Provider,
  Scenario,
} from '../../src/model/model.ts';
import { mobileIntegration } from '../../src/patterns/mobile-integration.ts';
import type { Pattern } from '../../src/patterns/pattern.ts';
import { createSource, type Span } from '../../src/source/source.ts';

const source = createSource('sample.blueprint.yaml', 'blueprint: mobile-integration/v1\nname: sample\n');
const span: Span = { source, start: 0, end: 9 };

/** What a hand-made model is made of: names by tier; an edge is `from -> to`, with a `?` at its end when optional. */
export interface SampleSpec {
  readonly title?: string;
  readonly devices?: readonly string[];
  readonly gateways?: readonly string[];
  readonly frontends?: readonly string[];
  readonly integrations?: readonly string[];
  readonly mobileServices?: Readonly<Record<string, KindId>>;
  readonly backends?: readonly string[];
  readonly providers?: readonly string[];
  readonly edges?: readonly string[];
  readonly scenarios?: readonly Scenario[];
}

/** The blueprint of the article in small: three frontends, three integrations, all five mobile services. */
export const retail: SampleSpec = {
  title: 'Omnichannel retail',
  devices: ['shopper-app', 'store-associate-app'],
  gateways: ['mobile-api'],
  frontends: ['storefront', 'checkout', 'account'],
  integrations: ['crm-integration', 'catalog-integration', 'erp-integration'],
  mobileServices: {
    push: 'push',
    sync: 'sync',
    analytics: 'metrics',
    'app-check': 'security',
    identity: 'identity',
  },
  backends: ['crm', 'catalog', 'erp'],
  providers: ['push-fcm', 'push-apns'],
  edges: [
    'shopper-app -> mobile-api',
    'store-associate-app -> mobile-api',
    'mobile-api -> storefront',
    'mobile-api -> checkout',
    'mobile-api -> account',
    'mobile-api -> push',
    'mobile-api -> sync',
    'mobile-api -> analytics',
    'mobile-api -> app-check',
    'mobile-api -> identity',
    'storefront -> crm-integration',
    'storefront -> catalog-integration ?',
    'storefront -> erp-integration ?',
    'checkout -> erp-integration',
    'checkout -> push ?',
    'account -> crm-integration',
    'crm-integration -> crm',
    'catalog-integration -> catalog',
    'erp-integration -> erp',
    'push -> push-fcm',
    'push -> push-apns',
    'push -> push/storage',
    'sync -> sync/storage',
    'analytics -> analytics/storage',
    'app-check -> app-check/storage',
    'identity -> identity/storage',
  ],
};

/** Returns a model with the elements and edges of the spec; what a figure or a report does not read is left plain. */
export function sampleModel(spec: SampleSpec = retail): Model {
  const gateways = (spec.gateways ?? []).map(gateway);
  const first = gateways[0] ?? gateway('no-gateway');
  const backends = (spec.backends ?? []).map(backend);
  const anyBackend = backends[0] ?? backend('no-backend');
  const providers = (spec.providers ?? []).map(provider);
  const parts = {
    devices: (spec.devices ?? []).map((name) => device(name, first)),
    gateways,
    frontends: (spec.frontends ?? []).map(frontend),
    integrations: (spec.integrations ?? []).map((name) => integration(name, anyBackend)),
    mobileServices: Object.entries(spec.mobileServices ?? {}).map(([name, kind]) =>
      mobileService(name, kind),
    ),
    backends,
    providers,
  };
  const elements: readonly Element[] = Object.values(parts).flat();
  return {
    source,
    name: 'sample',
    title: spec.title ?? 'Sample',
    description: '',
    owner: 'team-sample',
    digest: `sha256:${'0a'.repeat(32)}`,
    pattern,
    ...parts,
    elements,
    edges: (spec.edges ?? []).map(edge),
    objectives: [],
    scenarios: spec.scenarios ?? [],
    patches: [],
  };
}

const pattern: Pattern = {
  id: 'mobile-integration/v1',
  title: 'Mobile integration',
  tiers: [
    tier('devices', 'Mobile devices', 'mobile application'),
    tier('gateway', 'API gateway', 'API gateway'),
    tier('frontends', 'Frontend microservices', 'frontend microservice'),
    tier('integrations', 'Integration microservices', 'integration microservice'),
    tier('mobileServices', 'Mobile services', 'mobile service'),
    tier('backends', 'Backend systems', 'backend system'),
    tier('providers', 'Push providers', 'push provider'),
  ],
  edges: mobileIntegration.edges,
};

function tier(key: Pattern['tiers'][number]['key'], title: string, noun: string): Pattern['tiers'][number] {
  return { key, title, noun, inBlueprint: key !== 'providers' };
}

function base(name: string, path: string) {
  return {
    name,
    title: name,
    description: '',
    owner: 'team-sample',
    tags: [],
    formerly: [],
    span,
    path: `${path}.${name}`,
    written: new Map(),
  };
}

function device(name: string, to: Gateway): DeviceApp {
  const journey = (journeyName: string, share: number) => ({
    name: journeyName,
    share,
    steps: [],
    span,
    path: `devices.${name}.journeys.${journeyName}`,
    written: new Map(),
  });
  return {
    ...base(name, 'devices'),
    tier: 'devices',
    gateway: to,
    plan: null,
    population: 1000,
    platforms: [{ platform: 'android', share: 1 }],
    versions: [{ version: '1.0.0', share: 1 }],
    networks: [],
    offline: null,
    timeoutMs: 10_000,
    data: {},
    journeys: [journey('open-app', 0.7), journey('buy', 0.3)],
  };
}

function gateway(name: string): Gateway {
  const rest = { authenticates: null, deadlineMs: 3000, plans: [], routes: [] };
  return { ...base(name, 'gateway'), tier: 'gateway', ...rest };
}

function frontend(name: string): Frontend {
  return { ...base(name, 'frontends'), tier: 'frontends', operations: [] };
}

function integration(name: string, reaches: Backend): Integration {
  return { ...base(name, 'integrations'), tier: 'integrations', reaches, operations: [] };
}

function mobileService(name: string, kind: KindId): MobileService {
  const described: Kind = { id: kind, title: kind, summary: '', operations: [], step: null, settings: {} };
  return {
    ...base(name, 'mobileServices'),
    tier: 'mobileServices',
    kind: described,
    storage: { engine: 'sqlite', sizeBytes: 2 ** 30, written: new Map() },
    settings: settingsOf(kind),
  };
}

function settingsOf(kind: KindId): MobileSettings {
  switch (kind) {
    case 'push':
      return { kind, providers: [], retentionMs: 2_592_000_000 };
    case 'sync':
      return { kind, collections: [], tombstonesMs: 172_800_000 };
    case 'metrics':
      return { kind, retentionMs: 86_400_000 };
    case 'security':
      return { kind, minimumVersion: null, disabledVersions: [] };
    case 'identity':
      return { kind, tokenMs: 300_000 };
  }
}

const plain = { latency: { p50Ms: 20, p99Ms: 100 }, errors: 0, capacityPerSecond: null, written: new Map() };
const operations: readonly ContractOperation[] = [];
const contract: Contract = {
  protocol: 'rest',
  file: 'contracts/sample.openapi.yaml',
  text: '',
  title: 'Sample',
  version: '1.0.0',
  basePath: '',
  operations,
  schemas: {},
  soap: null,
};

function backend(name: string): Backend {
  return { ...base(name, 'backends'), tier: 'backends', protocol: 'rest', contract, behaves: plain };
}

function provider(name: string): Provider {
  const which = name.endsWith('apns') ? 'apns' : 'fcm';
  return { ...base(name, 'providers'), tier: 'providers', provider: which, behaves: plain };
}

function edge(text: string): Edge {
  const [from = '', to = '', mark = ''] = text.split(/ -> | (?=\?)/);
  const kind = to.endsWith('/storage') ? 'storage' : 'call';
  return { from, to, kind, optional: mark === '?', span };
}
