import { once } from '../model/memo.ts';
import type {
  Backend,
  DeviceApp,
  FrontendOperation,
  Integration,
  IntegrationCall,
  IntegrationOperation,
  MobileService,
  Model,
} from '../model/model.ts';
import { expectedAttempts } from './attempts.ts';
import { cacheGroupOf, hitShareOf, keysOf } from './cache.ts';
import { attemptsOf, type Flow, flowsOf, hasKey } from './flows.ts';
import { shareBeyond } from './laws.ts';
import { arrivalShare } from './sign-in.ts';

/** What journeys that start at one rate ask of every element, per second. */
export interface OfferedLoad {
  readonly journeysPerSecond: number;
  /** In the order of the flows. */
  readonly flows: readonly FlowLoad[];
  /** Requests that an application sends with a token, which its plan counts. */
  readonly counted: ReadonlyMap<DeviceApp, number>;
  /** By operation of an integration; those that no journey reaches are absent. */
  readonly calls: ReadonlyMap<IntegrationOperation, CallLoad>;
  readonly backends: ReadonlyMap<Backend, BackendLoad>;
  /** Requests by the name of the operation of a mobile service. */
  readonly services: ReadonlyMap<MobileService, ReadonlyMap<string, number>>;
}

export interface FlowLoad {
  readonly flow: Flow;
  readonly perSecond: number;
  /** Share that the gateway answers from its cache. */
  readonly hitShare: number;
}

/** Calls of a backend, made by one operation of an integration. */
export interface CallLoad {
  readonly integration: Integration;
  readonly operation: IntegrationOperation;
  /** Requests that reach the operation, as far as the gateway's cache does not answer them. */
  readonly perSecond: number;
  /** The same without a cache: so many come while the backend fails, because failures are not kept. */
  readonly uncachedPerSecond: number;
  /** Attempts on the backend as it behaves by itself. */
  readonly attemptsPerSecond: number;
  /** Attempts if each fails: every request without a cache, times its attempts. */
  readonly mostPerSecond: number;
  /** The most attempts that one request sets off. */
  readonly attempts: number;
}

export interface BackendLoad {
  readonly calls: readonly CallLoad[];
  readonly expectedPerSecond: number;
  readonly uncachedPerSecond: number;
  readonly mostPerSecond: number;
}

/** Returns the load of a model while so many journeys start per second, all applications together. */
export function loadAt(model: Model, journeysPerSecond: number): OfferedLoad {
  const flows = flowLoads(model, journeysPerSecond);
  const counted = new Map<DeviceApp, number>();
  const services = new Map<MobileService, Map<string, number>>();
  const asked = {
    withKey: new Map<FrontendOperation, Rates>(),
    withoutKey: new Map<FrontendOperation, Rates>(),
  };
  for (const { flow, perSecond, hitShare } of flows) {
    const { app, route, target, method } = flow;
    const passed = perSecond * (1 - hitShare);
    if (!route.public && app.gateway.authenticates !== null) increase(counted, app, perSecond);
    if (target.type === 'service')
      addService(services, target.element, { name: target.operation.name, passed });
    else {
      const rates = hasKey(method) ? asked.withKey : asked.withoutKey;
      const before = rates.get(target.operation);
      rates.set(target.operation, {
        perSecond: (before?.perSecond ?? 0) + passed,
        uncachedPerSecond: (before?.uncachedPerSecond ?? 0) + perSecond,
      });
    }
  }
  const calls = new Map<IntegrationOperation, Growing<CallLoad>>();
  for (const [withKey, rates] of [
    [true, asked.withKey],
    [false, asked.withoutKey],
  ] as const) {
    for (const [{ gathers }, rate] of rates) {
      for (const { from } of gathers) {
        if (from.type === 'integration') addCall(calls, from, { ...rate, withKey });
        else addService(services, from.element, { name: from.operation.name, passed: rate.perSecond });
      }
    }
  }
  return { journeysPerSecond, flows, counted, calls, backends: backendLoads(calls.values()), services };
}

/** Requests on a declared edge, per second. */
export interface EdgeLoad {
  readonly from: string;
  readonly to: string;
  readonly perSecond: number;
}

