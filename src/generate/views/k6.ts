import type { DeviceApp, FaultSpec, LoadPhase, Model, Objective, Step } from '../../model/model.ts';
import { samplesNeeded } from '../../model/samples-needed.ts';
import { type FreeText, freeText } from '../free-text.ts';
import { selectorOf } from './labels.ts';
import { namespacesOf } from './namespaces.ts';
import { SERVICE_PORT } from './port.ts';
import { callView } from './workload.ts';

/** The load of a system, as a script of k6 and a run of its operator. */
export interface K6View {
  readonly name: string;
  readonly title: FreeText;
  readonly owner: FreeText;
  /** Kubernetes namespace of the machines that make the load: not that of the system. */
  readonly namespace: string;
  /** That of the environment that the load comes to in a cluster. */
  readonly target: string;
  readonly gateways: readonly K6Gateway[];
  /** Of k6: what every run is told, on one line. It is made of names. */
  readonly arguments: string;
  /** What `traffic.json` holds. */
  readonly traffic: object;
  /** The files that k6 reads, sorted. */
  readonly files: readonly string[];
  readonly scenarios: readonly {
    readonly name: string;
    readonly description: FreeText;
    readonly hasDescription: boolean;
    readonly seconds: number;
  }[];
  readonly hasScenarios: boolean;
  readonly faults: readonly { readonly scenario: string; readonly fault: FreeText }[];
  readonly hasFaults: boolean;
  readonly objectives: readonly FreeText[];
  readonly hasObjectives: boolean;
}

interface K6Gateway {
  readonly name: string;
  /** `MOBILE_API_URL`. */
  readonly variable: string;
  /** Where it is on this machine, and in the cluster. */
  readonly url: string;
  readonly clusterUrl: string;
  readonly port: number;
  readonly selector: Readonly<Record<string, string>>;
}

/** Returns the view of the load; lists keep the order of the blueprint. */
export function k6View(model: Model): K6View {
  const { load, staging } = namespacesOf(model);
  const gateways = model.gateways.map((gateway, at) => ({
    name: gateway.name,
    variable: callView(gateway.name).variable,
    url: `http://127.0.0.1:${SERVICE_PORT + at}`,
    clusterUrl: `http://${gateway.name}.${staging}.svc.cluster.local:${SERVICE_PORT}`,
    port: SERVICE_PORT,
    selector: selectorOf(model, gateway.name),
  }));
  const faults = model.scenarios.flatMap((scenario) =>
    scenario.faults.map(({ expression }) => ({ scenario: scenario.name, fault: freeText(expression) })),
  );
  return {
    name: model.name,
    title: freeText(model.title),
    owner: freeText(model.owner),
    namespace: load,
    target: staging,
    gateways,
    arguments: argumentsOf(model, gateways),
    traffic: trafficOf(model, gateways),
    files: FILES,
    scenarios: model.scenarios.map(({ name, description, durationMs }) => ({
      name,
      description: freeText(description),
      hasDescription: description !== '',
      seconds: durationMs / 1000,
    })),
    hasScenarios: model.scenarios.length > 0,
    faults,
    hasFaults: faults.length > 0,
    objectives: model.objectives.map(({ expression }) => freeText(expression)),
    hasObjectives: model.objectives.length > 0,
  };
}

const FILES = [
  'journey.js',
  'load.js',
  'metrics.js',
  'network.js',
  'options.js',
  'pace.js',
  'phone.js',
  'plan.js',
  'random.js',
  'script.js',
  'service-requests.js',
  'session.js',
  'settings.js',
  'sign-in.js',
  'tags.js',
  'traffic.json',
  'transmit.js',
];

function argumentsOf(model: Model, gateways: readonly K6Gateway[]): string {
  const [scenario] = model.scenarios;
  const load = scenario === undefined ? ['LOAD=40/s', 'FOR=20s'] : [`SCENARIO=${scenario.name}`];
  const urls = gateways.map(({ variable, clusterUrl }) => `${variable}=${clusterUrl}`);
  return ['SEED=1', ...load, ...urls].map((setting) => `-e ${setting}`).join(' ');
}

function trafficOf(model: Model, gateways: readonly K6Gateway[]): object {
  const people = model.devices.reduce((sum, app) => sum + app.population, 0);
  return {
    system: model.name,
    gateways: gateways.map(({ name, variable, url }) => ({ name, variable, url })),
    scenarios: model.scenarios.map(({ name, durationMs, load, faults }) => ({
      name,
      durationMs,
      load: load.map(phaseOf),
      faults: faults.map(({ expression }: FaultSpec) => expression),
    })),
    objectives: model.objectives.map(objectiveOf),
    missMs: missMsOf(model),
    apps: model.devices.map((app) => appOf(app, app.population / people)),
  };
}

function phaseOf({ fromMs, toMs, startPerSecond, endPerSecond }: LoadPhase): LoadPhase {
  return { fromMs, toMs, startPerSecond, endPerSecond };
}

/** A duration that keeps no limit and that no phone waits for: that of what failed. */
function missMsOf({ devices, objectives }: Model): number {
  const limits = objectives.flatMap(({ metric }) => (metric.type === 'percentile' ? [metric.limitMs] : []));
  return Math.ceil(Math.max(...devices.map(({ timeoutMs }) => timeoutMs), ...limits)) + 1;
}

function objectiveOf({ subject, metric }: Objective): object {
  return {
    subject: subject.type,
    name: subject.type === 'step' ? subject.label : subject.journey,
    metric,
    samples: samplesNeeded(metric.type === 'percentile' ? metric.percentile / 100 : metric.limit),
  };
}

function appOf(app: DeviceApp, share: number): object {
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
      steps: journey.steps.map(stepOf),
    })),
  };
}

/** Where a phone registers and gets its token; null where the gateway authenticates nobody. */
function signInOf(app: DeviceApp): object | null {
  const operations = app.gateway.authenticates?.kind.operations ?? [];
  const pathOf = (name: string) => operations.find((operation) => operation.name === name)?.path;
  const registerPath = pathOf('register');
  const tokenPath = pathOf('token');
  return registerPath === undefined || tokenPath === undefined ? null : { registerPath, tokenPath };
}

function stepOf(step: Step): object {
  if (step.type === 'think') return { type: step.type, minMs: step.minMs, maxMs: step.maxMs };
  const { label, route } = step;
  if (step.type === 'request') {
    const { type, method, path, body } = step;
    return { type, label, method, path, body, public: route.public };
  }
  const { type, action, argument, service } = step;
  const calls = (service.kind.step?.operations ?? []).flatMap((name) => {
    const operation = service.kind.operations.find((candidate) => candidate.name === name);
    // The argument of a step is the one parameter that such a path has: `/sync/{collection}`.
    const path = operation?.path.replaceAll(/\{[^}]+\}/g, encodeURIComponent(argument));
    return operation === undefined ? [] : [{ name, method: operation.method, path }];
  });
  return { type, label, action, argument, calls, public: route.public };
}
