import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import jsonata from 'jsonata';
import { describe, expect, it } from 'vitest';
import { compactContract } from '../../src/contracts/compact-contract.ts';
import { loadContract } from '../../src/contracts/load-contract.ts';
import { checkBlueprint } from '../../src/model/check-blueprint.ts';
import type {
  Frontend,
  FrontendOperation,
  Gather,
  IntegrationOperation,
  Model,
  Step,
} from '../../src/model/model.ts';
import { createSource } from '../../src/source/source.ts';
import { createSampler } from '../../templates/typescript/stand-in/src/sampler.ts';
import { seededRandom } from '../../templates/typescript/stand-in/src/seeded-random.ts';

const root = join(import.meta.dirname, '../../blueprints/mobile-integration');
const source = createSource('blueprint.yaml', readFileSync(join(root, 'blueprint.yaml'), 'utf8'));
const model = checked();

function checked(): Model {
  const result = checkBlueprint(source, (file) => loadContract(root, file));
  if (result.model === null) throw new Error(result.diagnostics.map((d) => d.message).join('\n'));
  return result.model;
}

const gathers = model.frontends.flatMap((frontend) =>
  frontend.operations.flatMap((operation) =>
    operation.gathers.map((gather) => ({ frontend, operation, gather })),
  ),
);
const integrationOperations = model.integrations.flatMap((integration) =>
  integration.operations.map((operation) => ({ integration, operation })),
);

/** The frontend's operation that answers a request of a journey. */
function answering(frontend: Frontend, method: string, path: string): FrontendOperation | undefined {
  const shape = (text: string) => text.replaceAll(/\{[^}]*\}/g, '{}');
  return frontend.operations.find((o) => o.http.method === method && shape(o.http.path) === shape(path));
}

/** Edges that a step uses, from the gateway on. */
function edgesOf(step: Step): readonly string[] {
  if (step.type === 'think') return [];
  const { to } = step.route;
  const first = `mobile-api -> ${to.name}`;
  if (step.type === 'service' || to.tier !== 'frontends') return [first, ...mobileEdges(to.name)];
  const operation = answering(to, step.method, step.path);
  return [first, ...(operation?.gathers ?? []).flatMap((gather) => gatherEdges(to.name, gather))];
}

function gatherEdges(frontend: string, { from }: Gather): readonly string[] {
  const edge = `${frontend} -> ${from.element.name}`;
  if (from.type === 'mobileService') return [edge, ...mobileEdges(from.element.name)];
  return [edge, `${from.element.name} -> ${from.element.reaches.name}`];
}

/** A push service reaches its providers when it sends; all use their storage. */
function mobileEdges(service: string): readonly string[] {
  const providers = model.edges.filter((edge) => edge.from === service && !edge.to.endsWith('/storage'));
  return [`${service} -> ${service}/storage`, ...providers.map((edge) => `${service} -> ${edge.to}`)];
}

/** The longest that a gather can take: all attempts, with a full back-off before each further one. */
function longestMs({ from, timeoutMs }: Gather): number {
  if (from.type === 'mobileService') return timeoutMs ?? 0;
  const { timeoutMs: attemptMs, retries } = from.operation.resilience;
  const backOffMs = Array.from({ length: retries }, (_, n) => Math.min(1000, 50 * 2 ** n));
  const sumMs = attemptMs * (retries + 1) + backOffMs.reduce((sum, ms) => sum + ms, 0);
  return Math.min(timeoutMs ?? Number.POSITIVE_INFINITY, sumMs);
}

function longestChainMs(operation: FrontendOperation, gather: Gather): number {
  const before = operation.gathers.filter((other) => gather.after.includes(other.part));
  return longestMs(gather) + Math.max(0, ...before.map((other) => longestChainMs(operation, other)));
}

