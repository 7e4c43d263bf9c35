import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Model } from '../../../src/model/model.ts';
import { createRandom } from '../../../src/simulate/clock.ts';
import { createDevice } from '../../../src/simulate/devices/device.ts';
import { PhoneWorld } from '../../../src/simulate/devices/phone-world.ts';
import { runJourney } from '../../../src/simulate/devices/run-journey.ts';
import { FaultMarks } from '../../../src/simulate/faults/fault-marks.ts';
import { type PlannedJourney, planArrivals } from '../../../src/simulate/plan/plan-arrivals.ts';
import { describeTraffic, type TrafficSpec } from '../../../src/simulate/plan/traffic-spec.ts';
import { blueprintModel } from '../../support/blueprint-model.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { FakeDispatcher } from '../../support/fake-dispatcher.ts';
import { builtIn, methodsOf, problemsOf, readMethod, readMetricName } from './k6-grammar.ts';
import { bundleScript, type StubAnswer, type StubbedScript, startScript } from './k6-stub.ts';
import { k6Files } from './pack-files.ts';

const { paceOf }: { paceOf: (phases: object, forMs: number, instants: object) => { leadMs: number } } =
  await import(pathToFileURL('templates/k6/load/pace.js').href);
const gatewayUrl = 'http://127.0.0.1:8080';
const model = blueprintModel('mobile-integration');
const files = k6Files(model);
let bundle = '';
beforeAll(async () => {
  bundle = await bundleScript(files);
});

/** A system that answers as the generated one does, in 20 ms. */
function system({ method, path }: { readonly method: string; readonly path: string }): StubAnswer {
  const json = (value: unknown, status = 200) => ({ status, body: JSON.stringify(value), afterMs: 20 });
  if (path === '/auth/register') return json({ client_id: 'c 1', client_secret: 's:2' }, 201);
  if (path === '/auth/token') return json({ access_token: 'token-1', expires_in: 300 });
  if (path === '/security/init') return json({ disabled: false });
  if (path.startsWith('/sync/')) {
    return json({
      checkpoint: method === 'POST' ? 4 : '7',
      accepted: [{ id: 'item-1', version: 3 }],
      changes: [],
    });
  }
  return json({ ok: true });
}

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly atMs: number;
}

/** Runs one arrival in the simulator, on a phone of its own, and returns what it sent. */
async function simulated(
  spec: TrafficSpec,
  planned: PlannedJourney,
  answer = system,
): Promise<readonly Sent[]> {
  const clock = new FakeClock();
  const gateway = new FakeDispatcher(clock, ({ method, path }) => answer({ method, path }));
  const world = new PhoneWorld({
    clock,
    epochMs: 0,
    startAtMs: 0,
    dispatcherOf: () => gateway,
    marks: new FaultMarks(),
    nextId: () => '0000000000000000',
    nonce: 'NONCE',
    emit: () => {},
    maxInFlight: 100,
  });
  await clock.advance(planned.atMs);
  const app = spec.apps.find(({ name }) => name === planned.app);
  if (app === undefined) throw new Error(`no app ${planned.app}`);
  const random = createRandom(spec.seed).fork('loss').fork(`${planned.index}`);
  const { device, platform, version } = planned;
  const done = runJourney(world, createDevice(app, device, { platform, version }), { planned, random });
  await clock.advance(60_000);
  await done;
  return gateway.requests.map(({ method, path, headers, body, atMs }) => {
    const { traceparent: _trace, ...said } = Object.fromEntries(Object.entries(headers ?? {}));
    return {
      method,
      path,
      headers: said,
      body: body === null || body === undefined ? null : String(body),
      atMs,
    };
  });
}

/** Runs one arrival in k6's stub, in a virtual user of its own that begins it early, and returns what it sent. */
function driven(script: StubbedScript, planned: PlannedJourney, leadMs: number): readonly Sent[] {
  script.iterate(planned.index);
  return script.requests.map(({ method, url, headers, body, atMs }) => {
    expect(url.startsWith(gatewayUrl)).toBe(true);
    return { method, path: url.slice(gatewayUrl.length), headers, body, atMs: atMs - leadMs };
  });
}

/** What differs from run to run: nonces, and the wall clock in bodies. */
function comparable({ method, path, headers, body }: Sent): unknown {
  const plain = (text: string) =>
    text
      .replace(/\b[0-9a-f]{12}-|NONCE-/g, 'nonce-')
      .replace(/"timestamp":\d+/, '"timestamp":0')
      .replace(/nonce-(?:0{16}|s\d+)/, 'nonce-signing-in');
  const named = Object.entries(headers).map(([name, value]) => [name, plain(value)]);
  return { method, path, headers: Object.fromEntries(named), body: body === null ? null : plain(body) };
}

