import type { Edge, Element, Frontend } from '../model.ts';

/**
 * Returns the declared edges, unique by from and to, in the order of the elements. An edge is optional if every use of
 * it is. A gateway that routes to the service whose keys it fetches has one edge to it, of the kind `call`.
 */
export function buildEdges(elements: readonly Element[]): readonly Edge[] {
  const edges = new Map<string, Edge>();
  for (const edge of elements.flatMap(edgesOf)) {
    const key = `${edge.from}\0${edge.to}`;
    const known = edges.get(key);
    edges.set(key, known === undefined ? edge : { ...known, optional: known.optional && edge.optional });
  }
  return [...edges.values()];
}

/** The edges that start at an element, with repetitions; calls before others. */
function edgesOf(element: Element): readonly Edge[] {
  switch (element.tier) {
    case 'devices':
      return [call(element.name, element.gateway.name, element.span)];
    case 'gateway': {
      const routes = element.routes.map((route) => call(element.name, route.to.name, route.span));
      const identity = element.authenticates;
      if (identity === null) return routes;
      return [...routes, { ...call(element.name, identity.name, element.span), kind: 'keys' }];
    }
    case 'frontends':
      return gatherEdges(element);
    case 'integrations':
      return [call(element.name, element.reaches.name, element.span)];
    case 'mobileServices': {
      const providers = element.settings.kind === 'push' ? element.settings.providers : [];
      const calls = providers.map((provider) => call(element.name, provider.name, element.span));
      if (element.storage === null) return calls;
      return [...calls, { ...call(element.name, `${element.name}/storage`, element.span), kind: 'storage' }];
    }
    case 'backends':
    case 'providers':
      return [];
  }
}

function gatherEdges(frontend: Frontend): readonly Edge[] {
  return frontend.operations.flatMap((operation) =>
    operation.gathers.map((gather) => ({
      ...call(frontend.name, gather.from.element.name, gather.span),
      optional: gather.optional,
    })),
  );
}

function call(from: string, to: string, span: Edge['span']): Edge {
  return { from, to, kind: 'call', optional: false, span };
}
