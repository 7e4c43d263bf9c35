import type { DeviceApp, Edge, Element, Frontend, Gateway, Integration } from '../../model/model.ts';
import { formatMs } from '../figures.ts';

/** Returns what an edge carries, one line a call and none twice, in the order of the blueprint. */
export function callsOf(edge: Edge, elements: ReadonlyMap<string, Element>): readonly string[] {
  const from = elements.get(edge.from);
  switch (from?.tier) {
    case 'devices':
      return unique(stepsOf(from));
    case 'gateway':
      return unique(routesOf(from, edge.to));
    case 'frontends':
      return unique(gathersOf(from, edge));
    case 'integrations':
      return unique(backendCallsOf(from));
    default:
      return [];
  }
}

function stepsOf(app: DeviceApp): readonly string[] {
  return app.journeys.flatMap(({ steps }) =>
    steps.flatMap((step) => (step.type === 'think' ? [] : step.label)),
  );
}

function routesOf(gateway: Gateway, to: string): readonly string[] {
  const routes = gateway.routes
    .filter((route) => route.to.name === to)
    .map(({ pattern, cacheMs, public: isPublic, idempotency }) =>
      [
        pattern,
        cacheMs === null ? '' : `cache ${formatMs(cacheMs)}`,
        isPublic ? 'public' : '',
        idempotency === 'required' ? 'idempotent' : '',
      ]
        .filter((word) => word !== '')
        .join(' · '),
    );
  return gateway.authenticates?.name === to ? [...routes, 'signing keys'] : routes;
}

/** The edge is dashed where all of it is optional: only then is it not said of each call. */
function gathersOf(frontend: Frontend, edge: Edge): readonly string[] {
  return frontend.operations
    .flatMap(({ gathers }) => gathers)
    .filter(({ from }) => from.element.name === edge.to)
    .map(({ from, optional, timeoutMs }) =>
      [
        from.operation.name,
        optional && !edge.optional ? 'optional' : '',
        timeoutMs === null ? '' : formatMs(timeoutMs),
      ]
        .filter((word) => word !== '')
        .join(' · '),
    );
}

function backendCallsOf(integration: Integration): readonly string[] {
  return integration.operations.map(({ calls }) => calls.id);
}

function unique(lines: readonly string[]): readonly string[] {
  return [...new Set(lines)];
}