function specOf(of: Model, seed = 1): TrafficSpec {
  const [scenario] = of.scenarios;
  if (scenario === undefined) throw new Error('no scenario');
  return describeTraffic(of, scenario, { seed });
}

function leadOf({ phases, durationMs }: TrafficSpec, planned: readonly PlannedJourney[]): number {
  return paceOf(
    phases,
    durationMs,
    planned.map(({ atMs }) => atMs),
  ).leadMs;
}

/** Runs some arrivals of a seed in both, each on a phone of its own. */
async function inBoth(of: Model, seed: number, answer = system) {
  const spec = specOf(of, seed);
  const planned = [...planArrivals(spec)];
  const leadMs = leadOf(spec, planned);
  const rendered = k6Files(of);
  const pairs: {
    readonly planned: PlannedJourney;
    readonly simulator: readonly Sent[];
    readonly k6: readonly Sent[];
  }[] = [];
  for (const one of planned.filter((_one, at) => at % 25 === seed % 25)) {
    const script = startScript(bundle, rendered, {
      env: { SEED: String(seed) },
      answer: ({ method, url }) => answer({ method, path: url.slice(gatewayUrl.length) }),
    });
    pairs.push({
      planned: one,
      simulator: await simulated(spec, one, answer),
      k6: driven(script, one, leadMs),
    });
  }
  expect(pairs.length).toBeGreaterThan(20);
  return pairs;
}

describe('the script in a stub of k6', () => {
  it.each([1, 2, 3])(
    'sends what the simulator sends, in its order, with its headers, tokens and bodies, at its times (seed %d)',
    async (seed) => {
      for (const { simulator, k6 } of await inBoth(model, seed)) {
        expect(k6.map(comparable)).toEqual(simulator.map(comparable));
        // The wall clock counts whole milliseconds, and the simulator's header of a trace takes the network one more.
        for (const [at, { atMs }] of k6.entries()) {
          expect(Math.abs(atMs - (simulator[at]?.atMs ?? Number.NaN))).toBeLessThan(3 * (at + 1));
        }
      }
    },
  );

  it('goes on, stops and signs in again where the simulator does, whatever the system answers', async () => {
    const failing = (request: { readonly method: string; readonly path: string }): StubAnswer => {
      if (request.path === '/home') return { status: 401, afterMs: 5 };
      if (request.path.startsWith('/products/')) return { status: 503, afterMs: 5 };
      if (request.path === '/metrics') return { status: 500, afterMs: 5 };
      if (request.path === '/products') return { afterMs: 20_000 };
      return system(request);
    };
    for (const { simulator, k6 } of await inBoth(model, 4, failing)) {
      expect(k6.map(comparable)).toEqual(simulator.map(comparable));
    }
  });

  it('starts over where a push is answered so, and keeps its changes, as the simulator does', async () => {
    const twice = blueprintModel('mobile-integration', (text) =>
      text.replace('- sync: wishlist', '- sync: wishlist\n          - sync: wishlist'),
    );
    const forgotten = (request: { readonly method: string; readonly path: string }): StubAnswer =>
      request.method === 'POST' && request.path.startsWith('/sync/')
        ? { body: '{"resync":true}', afterMs: 20 }
        : system(request);
    const pairs = await inBoth(twice, 6, forgotten);
    for (const { simulator, k6 } of pairs) expect(k6.map(comparable)).toEqual(simulator.map(comparable));
    const paths = pairs.map(({ k6 }) => k6.map(({ method, path }) => `${method} ${path}`).join(' '));
    // The first pull brings a checkpoint, which the second push loses, so that the second pull names none.
    const startsOver = 'POST /sync/wishlist GET /sync/wishlist POST /sync/wishlist GET /sync/wishlist ';
    expect(paths.filter((path) => `${path} `.includes(startsOver))).not.toEqual([]);
  });

  it('keeps from a phone that is offline what the simulator keeps from it', async () => {
    const offline = blueprintModel('mobile-integration', (text) =>
      text.replace('offline: { share: 1%, for: 2s..5s }', 'offline: { share: 100%, for: 1s..2s }'),
    );
    const asSet = (sent: readonly Sent[]) => sent.map((one) => JSON.stringify(comparable(one))).sort();
    const pairs = await inBoth(offline, 5);
    for (const { simulator, k6 } of pairs) expect(asSet(k6)).toEqual(asSet(simulator));
    // Some of them really held something back.
    const late = pairs.filter(({ planned, k6 }) =>
      k6.some(({ atMs }) => atMs >= (planned.offline?.toMs ?? Number.NaN)),
    );
    expect(late.length).toBeGreaterThan(3);
  });

  it('does the same on several machines as on one: each arrival once, whoever takes it', () => {
    const urls = (script: StubbedScript) =>
      script.requests.map(({ method, url, tags }) => `${method} ${url} ${tags['step']}`);
    const start = () =>
      startScript(bundle, files, {
        answer: ({ method, url }) => system({ method, path: url.slice(gatewayUrl.length) }),
      });
    const indexes = [...Array(60).keys()];
    const alone = indexes.flatMap((index) => {
      const one = start();
      one.iterate(index);
      return urls(one);
    });
    const shared = [0, 1, 2].map((machine) => {
      const one = start();
      for (const index of indexes.filter((each) => each % 3 === machine)) one.iterate(index);
      return urls(one);
    });
    // A phone that comes back on the same machine does not sign in again.
    const asked = (all: readonly string[]) =>
      all
        .filter((one) => !one.endsWith('sign-in'))
        .map((one) => one.replace(/\?.*?( |$)/, ' '))
        .sort();
    expect(asked(shared.flat())).toEqual(asked(alone));
  });
});

