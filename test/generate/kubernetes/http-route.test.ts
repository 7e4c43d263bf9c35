import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { deployedModels, deployFiles, modelOf } from './deploy-files.ts';

interface Match {
  readonly path: { readonly type: string; readonly value: string };
}

interface Route {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly rules: {
      readonly matches: Match[];
      readonly backendRefs: { readonly name: string; readonly port: number }[];
    }[];
  };
}

function textOf(model: Parameters<typeof deployFiles>[0]): string {
  return deployFiles(model).get('deploy/kubernetes/components/gateway-api/http-route.yaml') ?? '';
}

const routesOf = (text: string): readonly Route[] =>
  parseAllDocuments(text).map((document) => document.toJS());

/** Whether a route of the cluster takes a path, by the Gateway API: a prefix is one of whole segments. */
function takes({ spec }: Route, path: string): boolean {
  return spec.rules.some(({ matches }) =>
    matches.some(({ path: { type, value } }) =>
      type === 'Exact' ? path === value : value === '/' || path === value || path.startsWith(`${value}/`),
    ),
  );
}

describe.each(deployedModels)('%s', (_name, model) => {
  const text = textOf(model);
  const routes = routesOf(text);

  test('every path of a gateway is led to it, and none that it has no route for by its beginning', () => {
    expect(routes.map(({ metadata }) => metadata.name)).toEqual(model.gateways.map(({ name }) => name));
    for (const [at, gateway] of model.gateways.entries()) {
      const route = routes[at];
      if (route === undefined) throw new Error(`no route for ${gateway.name}`);
      for (const { pattern } of gateway.routes) {
        const path = pattern.replace(/\*\*$/, 'a/b').replaceAll(/\{[^}]+\}/g, 'x');
        expect([pattern, takes(route, path)]).toEqual([pattern, true]);
      }
      for (const { backendRefs } of route.spec.rules)
        expect(backendRefs).toEqual([{ name: gateway.name, port: 8080 }]);
      const beginnings = new Set(gateway.routes.map(({ pattern }) => pattern.split('/')[1]));
      if (!beginnings.has('**')) expect(takes(route, '/not-a-path-of-any-blueprint')).toBe(false);
    }
  });

  test('what a route cannot say is said beside it: whose tokens, which plans', () => {
    const parts = text.split('\n---\n');
    for (const [at, gateway] of model.gateways.entries()) {
      const comments = (parts[at] ?? '').split('\n').filter((line) => line.startsWith('#'));
      const said = comments.join('\n');
      if (gateway.authenticates === null) expect(said).toContain('no token is asked for');
      else expect(said).toContain(`a token (JWT, RFC 7519) that ${gateway.authenticates.name} has signed`);
      const plans = gateway.authenticates === null ? [] : gateway.plans;
      expect(comments.filter((line) => line.includes('plan ')).length).toBeGreaterThanOrEqual(plans.length);
      for (const plan of plans)
        expect(said).toContain(
          `plan ${plan.name}: ${plan.ratePerSecond} requests/s for each ${plan.per}, ${plan.burst} at once`,
        );
      for (const route of gateway.routes.filter((one) => one.public && gateway.authenticates !== null))
        expect(said).toContain(route.pattern);
    }
  });
});

test('more paths than a route may hold are led as a whole', () => {
  const all = Array.from({ length: 129 }, (_, at) => at);
  const operations = all.map(
    (at) => `o${at}: { http: GET /p${at}, gathers: { it: { from: counts.summary } } }`,
  );
  const model = modelOf(`
blueprint: mobile-integration/v1
name: many
devices: { app: { journeys: { open: { steps: [GET /p0] } } } }
gateway: { api: { routes: { ${all.map((at) => `/p${at}: { to: home }`).join(', ')} } } }
frontends: { home: { operations: { ${operations.join(', ')} } } }
mobileServices: { counts: { kind: metrics } }
`);
  expect(routesOf(textOf(model)).flatMap(({ spec }) => spec.rules.flatMap(({ matches }) => matches))).toEqual(
    [{ path: { type: 'PathPrefix', value: '/' } }],
  );
});
