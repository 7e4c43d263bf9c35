import type { Contract, ContractOperation } from '../contracts/contract.ts';
import type { Kind, KindOperation } from '../kinds/kind.ts';
import type { Pattern } from '../patterns/pattern.ts';
import type { Source, Span } from '../source/source.ts';

/**
 * A blueprint resolved: every reference is an object link, every default applied, every quantity a number.
 * Frozen; what reads it (rules, generation, simulation) never looks at anything earlier.
 * Lists keep the order of the blueprint.
 */
export interface Model {
  readonly source: Source;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly owner: string;
  /** `sha256:<hex>` of the blueprint's text and of the contracts it names. */
  readonly digest: string;
  readonly pattern: Pattern;
  readonly devices: readonly DeviceApp[];
  readonly gateways: readonly Gateway[];
  readonly frontends: readonly Frontend[];
  readonly integrations: readonly Integration[];
  readonly mobileServices: readonly MobileService[];
  readonly backends: readonly Backend[];
  /** Push providers that a push service implies: not written in the blueprint, always stand-ins. */
  readonly providers: readonly Provider[];
  /** Every element above, tier by tier from top to bottom. */
  readonly elements: readonly Element[];
  readonly edges: readonly Edge[];
  readonly objectives: readonly Objective[];
  readonly scenarios: readonly Scenario[];
  /** Changes to generated manifests, in the order in which they are made. */
  readonly patches: readonly Patch[];
}

export type Element = DeviceApp | Gateway | Frontend | Integration | MobileService | Backend | Provider;
export type Tier = Element['tier'];

/**
 * Where the keys of a thing are written: key to the span of its value, so that a rule points at the value it speaks of.
 * A key that is absent here has its default.
 */
export type Written = ReadonlyMap<string, Span>;

export interface ElementBase {
  readonly written: Written;
  /** DNS label, unique in the blueprint. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly owner: string;
  readonly tags: readonly string[];
  /** Names that it had before; those of a provider follow from its service's. */
  readonly formerly: readonly string[];
  /** Of the element's key. */
  readonly span: Span;
  /** E.g. `frontends.storefront`. */
  readonly path: string;
}

/** A population of phones that run journeys: the only source of traffic. */
export interface DeviceApp extends ElementBase {
  readonly tier: 'devices';
  readonly gateway: Gateway;
  readonly plan: Plan | null;
  /** Distinct phones. */
  readonly population: number;
  /** Shares sum to 1. */
  readonly platforms: readonly { readonly platform: 'android' | 'ios'; readonly share: number }[];
  readonly versions: readonly { readonly version: string; readonly share: number }[];
  readonly networks: readonly { readonly network: Network; readonly share: number }[];
  readonly offline: { readonly share: number; readonly minMs: number; readonly maxMs: number } | null;
  readonly timeoutMs: number;
  /** Values for `{name}` in paths and bodies, by name. */
  readonly data: Readonly<Record<string, readonly (string | number)[]>>;
  readonly journeys: readonly Journey[];
}

/** A network between a phone and the gateway. */
export interface Network {
  readonly name: string;
  readonly roundTripMs: number;
  readonly downKbitPerSecond: number;
  readonly upKbitPerSecond: number;
  /** 0 to 1. */
  readonly loss: number;
}

export interface Journey {
  readonly written: Written;
  readonly name: string;
  /** Of the arrivals; the journeys of one app sum to 1. */
  readonly share: number;
  readonly steps: readonly Step[];
  readonly span: Span;
  readonly path: string;
}

export type Step = RequestStep | ThinkStep | ServiceStep;

/** `GET /products/{sku}`. */
export interface RequestStep {
  readonly type: 'request';
  /** `GET /products/{sku}`: as objectives name it. */
  readonly label: string;
  readonly method: string;
  readonly path: string;
  /** JSON with `{name}` placeholders inside strings; undefined where no body is sent. */
  readonly body: unknown;
  /** Where each value of the body is written, by its JSON Pointer (RFC 6901): `/items/0/sku`; the body itself is at `''`. */
  readonly bodyPlaces: ReadonlyMap<string, Span>;
  readonly route: Route;
  readonly span: Span;
}

export interface ThinkStep {
  readonly type: 'think';
  readonly minMs: number;
  readonly maxMs: number;
  readonly span: Span;
}

/** A step that a mobile service's client on the phone runs: `sync: orders`, `track: basket-opened`. */
export interface ServiceStep {
  readonly type: 'service';
  /** `sync: orders`: as objectives name it. */
  readonly label: string;
  readonly action: 'sync' | 'track' | 'subscribe' | 'check';
  /** The collection, event, category or subject. */
  readonly argument: string;
  readonly service: MobileService;
  readonly route: Route;
  readonly span: Span;
}