describe('the reference blueprint', () => {
  it('has what the figure has', () => {
    expect(model.frontends.map((f) => f.name)).toEqual(['storefront', 'checkout', 'account']);
    expect(model.integrations.map((i) => `${i.name} -> ${i.reaches.name}`)).toEqual([
      'crm-integration -> crm',
      'catalog-integration -> catalog',
      'erp-integration -> erp',
    ]);
    expect(model.backends.map((b) => b.protocol)).toEqual(['rest', 'rest', 'soap']);
    expect(model.mobileServices.map((s) => s.kind.id).sort()).toEqual([
      'identity',
      'metrics',
      'push',
      'security',
      'sync',
    ]);
    expect(model.mobileServices.filter((service) => service.storage === null)).toEqual([]);
    expect(model.scenarios.map((s) => s.name)).toEqual([
      'everyday',
      'backend-outage',
      'rush',
      'slow-networks',
    ]);
  });

  it('gathers the home screen from three integrations, one part of it optional', () => {
    const home = gathers.filter(({ operation }) => operation.name === 'getHome').map(({ gather }) => gather);
    expect(home.map((g) => [g.from.element.name, g.optional])).toEqual([
      ['crm-integration', false],
      ['catalog-integration', false],
      ['erp-integration', true],
    ]);
  });

  it('uses every declared edge in some journey', () => {
    const steps = model.devices.flatMap((app) => app.journeys.flatMap((journey) => journey.steps));
    const used = new Set(['shopper-app -> mobile-api', ...steps.flatMap(edgesOf)]);
    // Every phone signs in before its first request, and the gateway fetches the keys to verify that.
    for (const edge of ['mobile-api -> identity', ...mobileEdges('identity')]) used.add(edge);
    expect(model.edges.map((e) => `${e.from} -> ${e.to}`).filter((edge) => !used.has(edge))).toEqual([]);
  });

  it('uses every operation of every frontend and integration', () => {
    const steps = model.devices.flatMap((app) => app.journeys.flatMap((journey) => journey.steps));
    const requests = steps.flatMap((s) =>
      s.type === 'request' && s.route.to.tier === 'frontends' ? [s] : [],
    );
    const answered = new Set(
      requests.map((s) =>
        s.route.to.tier === 'frontends' ? answering(s.route.to, s.method, s.path) : undefined,
      ),
    );
    expect(model.frontends.flatMap((f) => f.operations).filter((o) => !answered.has(o))).toEqual([]);
    const called = new Set<IntegrationOperation>(
      gathers.flatMap(({ gather: { from } }) => (from.type === 'integration' ? [from.operation] : [])),
    );
    expect(integrationOperations.filter(({ operation }) => !called.has(operation))).toEqual([]);
  });

  it('nests its deadlines: phone, gateway, frontend, and all attempts of its integrations', () => {
    for (const app of model.devices) expect(app.timeoutMs).toBeGreaterThan(app.gateway.deadlineMs);
    for (const { frontend, operation, gather } of gathers) {
      for (const gateway of model.gateways) expect(gateway.deadlineMs).toBeGreaterThan(operation.deadlineMs);
      const longest = longestChainMs(operation, gather);
      expect(longest, `${frontend.name}.${operation.name}.${gather.part}`).toBeLessThan(operation.deadlineMs);
    }
  });

  it('tells orders apart from the rest when the ERP is out: only what the home screen can do without needs it', () => {
    const openApp = model.devices
      .flatMap((app) => app.journeys)
      .find((journey) => journey.name === 'open-app');
    const steps = (openApp?.steps ?? []).flatMap((s) => (s.type === 'request' ? [s] : []));
    const parts = steps.flatMap((s) =>
      s.route.to.tier === 'frontends' ? (answering(s.route.to, s.method, s.path)?.gathers ?? []) : [],
    );
    const needed = parts.filter((part) => !part.optional).map((part) => part.from.element.name);
    expect(needed).not.toContain('erp-integration');
    const order = gathers.find(
      ({ operation, gather }) => operation.name === 'placeOrder' && gather.part === 'order',
    );
    expect(order?.gather.optional).toBe(false);
    const outage = model.scenarios.find((scenario) => scenario.name === 'backend-outage');
    expect(outage?.faults.map((fault) => fault.on)).toEqual([
      { type: 'edge', from: 'erp-integration', to: 'erp' },
    ]);
  });

  it.each(
    integrationOperations.map(
      ({ integration, operation }) =>
        [`${integration.name}.${operation.name}`, integration, operation] as const,
    ),
  )('%s makes a whole answer of what its backend answers', async (_, integration, operation) => {
    const contract = compactContract(integration.reaches.contract);
    const called = contract.operations.find((o) => o.id === operation.calls.id);
    const sampler = createSampler(contract.schemas);
    const answer = called?.response.examples[0] ?? sampler(called?.response.schema ?? {}, seededRandom('a'));
    const mapped: unknown = await jsonata(operation.maps ?? '$').evaluate(answer);
    const first: unknown = Array.isArray(mapped) ? mapped[0] : mapped;
    const keys = [...(operation.maps ?? '').matchAll(/"(\w+)":/g)].map((match) => match[1] ?? '');
    const text = JSON.stringify(first);
    expect(keys.filter((key) => !text.includes(`"${key}"`))).toEqual([]);
  });
});
