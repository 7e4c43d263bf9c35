import { describe, expect, it } from 'vitest';
import type { DeviceApp, Step } from '../../../src/model/model.ts';
import type { JourneyEnded, RequestEnded, RunEvent } from '../../../src/observe/run-event.ts';
import { PhoneWorld } from '../../../src/simulate/devices/phone-world.ts';
import { runTraffic } from '../../../src/simulate/devices/run-traffic.ts';
import { FaultMarks } from '../../../src/simulate/faults/fault-marks.ts';
import { planArrivals } from '../../../src/simulate/plan/plan-arrivals.ts';
import { type AppSpec, describeTraffic, type TrafficSpec } from '../../../src/simulate/plan/traffic-spec.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { type FakeAnswer, FakeDispatcher } from '../../support/fake-dispatcher.ts';
import { request, think, tinyApp, tinyModel, tinyScenario } from '../../support/tiny-model.ts';

interface Play {
  readonly steps: readonly Step[];
  readonly app?: Partial<DeviceApp>;
  readonly spec?: (spec: TrafficSpec) => TrafficSpec;
  readonly perSecond?: number;
  readonly forMs?: number;
  readonly maxInFlight?: number;
  readonly answer?: (options: FakeDispatcher['requests'][number]) => FakeAnswer;
}

/** Plays traffic on a fake clock, to its end and some time past it, and returns what was sent and reported. */
async function play({ steps, app = {}, spec: adapt = (s) => s, ...rest }: Play) {
  const { perSecond = 10, forMs = 5000, maxInFlight = 1000, answer = () => ({ afterMs: 10 }) } = rest;
  const clock = new FakeClock();
  const gateway = new FakeDispatcher(clock, (options) => answer({ ...options, atMs: clock.monotonic() }));
  const events: RunEvent[] = [];
  let ids = 0;
  const world = new PhoneWorld({
    clock,
    epochMs: 0,
    startAtMs: 0,
    dispatcherOf: () => gateway,
    marks: new FaultMarks(),
    nextId: () => (++ids).toString(16).padStart(16, '0'),
    nonce: 'abcdef012345',
    emit: (event) => events.push(event),
    maxInFlight,
  });
  const spec = adapt(
    describeTraffic(tinyModel([tinyApp(steps, app)]), tinyScenario(perSecond, forMs), { seed: 1 }),
  );
  const traffic = runTraffic(world, spec);
  await clock.advance(forMs + 20_000);
  const { lagP99Ms } = await traffic;
  const of = <T extends RunEvent['type']>(type: T) =>
    events.filter((event): event is Extract<RunEvent, { type: T }> => event.type === type);
  return {
    lagP99Ms,
    clock,
    sent: gateway.requests,
    requests: of('request-ended') satisfies readonly RequestEnded[],
    journeys: of('journey-ended') satisfies readonly JourneyEnded[],
    spans: of('span'),
    planned: [...planArrivals(spec)],
  };
}

const header = (sent: { readonly headers?: unknown }, name: string) =>
  (sent.headers as Record<string, string | undefined>)[name];

const withSignIn = (spec: TrafficSpec): TrafficSpec => ({
  ...spec,
  apps: spec.apps.map(
    (app): AppSpec => ({
      ...app,
      signIn: { registerPath: '/auth/register', tokenPath: '/auth/token' },
    }),
  ),
});