export interface Gateway extends ElementBase {
  readonly tier: 'gateway';
  /** The identity service whose keys verify tokens; null: nothing is authenticated. */
  readonly authenticates: MobileService | null;
  readonly deadlineMs: number;
  readonly plans: readonly Plan[];
  readonly routes: readonly Route[];
}

/** How many requests are let through, for one app or for one device of it. */
export interface Plan {
  readonly written: Written;
  readonly name: string;
  readonly ratePerSecond: number;
  readonly burst: number;
  readonly per: 'app' | 'device';
  readonly span: Span;
}

export interface Route {
  readonly written: Written;
  /** `/home`, `/products/{sku}`, or with a trailing `/**` for everything below. */
  readonly pattern: string;
  readonly to: Frontend | MobileService;
  /** How long a GET's answer may be reused; null: not cached. */
  readonly cacheMs: number | null;
  /** Whether the answers of one caller may be given to another. */
  readonly cachePer: 'caller' | 'everyone';
  readonly idempotency: 'required' | 'accepted';
  /** True: no token is asked for. */
  readonly public: boolean;
  readonly span: Span;
  readonly path: string;
}

export interface Frontend extends ElementBase {
  readonly tier: 'frontends';
  readonly operations: readonly FrontendOperation[];
}

export interface Http {
  /** Upper case. */
  readonly method: string;
  /** `/products/{sku}`. */
  readonly path: string;
  /** Names of the path's parameters in order. */
  readonly parameters: readonly string[];
}

export interface FrontendOperation {
  readonly written: Written;
  readonly name: string;
  readonly title: string;
  readonly http: Http;
  readonly deadlineMs: number;
  readonly gathers: readonly Gather[];
  readonly span: Span;
  readonly path: string;
}

/** One part of a frontend's answer. Parts without `after` start together. */
export interface Gather {
  readonly written: Written;
  readonly part: string;
  readonly from: IntegrationCall | MobileServiceCall;
  /** A missing optional part is marked, not fatal. */
  readonly optional: boolean;
  /** Parts that must have ended before this one starts. */
  readonly after: readonly string[];
  /** JSONata over `{ params, query, body, caller, parts }` giving the input of the call; null: passed on by name. */
  readonly sends: string | null;
  /** Null: what the deadline leaves. */
  readonly timeoutMs: number | null;
  readonly span: Span;
}

export interface IntegrationCall {
  readonly type: 'integration';
  readonly element: Integration;
  readonly operation: IntegrationOperation;
}

export interface MobileServiceCall {
  readonly type: 'mobileService';
  readonly element: MobileService;
  readonly operation: KindOperation;
}

export interface Integration extends ElementBase {
  readonly tier: 'integrations';
  readonly reaches: Backend;
  readonly operations: readonly IntegrationOperation[];
}

export interface IntegrationOperation {
  readonly written: Written;
  readonly name: string;
  readonly title: string;
  readonly http: Http;
  readonly calls: ContractOperation;
  /** JSONata over `{ params, query, body }` giving the backend's input; null: passed on by name. */
  readonly sends: string | null;
  /** JSONata over the backend's answer; null: passed on as it is. */
  readonly maps: string | null;
  readonly resilience: Resilience;
  readonly span: Span;
  readonly path: string;
}

export interface Resilience {
  readonly written: Written;
  /** Of one attempt. */
  readonly timeoutMs: number;
  /** Further attempts after the first. */
  readonly retries: number;
  readonly breaker: Breaker | null;
}

export interface Breaker {
  /** Share of failures, 0 to 1, at which it opens. */
  readonly errors: number;
  /** Number of last calls that the share is taken over. */
  readonly over: number;
  readonly openMs: number;
}

export interface MobileService extends ElementBase {
  readonly tier: 'mobileServices';
  readonly kind: Kind;
  readonly storage: ContainerStorage | null;
  readonly settings: MobileSettings;
}

/** Container native storage of a mobile service. As an edge's end it is named `<service>/storage`. */
export interface ContainerStorage {
  readonly written: Written;
  readonly engine: 'sqlite';
  readonly sizeBytes: number;
}

export type MobileSettings =
  | { readonly kind: 'push'; readonly providers: readonly Provider[]; readonly retentionMs: number }
  | { readonly kind: 'sync'; readonly collections: readonly SyncCollection[]; readonly tombstonesMs: number }
  | { readonly kind: 'metrics'; readonly retentionMs: number }
  | {
      readonly kind: 'security';
      readonly minimumVersion: string | null;
      readonly disabledVersions: readonly string[];
    }
  | { readonly kind: 'identity'; readonly tokenMs: number };

