import { describe, expect, it } from 'vitest';
import { keysOf } from '../../src/predict/cache.ts';
import { flowsOf, localChangeShare } from '../../src/predict/flows.ts';
import { edgeLoads, loadAt } from '../../src/predict/load.ts';
import { createAnswerCache } from '../../templates/typescript/gateway/src/answer-cache.ts';
import { modelOf, SAMPLE, sampleWith } from '../model/sample.ts';
import { plannedArrivals } from '../support/planned-arrivals.ts';

describe('loadAt', () => {
  it('hands in changes as often as simulated phones do', () => {
    const { planned } = plannedArrivals(sampleWith([', for: 10m', '']));
    const syncs = planned.flatMap(({ steps }) =>
      steps.flatMap((step) => (step.type === 'service' && step.step.action === 'sync' ? [step] : [])),
    );
    const changed = syncs.filter(({ changedItem }) => changedItem !== null).length;
    expect(changed / syncs.length).toBeCloseTo(localChangeShare, 1);
  });

  it.each([
    ['/home', 1],
    ['/home/{sku}', 2],
  ])('expects hits as the cache of the gateway has them, for %s', (path, values) => {
    const text = sampleWith(
      ['- GET /home\n', `- GET ${path}\n`],
      ['/home: { to: shop, cache: 15s }', `${path}: { to: shop, cache: 200ms, cache-per: everyone }`],
      ['http: GET /home\n', `http: 'GET ${path}'\n`],
    );
    const { model, planned } = plannedArrivals(text);
    let nowMs = 0;
    const clock = { now: () => nowMs, monotonic: () => nowMs, after: () => () => {} };
    const cache = createAnswerCache(1e6, clock);
    let asked = 0;
    let hits = 0;
    for (const { atMs, steps } of planned) {
      nowMs = atMs;
      for (const step of steps) {
        if (step.type !== 'request' || step.method !== 'GET') continue;
        asked += 1;
        if (cache.find(step.path) !== undefined) hits += 1;
        else cache.store(step.path, { status: 200, headers: {}, body: Buffer.alloc(1), begunAt: nowMs }, 200);
      }
    }
    const load = loadAt(model, 20).flows.find(({ flow }) => flow.step.label === `GET ${path}`);
    expect(load?.flow === undefined ? 0 : keysOf(load.flow)).toBe(values);
    expect(load?.hitShare).toBeCloseTo(hits / asked, 1);
  });

  it('follows calls to backends: shares, parts, cache and retries', () => {
    const model = modelOf(SAMPLE);
    const load = loadAt(model, 40);
    const [crm, erp] = model.backends;
    const [home] = load.flows;
    if (crm === undefined || erp === undefined || home === undefined) throw new Error('not the sample');
    expect(home).toMatchObject({ perSecond: 28 });
    // Of 1000 phones each asks for its home 0.028 times a second, and the answer lives for 15 s.
    expect(home.hitShare).toBeCloseTo(0.42 / 1.42, 9);
    const passed = 28 * (1 - home.hitShare);
    const asked = load.backends.get(crm);
    expect(asked?.uncachedPerSecond).toBeCloseTo(56, 9);
    expect(asked?.mostPerSecond).toBeCloseTo(28 * 3 + 28, 9);
    expect(asked?.expectedPerSecond).toBeGreaterThan(2 * passed);
    expect(asked?.expectedPerSecond).toBeLessThan(2 * passed * 1.02);
    expect(load.backends.get(erp)?.expectedPerSecond).toBeCloseTo(12, 2);
    const [app] = model.devices;
    expect(app === undefined ? 0 : load.counted.get(app)).toBeCloseTo(28 * 3.5 + 12 * 3, 9);
  });

  it('is made of every request of every step, in the order of the blueprint', () => {
    expect(
      flowsOf(modelOf(SAMPLE)).map(({ step, method, perStep }) => `${step.label} ${method} ${perStep}`),
    ).toEqual([
      'GET /home GET 1',
      'sync: orders POST 0.5',
      'sync: orders GET 1',
      'check: version POST 1',
      'POST /orders POST 1',
      'track: bought POST 1',
      'subscribe: offers POST 1',
    ]);
  });

  it('puts the load of the flows on the declared edges', () => {
    const model = modelOf(SAMPLE);
    const edges = edgeLoads(loadAt(model, 40));
    const declared = new Set(model.edges.map(({ from, to }) => `${from} ${to}`));
    expect(edges.filter(({ from, to }) => !declared.has(`${from} ${to}`))).toEqual([]);
    const perSecond = new Map(edges.map(({ from, to, perSecond: rate }) => [`${from} ${to}`, rate]));
    expect(perSecond.get('app api')).toBeCloseTo(28 * 3.5 + 12 * 3, 9);
    expect(perSecond.get('shop push')).toBeCloseTo(12, 9);
    expect(perSecond.get('api push')).toBeCloseTo(12, 9);
  });
});