describe('the open model', () => {
  it('begins each arrival at its instant, whatever becomes of the others', async () => {
    const { sent, planned, lagP99Ms } = await play({
      steps: [request('GET /items/{sku}')],
      answer: () => ({ afterMs: 1500 }),
    });
    const rounded = (all: readonly { readonly atMs: number }[]) => all.map(({ atMs }) => Math.round(atMs));
    expect(rounded(sent)).toEqual(rounded(planned));
    expect(lagP99Ms).toBe(0);
  });

  it('counts latency from the end of the step before plus thinking, and that of a journey without thinking', async () => {
    const { requests, journeys } = await play({
      steps: [request('GET /items/{sku}'), think(200, 200), request('POST /orders')],
      forMs: 3000,
    });
    for (const { latencyMs } of requests) expect(latencyMs).toBeCloseTo(10);
    const finished = journeys.filter(({ outcome }) => outcome === 'ok');
    expect(finished.length).toBeGreaterThan(10);
    for (const { latencyMs } of finished) expect(latencyMs).toBeCloseTo(20);
  });

  it('includes the network in the latency of a request', async () => {
    const network = { name: '3g', roundTripMs: 300, downKbitPerSecond: 1e9, upKbitPerSecond: 1e9, loss: 0 };
    const { requests, sent, planned } = await play({
      steps: [request('GET /items/{sku}')],
      app: { networks: [{ network, share: 1 }] },
    });
    expect(requests[0]?.latencyMs).toBeCloseTo(3 * 300 + 10, 0);
    expect((sent[0]?.atMs ?? 0) - (planned[0]?.atMs ?? 0)).toBeCloseTo(2.5 * 300, 0);
  });

  it('gives up when the time of the phone is over, network included', async () => {
    const { requests } = await play({
      steps: [request('GET /items/{sku}')],
      answer: () => ({ afterMs: 9999 }),
    });
    for (const ended of requests)
      expect(ended).toMatchObject({ outcome: 'failed', error: 'timeout', status: null });
    expect(requests[0]?.latencyMs).toBeCloseTo(2000);
  });

  it('drops what it has no room for and says so', async () => {
    const { requests, journeys, sent } = await play({
      steps: [request('GET /items/{sku}')],
      maxInFlight: 1,
      answer: () => ({ afterMs: 1500 }),
    });
    const dropped = requests.filter(({ outcome }) => outcome === 'dropped');
    expect(dropped.length).toBeGreaterThan(10);
    expect(dropped.length + sent.length).toBe(requests.length);
    expect(journeys.filter(({ outcome }) => outcome === 'dropped')).toHaveLength(dropped.length);
  });

  it('begins nothing after the scenario: who thinks is unfinished, who waits for an answer gets it', async () => {
    const { requests, journeys, sent } = await play({
      steps: [request('GET /items/{sku}'), think(1000, 1000), request('POST /orders')],
      forMs: 2000,
      answer: () => ({ afterMs: 100 }),
    });
    expect(Math.max(...sent.map(({ atMs }) => atMs))).toBeLessThan(2000);
    expect(requests).toHaveLength(sent.length);
    expect(journeys.filter(({ outcome }) => outcome === 'unfinished').length).toBeGreaterThan(5);
  });

  it('leaves no timer behind', async () => {
    const { clock } = await play({ steps: [request('GET /items/{sku}'), think(9000, 9000)], forMs: 1000 });
    expect(clock.waiting).toBe(0);
  });
});

describe('how a journey ends', () => {
  it('ends as failed at a failed request, and what comes after is not sent', async () => {
    const { journeys, requests } = await play({
      steps: [request('GET /items/{sku}'), request('POST /orders')],
      answer: () => ({ status: 503 }),
    });
    expect(new Set(journeys.map(({ outcome }) => outcome))).toEqual(new Set(['failed']));
    expect(new Set(requests.map(({ label }) => label))).toEqual(new Set(['GET /items/{sku}']));
    expect(requests[0]?.error).toBe('status 503');
  });

  it('reports optional parts that an answer marks as missing', async () => {
    const { requests } = await play({
      steps: [request('GET /items/{sku}')],
      answer: () => ({ headers: { 'x-missing': 'offers, stock' } }),
    });
    expect(requests[0]?.missing).toEqual(['offers', 'stock']);
  });

  it('names the error of a connection', async () => {
    const error = Object.assign(new Error('read'), { code: 'ECONNRESET' });
    const { requests, spans } = await play({
      steps: [request('GET /items/{sku}')],
      answer: () => ({ error }),
    });
    expect(requests[0]).toMatchObject({ outcome: 'failed', error: 'ECONNRESET', status: null });
    expect(spans[0]).toMatchObject({ element: 'phone', peer: 'api', failed: true, kind: 'client' });
  });
});

describe('what a request carries', () => {
  it('has a trace parent of its own, which its span has too', async () => {
    const { sent, spans } = await play({ steps: [request('GET /items/{sku}')] });
    const parents = sent.map((one) => header(one, 'traceparent'));
    expect(new Set(parents).size).toBe(sent.length);
    expect(parents[0]).toBe(`00-${spans[0]?.traceId}-${spans[0]?.spanId}-01`);
  });

  it('has an idempotency key of 40 characters at most, its own, if it changes something', async () => {
    const { sent } = await play({ steps: [request('GET /items/{sku}'), request('POST /orders', { a: 1 })] });
    const keys = sent.filter(({ method }) => method === 'POST').map((one) => header(one, 'idempotency-key'));
    expect(keys.length).toBeGreaterThan(10);
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) expect(key).toMatch(/^[\w-]{1,40}$/);
    expect(
      sent.filter((one) => one.method === 'GET' && header(one, 'idempotency-key') !== undefined),
    ).toEqual([]);
  });
});