export interface SyncCollection {
  readonly written: Written;
  readonly name: string;
  readonly conflict: 'client-wins' | 'server-wins' | 'merge-fields' | 'reject';
}

export interface Backend extends ElementBase {
  readonly tier: 'backends';
  readonly protocol: 'rest' | 'soap';
  readonly contract: Contract;
  readonly behaves: Behaviour;
}

/** How a stand-in behaves. */
export interface Behaviour {
  readonly written: Written;
  /** Of a log-normal distribution. */
  readonly latency: { readonly p50Ms: number; readonly p99Ms: number };
  /** Share of requests answered with a 500, 0 to 1. */
  readonly errors: number;
  /** Null: unlimited. */
  readonly capacityPerSecond: number | null;
}

/** A push provider, implied by a push service as `<service>-fcm` or `<service>-apns`. */
export interface Provider extends ElementBase {
  readonly tier: 'providers';
  readonly provider: 'fcm' | 'apns';
  readonly behaves: Behaviour;
}

/** A declared way of traffic. Ends are element names, or `<service>/storage`. Unique by from and to. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  /** What travels: a call, the fetching of signing keys, or reads and writes of storage. */
  readonly kind: 'call' | 'keys' | 'storage';
  /** True if every use of it is an optional part. */
  readonly optional: boolean;
  /** Where it is declared first. */
  readonly span: Span;
}

export interface Objective {
  /** As reported: `open-app p95 <= 1500ms`. One per metric; an objective in the blueprint may give several. */
  readonly expression: string;
  readonly subject:
    | { readonly type: 'journey'; readonly journey: string }
    | { readonly type: 'step'; readonly label: string };
  readonly metric:
    | { readonly type: 'percentile'; readonly percentile: number; readonly limitMs: number }
    | { readonly type: 'success'; readonly limit: number };
  readonly span: Span;
  /** `objectives.<subject>.<metric>`: by what it is about, so that it stays when others come and go. */
  readonly path: string;
  /** Path in the blueprint, as it is written there: `objectives.0.p95`. */
  readonly place: string;
}

export interface Scenario {
  readonly written: Written;
  readonly name: string;
  readonly description: string;
  /** Journeys that start per second, all apps together. */
  readonly load: readonly LoadPhase[];
  readonly durationMs: number;
  readonly faults: readonly FaultSpec[];
  readonly span: Span;
  /** `scenarios.<name>`. */
  readonly path: string;
}

/** From `fromMs` (of the scenario) the rate moves in a line from `startPerSecond` to `endPerSecond` at `toMs`. */
export interface LoadPhase {
  readonly fromMs: number;
  readonly toMs: number;
  readonly startPerSecond: number;
  readonly endPerSecond: number;
}

/** A fault on an element, or on the edge between two. */
export interface FaultSpec {
  readonly on:
    | { readonly type: 'element'; readonly element: string }
    | { readonly type: 'edge'; readonly from: string; readonly to: string };
  readonly effect: FaultEffect;
  readonly fromMs: number;
  /** Null: to the end of the run. */
  readonly toMs: number | null;
  /** Of the requests in the window, 0 to 1. */
  readonly share: number;
  /** Only the first so many requests in the window; null: all. */
  readonly first: number | null;
  readonly span: Span | null;
  /** As a user writes it on the command line; for reports. */
  readonly expression: string;
}

export type FaultEffect =
  | { readonly kind: 'latency'; readonly delayMs: number; readonly jitterMs: number }
  | { readonly kind: 'bandwidth'; readonly kbitPerSecond: number }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'reset' }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'kill' };

/** A change to generated manifests. */
export interface Patch {
  readonly target: PatchTarget;
  readonly change:
    | { readonly type: 'json'; readonly operations: readonly PatchOperation[] }
    /** Laid over the target; plain data, in which null takes a key away. */
    | { readonly type: 'merge'; readonly value: unknown };
  /** Of the whole. */
  readonly span: Span;
  readonly path: string;
}

/** A file, or the Kubernetes objects of a kind; with a file, those in it. At least one of `file` and `kind` is there. */
export interface PatchTarget {
  readonly file: string | null;
  readonly kind: string | null;
  readonly name: string | null;
  readonly span: Span;
}

/** An operation of a JSON Patch (RFC 6902). Paths are the reference tokens of a JSON Pointer (RFC 6901), unescaped. */
export interface PatchOperation {
  readonly op: 'add' | 'remove' | 'replace' | 'move' | 'copy' | 'test';
  readonly path: readonly string[];
  /** Of `move` and `copy`; else empty. */
  readonly from: readonly string[];
  /** Of `add`, `replace` and `test`; else undefined. */
  readonly value: unknown;
  /** Of the path. */
  readonly span: Span;
}
