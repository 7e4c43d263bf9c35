import type {
  DeviceApp,
  Edge,
  Frontend,
  FrontendOperation,
  MobileService,
  Model,
  RequestStep,
} from './model.ts';
import { createPathIndex } from './path-index.ts';

/**
 * Returns the declared edges that the journeys would put traffic on if every part of an answer was asked for, in the
 * order of the model's edges.
 */
export function exercisedEdges(model: Model): readonly Edge[] {
  const ways = new Set<string>();
  for (const app of model.devices) addApp(ways, app);
  return model.edges.filter((edge) => ways.has(way(edge.from, edge.to)));
}

function way(from: string, to: string): string {
  return `${from} -> ${to}`;
}

function addApp(ways: Set<string>, app: DeviceApp): void {
  const { gateway } = app;
  const steps = app.journeys.flatMap((journey) => journey.steps);
  const calls = steps.flatMap((step) => (step.type === 'think' ? [] : [step]));
  if (calls.length === 0) return;
  ways.add(way(app.name, gateway.name));
  if (gateway.authenticates !== null) addService(ways, { from: gateway.name, to: gateway.authenticates });
  for (const step of calls) {
    if (step.type === 'service') addService(ways, { from: gateway.name, to: step.service });
    else if (step.route.to.tier === 'mobileServices')
      addService(ways, { from: gateway.name, to: step.route.to });
    else addFrontend(ways, gateway.name, { frontend: step.route.to, step });
  }
}

function addService(ways: Set<string>, of: { readonly from: string; readonly to: MobileService }): void {
  ways.add(way(of.from, of.to.name));
  ways.add(way(of.to.name, `${of.to.name}/storage`));
}

function addFrontend(
  ways: Set<string>,
  gateway: string,
  of: { readonly frontend: Frontend; readonly step: RequestStep },
): void {
  const { frontend, step } = of;
  ways.add(way(gateway, frontend.name));
  const operation = answeringOperation(frontend, step);
  for (const { from } of operation?.gathers ?? []) {
    ways.add(way(frontend.name, from.element.name));
    if (from.type === 'integration') {
      ways.add(way(from.element.name, from.element.reaches.name));
      continue;
    }
    addService(ways, { from: frontend.name, to: from.element });
    const { settings } = from.element;
    if (settings.kind !== 'push' || from.operation.name !== 'send') continue;
    for (const provider of settings.providers) ways.add(way(from.element.name, provider.name));
  }
}

/** Returns the operation of a frontend that answers a step: the most specific of its method, or null. */
export function answeringOperation(frontend: Frontend, step: RequestStep): FrontendOperation | null {
  const ofMethod = frontend.operations.filter((operation) => operation.http.method === step.method);
  return createPathIndex(ofMethod, (operation) => operation.http.path).best(step.path);
}