describe('signing in', () => {
  const identity =
    (status: (options: FakeDispatcher['requests'][number]) => number = () => 200) =>
    (options: FakeDispatcher['requests'][number]): FakeAnswer => {
      if (options.path === '/auth/register') {
        return { status: 201, body: '{"client_id":"c1","client_secret":"s1"}' };
      }
      if (options.path === '/auth/token') return { body: '{"access_token":"t1","expires_in":2}' };
      return { status: status(options) };
    };

  it('registers and fetches a token once, uses it, and renews it before it expires', async () => {
    const { sent, requests } = await play({
      steps: [request('GET /items/{sku}')],
      app: { population: 1 },
      spec: withSignIn,
      answer: identity(),
    });
    const paths = sent.map(({ path }) => path);
    expect(paths.filter((path) => path === '/auth/register')).toHaveLength(1);
    expect(paths.filter((path) => path === '/auth/token')).toHaveLength(3);
    const token = sent.find(({ path }) => path === '/auth/token');
    expect(token === undefined ? '' : header(token, 'authorization')).toBe('Basic YzE6czE=');
    for (const one of sent) {
      if (one.path.startsWith('/items')) expect(header(one, 'authorization')).toBe('Bearer t1');
    }
    expect(new Set(requests.map(({ label }) => label))).toEqual(new Set(['sign-in', 'GET /items/{sku}']));
  });

  it('fetches a token again once after a 401 and reports the second answer alone', async () => {
    const { requests } = await play({
      steps: [request('GET /items/{sku}')],
      app: { population: 1 },
      spec: withSignIn,
      perSecond: 1,
      answer: identity(() => 401),
    });
    const items = requests.filter(({ label }) => label !== 'sign-in');
    const signIns = requests.filter(({ label }) => label === 'sign-in');
    expect(new Set(items.map(({ error }) => error))).toEqual(new Set(['status 401']));
    // One registration, one token to begin with, and one more for each refusal.
    expect(signIns.length).toBe(2 + items.length);
  });

  it('fails the request that needs a token when there is none to be had', async () => {
    const { requests } = await play({
      steps: [request('GET /items/{sku}')],
      spec: withSignIn,
      answer: () => ({ status: 500 }),
    });
    const items = requests.filter(({ label }) => label !== 'sign-in');
    expect(items[0]).toMatchObject({ outcome: 'failed', error: 'no token', status: null });
  });
});

describe('without a connection', () => {
  const offline = { share: 1, minMs: 1000, maxMs: 1000 };

  it('answers reads from the phone, and sends writes in order at the moment of reconnection', async () => {
    const { sent, requests, journeys, planned } = await play({
      steps: [request('GET /items/{sku}'), request('POST /orders'), request('PUT /orders')],
      app: { offline },
      perSecond: 1,
      forMs: 8000,
    });
    expect(sent.filter(({ method }) => method === 'GET')).toEqual([]);
    const first = planned[0];
    const back = first?.offline?.toMs ?? 0;
    const own = requests.filter(({ intendedMs }) => intendedMs === back);
    expect(own.map(({ method }) => method)).toEqual(['POST', 'PUT']);
    expect(own[0]?.latencyMs).toBeCloseTo(10);
    expect(own[1]?.latencyMs).toBeCloseTo(20);
    expect(journeys[0]).toMatchObject({ offline: true, outcome: 'ok' });
  });

  it('leaves a journey unfinished whose connection does not come back in time', async () => {
    const { sent, journeys } = await play({
      steps: [request('POST /orders')],
      app: { offline: { share: 1, minMs: 9000, maxMs: 9000 } },
    });
    expect(sent).toEqual([]);
    expect(new Set(journeys.map(({ outcome }) => outcome))).toEqual(new Set(['unfinished']));
  });
});