/** Returns the load of every edge that the journeys put traffic on, in the order of their way; without sign-ins. */
export function edgeLoads({ flows, calls }: OfferedLoad): readonly EdgeLoad[] {
  const edges = new Map<string, EdgeLoad>();
  const add = (from: string, to: string, perSecond: number) => {
    const key = `${from}\0${to}`;
    edges.set(key, { from, to, perSecond: (edges.get(key)?.perSecond ?? 0) + perSecond });
  };
  for (const { flow, perSecond, hitShare } of flows) {
    const { app, target } = flow;
    const passed = perSecond * (1 - hitShare);
    add(app.name, app.gateway.name, perSecond);
    add(app.gateway.name, target.element.name, passed);
    if (target.type === 'service') continue;
    for (const { from } of target.operation.gathers) add(target.element.name, from.element.name, passed);
  }
  for (const { integration, attemptsPerSecond } of calls.values())
    add(integration.name, integration.reaches.name, attemptsPerSecond);
  return [...edges.values()];
}

function flowLoads(model: Model, journeysPerSecond: number): readonly FlowLoad[] {
  const shares = new Map(model.devices.map((app) => [app, arrivalShare(model, app)]));
  const groups = new Map<string, { perSecond: number; keys: number }>();
  const loads = flowsOf(model).map((flow) => {
    const { app, journey, perStep } = flow;
    const perSecond = journeysPerSecond * (shares.get(app) ?? 0) * journey.share * perStep;
    const name = cacheGroupOf(flow);
    if (name === null) return { flow, perSecond, group: null };
    const group = groups.get(name) ?? { perSecond: 0, keys: 1 };
    group.perSecond += perSecond;
    group.keys = Math.max(group.keys, keysOf(flow));
    groups.set(name, group);
    return { flow, perSecond, group };
  });
  return loads.map(({ flow, perSecond, group }) => {
    const lifeMs = flow.route.cacheMs ?? 0;
    const hitShare = group === null ? 0 : hitShareOf(group.perSecond, { keys: group.keys, lifeMs });
    return { flow, perSecond, hitShare };
  });
}

interface Rates {
  readonly perSecond: number;
  readonly uncachedPerSecond: number;
}

type Growing<T> = { -readonly [K in keyof T]: T[K] };

function addService(
  services: Map<MobileService, Map<string, number>>,
  service: MobileService,
  { name, passed }: { readonly name: string; readonly passed: number },
): void {
  increase(
    once(services, service, () => new Map<string, number>()),
    name,
    passed,
  );
}

function addCall(
  calls: Map<IntegrationOperation, Growing<CallLoad>>,
  { element: integration, operation }: IntegrationCall,
  { perSecond, uncachedPerSecond, withKey }: Rates & { readonly withKey: boolean },
): void {
  const nothing = { perSecond: 0, uncachedPerSecond: 0, attemptsPerSecond: 0, mostPerSecond: 0, attempts: 0 };
  const call = once(calls, operation, () => ({ integration, operation, ...nothing }));
  const attempts = attemptsOf(operation, withKey);
  call.perSecond += perSecond;
  call.uncachedPerSecond += uncachedPerSecond;
  call.attemptsPerSecond += perSecond * expectedAttempts(failedShare(integration, operation), attempts);
  call.mostPerSecond += uncachedPerSecond * attempts;
  call.attempts = Math.max(call.attempts, attempts);
}

/** Share of attempts that fail on a backend without a queue. */
function failedShare({ reaches }: Integration, { resilience }: IntegrationOperation): number {
  const { latency, errors } = reaches.behaves;
  return 1 - (1 - errors) * (1 - shareBeyond(latency, resilience.timeoutMs));
}

function backendLoads(calls: Iterable<CallLoad>): ReadonlyMap<Backend, BackendLoad> {
  const backends = new Map<Backend, Growing<BackendLoad> & { readonly calls: CallLoad[] }>();
  for (const call of calls) {
    const load = once(backends, call.integration.reaches, () => ({
      calls: [],
      expectedPerSecond: 0,
      uncachedPerSecond: 0,
      mostPerSecond: 0,
    }));
    load.calls.push(call);
    load.expectedPerSecond += call.attemptsPerSecond;
    load.uncachedPerSecond += call.uncachedPerSecond;
    load.mostPerSecond += call.mostPerSecond;
  }
  return backends;
}

function increase<K>(rates: Map<K, number>, key: K, by: number): Map<K, number> {
  return rates.set(key, (rates.get(key) ?? 0) + by);
}