describe('the options of the script', () => {
  const start = (of: Model, env: Readonly<Record<string, string>> = {}) =>
    startScript(bundle, k6Files(of), { env });

  it('have one scenario, of an executor in an open model, with the keys that k6 knows', () => {
    for (const { name } of model.scenarios) {
      const { scenarios } = start(model, { SCENARIO: name }).options;
      expect(Object.keys(scenarios)).toEqual([name]);
      expect(problemsOf(scenarios[name])).toEqual([]);
    }
    expect(problemsOf(start(model, { FOR: '500ms' }).options.scenarios['everyday'])).toEqual([]);
    expect(start(model).options.scenarios['everyday']).toMatchObject({
      executor: 'constant-arrival-rate',
      rate: 40,
    });
    expect(start(model, { SCENARIO: 'rush' }).options.scenarios['rush']).toMatchObject({
      executor: 'ramping-arrival-rate',
      startRate: 20,
      timeUnit: '1s',
      stages: expect.arrayContaining([{ duration: '10000ms', target: 80 }]),
    });
  });

  it('reckon virtual users from the load, and take those that are given', () => {
    const vusOf = (env: Readonly<Record<string, string>>) => {
      const { preAllocatedVUs: first, maxVUs: most }: { preAllocatedVUs?: number; maxVUs?: number } =
        start(model, env).options.scenarios['everyday'] ?? {};
      return [first, most];
    };
    const [few = 0] = vusOf({});
    const [many = 0, most = 0] = vusOf({ LOAD: '10x' });
    expect(few).toBeGreaterThan(40);
    expect(many).toBeGreaterThan(5 * few);
    expect(most).toBeGreaterThan(many);
    expect(vusOf({ VUS: '7', MAX_VUS: '9' })).toEqual([7, 9]);
    expect(vusOf({ VUS: '7', MAX_VUS: '3' })).toEqual([7, 7]);
  });

  it('have a threshold for every objective, on a metric that the script has, as k6 reads them', () => {
    const script = start(model);
    const { thresholds } = script.options;
    for (const [metric, expressions] of Object.entries(thresholds)) {
      const { name, tags } = readMetricName(metric);
      expect(Object.keys(tags).filter((tag) => tag !== 'step' && tag !== 'journey')).toEqual([]);
      const type = builtIn[name] ?? script.types.get(name);
      for (const expression of expressions)
        expect(methodsOf[type ?? 'none']).toContain(readMethod(expression));
    }
    expect(thresholds).toMatchObject({
      'step_duration{step:GET /home}': ['p(95)<=2000'],
      'http_req_duration{step:GET /home}': ['p(95)<=2000'],
      'step_ok{step:GET /home}': ['rate>=0.97'],
      'step_count{step:GET /home}': ['count>=59', 'count>=99'],
      'journey_duration{journey:open-app}': ['p(95)<=6000'],
      'journey_ok{journey:open-app}': ['rate>=0.97'],
      'step_ok{step:POST /orders}': ['rate>=0.95'],
      arrival_lag: ['p(99)<=250'],
    });
    const judged = Object.keys(thresholds).filter((metric) => /_(duration|ok)\{(step|journey):/.test(metric));
    expect(judged.filter((metric) => !metric.startsWith('http_'))).toHaveLength(model.objectives.length);
  });

  it('ask of each of several runners for its share of the samples', () => {
    const of = (runners: string) => start(model, { RUNNERS: runners }).options.thresholds;
    expect(of('4')).toMatchObject({ 'step_count{step:GET /home}': ['count>=15', 'count>=25'] });
    expect(of('1')).toMatchObject({ 'step_count{step:GET /home}': ['count>=59', 'count>=99'] });
    expect(of('0')).toEqual(of('1'));
  });

  it('name steps so that a threshold finds the samples of its step', () => {
    const awkward = blueprintModel('mobile-integration', (text) =>
      text.replace(
        '{ step: GET /home, p95: 2s, success: 97% }',
        '{ step: "GET /products/{sku}", p95: 2s, success: 97% }',
      ),
    );
    const script = startScript(bundle, k6Files(awkward), {
      answer: ({ method, url }) => system({ method, path: url.slice(gatewayUrl.length) }),
    });
    for (let index = 0; index < 60; index++) script.iterate(index);
    const [metric = ''] = Object.keys(script.options.thresholds).filter((name) =>
      name.startsWith('step_ok{step:GET'),
    );
    const { tags } = readMetricName(metric);
    expect(tags).toEqual({ step: 'GET /products/:sku' });
    const found = script.samples.get('step_ok')?.filter((sample) => sample.tags['step'] === tags['step']);
    expect(found?.length).toBeGreaterThan(5);
    const requests = script.requests.filter(({ tags: { step } }) => step === tags['step']);
    expect(new Set(requests.map((request) => request.tags['name']))).toEqual(new Set([tags['step']]));
    expect(new Set(requests.map(({ url }) => url)).size).toBeGreaterThan(1);
  });
});

describe('what the script counts', () => {
  const answered = (answer: (path: string) => StubAnswer) => {
    const script = startScript(bundle, files, {
      answer: ({ method, url }) => {
        const path = url.slice(gatewayUrl.length);
        return { ...system({ method, path }), ...answer(path) };
      },
    });
    for (let index = 0; index < 40; index++) script.iterate(index);
    return script;
  };
  const valuesOf = (script: StubbedScript, metric: string, tag: string, value: string) =>
    (script.samples.get(metric) ?? [])
      .filter(({ tags }) => tags[tag] === value)
      .map((sample) => sample.value);

  it('is what a phone sees: its network, its signing in and the answer', () => {
    const script = answered(() => ({}));
    const [slowest = 0] = valuesOf(script, 'step_duration', 'step', 'GET /products').sort((a, b) => b - a);
    const [planned] = planArrivals(specOf(model));
    // Opening a connection takes two round trips, and registering, the token and the request one each.
    expect(slowest).toBeGreaterThan(5 * 70);
    expect(planned).toBeDefined();
    expect(valuesOf(script, 'step_ok', 'step', 'sign-in').every((ok) => ok === 1)).toBe(true);
    const journeys = script.samples.get('journey_count')?.length;
    expect(journeys).toBe(40);
    expect(script.samples.get('step_count')).toHaveLength(script.requests.length);
  });

  it('keeps no limit where a request failed, and none of its journey', () => {
    const { missMs } = JSON.parse(files.get('traffic.json') ?? '');
    const script = answered((path) => (path === '/account' ? { status: 503 } : {}));
    expect(new Set(valuesOf(script, 'step_duration', 'step', 'GET /account'))).toEqual(new Set([missMs]));
    expect(new Set(valuesOf(script, 'step_ok', 'step', 'GET /account'))).toEqual(new Set([0]));
    expect(new Set(valuesOf(script, 'journey_duration', 'journey', 'my-account'))).toEqual(new Set([missMs]));
    expect(new Set(valuesOf(script, 'journey_ok', 'journey', 'browse'))).toEqual(new Set([1]));
    const limits = model.objectives.flatMap(({ metric }) =>
      metric.type === 'percentile' ? [metric.limitMs] : [],
    );
    expect(Math.max(...limits)).toBeLessThan(missMs);
  });

  it('tells an answer without an optional part from one that failed', () => {
    const script = answered((path) => (path === '/home' ? { headers: { 'X-Missing': 'orders' } } : {}));
    expect(new Set(valuesOf(script, 'step_partial', 'step', 'GET /home'))).toEqual(new Set([1]));
    expect(new Set(valuesOf(script, 'step_partial', 'step', 'GET /products'))).toEqual(new Set([0]));
    expect(new Set(valuesOf(script, 'step_ok', 'step', 'GET /home'))).toEqual(new Set([1]));
  });

  it('says which faults it leaves out, once', () => {
    const outage = startScript(bundle, files, { env: { SCENARIO: 'backend-outage' } });
    expect(outage.warnings).toEqual([]);
    outage.setup();
    const [scenario] = model.scenarios.filter(({ name }) => name === 'backend-outage');
    expect(outage.warnings).toEqual(
      scenario?.faults.map(({ expression }) => `not injected by k6: ${expression}`),
    );
  });

  it('is nothing for the iterations that the plan has no arrival for', () => {
    const script = startScript(bundle, files);
    script.iterate(100_000);
    expect(script.requests).toEqual([]);
    expect([...script.samples.values()].flat()).toEqual([]);
  });
});