describe('steps of mobile services', () => {
  const serviceStep = (action: 'sync' | 'track' | 'subscribe' | 'check', argument: string) => {
    const calls = {
      sync: [
        { name: 'push', method: 'POST', path: '/sync/orders' },
        { name: 'pull', method: 'GET', path: '/sync/orders' },
      ],
      track: [{ name: 'record', method: 'POST', path: '/metrics' }],
      subscribe: [{ name: 'register', method: 'POST', path: '/push/registry/device' }],
      check: [{ name: 'check', method: 'POST', path: '/security/init' }],
    }[action];
    return {
      type: 'service',
      label: `${action}: ${argument}`,
      action,
      argument,
      calls,
      public: false,
    } as const;
  };
  const only =
    (...steps: readonly ReturnType<typeof serviceStep>[]) =>
    (spec: TrafficSpec): TrafficSpec => ({
      ...spec,
      apps: spec.apps.map((app) => ({ ...app, journeys: [{ name: 'browse', share: 1, steps }] })),
    });
  const bodyOf = (sent: FakeDispatcher['requests'][number] | undefined) => JSON.parse(String(sent?.body));

  it('synchronises: pushes a local change if there is one, then pulls since the last checkpoint', async () => {
    let checkpoint = 0;
    const { sent } = await play({
      steps: [],
      app: { population: 1 },
      spec: only(serviceStep('sync', 'orders')),
      perSecond: 4,
      answer: ({ method }) => ({
        body: method === 'GET' ? JSON.stringify({ checkpoint: `${++checkpoint}`, changes: [] }) : '{}',
      }),
    });
    const pulls = sent.filter(({ method }) => method === 'GET').map(({ path }) => path);
    expect(pulls.slice(0, 3)).toEqual(['/sync/orders', '/sync/orders?since=1', '/sync/orders?since=2']);
    const pushes = sent.filter(({ method }) => method === 'POST');
    expect(pushes.length).toBeGreaterThan(0);
    expect(pushes.length).toBeLessThan(pulls.length);
    expect(bodyOf(pushes[0]).changes[0]).toMatchObject({
      id: expect.stringMatching(/^item-/),
      base: 0,
    });
  });

  it('starts over when it was away for too long', async () => {
    let pulls = 0;
    const { sent } = await play({
      steps: [],
      app: { population: 1 },
      spec: only(serviceStep('sync', 'orders')),
      answer: ({ method }) => {
        if (method === 'POST') return { body: '{}' };
        pulls += 1;
        return { body: pulls === 2 ? '{"resync":true}' : '{"checkpoint":"c1","changes":[]}' };
      },
    });
    const paths = sent.filter(({ method }) => method === 'GET').map(({ path }) => path);
    expect(paths.slice(0, 4)).toEqual([
      '/sync/orders',
      '/sync/orders?since=c1',
      '/sync/orders',
      '/sync/orders?since=c1',
    ]);
  });

  it('sends payloads of the shapes that the services take', async () => {
    const { sent } = await play({
      steps: [],
      spec: only(
        serviceStep('check', 'version'),
        serviceStep('subscribe', 'offers'),
        serviceStep('track', 'opened'),
      ),
    });
    const at = (path: string) => bodyOf(sent.find((one) => one.path === path));
    expect(at('/security/init')).toMatchObject({ version: '1.0.0', appId: 'phone' });
    expect(at('/push/registry/device')).toMatchObject({ categories: ['offers'] });
    expect(at('/metrics')).toMatchObject({ type: 'opened', data: { app: { appId: 'phone' } } });
  });

  it('goes no further with a version that the check disables', async () => {
    const { sent } = await play({
      steps: [],
      spec: only(serviceStep('check', 'version'), serviceStep('track', 'opened')),
      answer: () => ({ body: '{"disabled":true}' }),
    });
    expect(new Set(sent.map(({ path }) => path))).toEqual(new Set(['/security/init']));
  });

  it('lets the user go on when a service in the background fails, and counts the journey as failed', async () => {
    const { journeys, sent } = await play({
      steps: [],
      spec: only(serviceStep('track', 'opened'), serviceStep('check', 'version')),
      answer: ({ path }) => ({ status: path === '/metrics' ? 500 : 200 }),
    });
    expect(sent.filter(({ path }) => path === '/security/init').length).toBeGreaterThan(10);
    expect(new Set(journeys.map(({ outcome }) => outcome))).toEqual(new Set(['failed']));
  });
});
