import type {
  DeviceApp,
  LoadPhase,
  Model,
  Network,
  RequestStep,
  Scenario,
  ServiceStep,
  Step,
  ThinkStep,
} from '../../model/model.ts';
import { type LoadChange, phasesFor } from './load.ts';

/**
 * The traffic of a scenario as plain data, small enough to be sent to the devices' host, which makes the same arrivals
 * out of it as the parent that hashed them.
 */
export interface TrafficSpec {
  readonly seed: number;
  readonly durationMs: number;
  readonly phases: readonly LoadPhase[];
  readonly apps: readonly AppSpec[];
}

export interface AppSpec {
  readonly name: string;
  /** Element name of the gateway, which is also the host name in its URL. */
  readonly gateway: string;
  /** Paths of the identity service's API; null where the gateway authenticates nobody. */
  readonly signIn: { readonly registerPath: string; readonly tokenPath: string } | null;
  /** Of all arrivals: apps share them in proportion to their populations. */
  readonly share: number;
  readonly population: number;
  readonly platforms: DeviceApp['platforms'];
  readonly versions: DeviceApp['versions'];
  readonly networks: readonly { readonly network: Network; readonly share: number }[];
  readonly offline: DeviceApp['offline'];
  readonly timeoutMs: number;
  readonly data: DeviceApp['data'];
  readonly journeys: readonly JourneySpec[];
}

export interface JourneySpec {
  readonly name: string;
  readonly share: number;
  readonly steps: readonly StepSpec[];
}

export type StepSpec = RequestStepSpec | ThinkStepSpec | ServiceStepSpec;

export interface RequestStepSpec {
  readonly type: 'request';
  readonly label: string;
  readonly method: string;
  readonly path: string;
  /** Undefined: none. */
  readonly body?: unknown;
  readonly public: boolean;
}

export interface ThinkStepSpec {
  readonly type: 'think';
  readonly minMs: number;
  readonly maxMs: number;
}

export interface ServiceStepSpec {
  readonly type: 'service';
  readonly label: string;
  readonly action: ServiceStep['action'];
  readonly argument: string;
  /** Operations of the service, in the order in which the step calls them. */
  readonly calls: readonly { readonly name: string; readonly method: string; readonly path: string }[];
  readonly public: boolean;
}

export interface TrafficOptions {
  readonly seed: number;
  /** Cuts the scenario short or draws it out; undefined: as the scenario says. */
  readonly durationMs?: number | undefined;
  readonly load?: LoadChange | undefined;
}

/** Returns the traffic of a scenario. Lists keep the order of the blueprint. */
export function describeTraffic(model: Model, scenario: Scenario, options: TrafficOptions): TrafficSpec {
  const durationMs = options.durationMs ?? scenario.durationMs;
  const people = model.devices.reduce((sum, app) => sum + app.population, 0);
  return {
    seed: options.seed,
    durationMs,
    phases: phasesFor(scenario.load, durationMs, options.load),
    apps: model.devices.map((app) => describeApp(app, app.population / people)),
  };
}

function describeApp(app: DeviceApp, share: number): AppSpec {
  const { name, population, platforms, versions, networks, offline, timeoutMs, data } = app;
  return {
    name,
    gateway: app.gateway.name,
    signIn: signInOf(app),
    share,
    population,
    platforms,
    versions,
    networks,
    offline,
    timeoutMs,
    data,
    journeys: app.journeys.map((journey) => ({
      name: journey.name,
      share: journey.share,
      steps: journey.steps.map(describeStep),
    })),
  };
}

function signInOf(app: DeviceApp): AppSpec['signIn'] {
  const operations = app.gateway.authenticates?.kind.operations;
  const registerPath = operations?.find((operation) => operation.name === 'register')?.path;
  const tokenPath = operations?.find((operation) => operation.name === 'token')?.path;
  return registerPath === undefined || tokenPath === undefined ? null : { registerPath, tokenPath };
}

function describeStep(step: Step): StepSpec {
  if (step.type === 'think') return describeThink(step);
  return step.type === 'request' ? describeRequest(step) : describeServiceStep(step);
}

function describeThink({ type, minMs, maxMs }: ThinkStep): ThinkStepSpec {
  return { type, minMs, maxMs };
}

function describeRequest(step: RequestStep): RequestStepSpec {
  const { type, label, method, path } = step;
  const bodyless = { type, label, method, path, public: step.route.public };
  return step.body === undefined ? bodyless : { ...bodyless, body: step.body };
}

function describeServiceStep(step: ServiceStep): ServiceStepSpec {
  const { kind } = step.service;
  const calls = (kind.step?.operations ?? []).flatMap((name) => {
    const operation = kind.operations.find((candidate) => candidate.name === name);
    if (operation === undefined) return [];
    return [{ name, method: operation.method, path: withArgument(operation.path, step.argument) }];
  });
  const { type, label, action, argument } = step;
  return { type, label, action, argument, calls, public: step.route.public };
}

/** The argument of a step is the one parameter that a path of a kind's device operation has: `/sync/{collection}`. */
function withArgument(path: string, argument: string): string {
  return path.replaceAll(/\{[^}]+\}/g, encodeURIComponent(argument));
}
