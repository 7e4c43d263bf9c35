import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillBody, fillPath } from '../../../src/model/fill-placeholders.ts';
import { createRandom } from '../../../src/simulate/clock.ts';
import { arrivalInstants, phasesFor, rateAt } from '../../../src/simulate/plan/load.ts';
import { planArrivals } from '../../../src/simulate/plan/plan-arrivals.ts';
import { planHash } from '../../../src/simulate/plan/plan-hash.ts';
import { describeTraffic } from '../../../src/simulate/plan/traffic-spec.ts';
import { fault, request, think, tinyApp, tinyModel, tinyScenario } from '../../support/tiny-model.ts';

const steps = [
  request('GET /items/{sku}'),
  think(100, 300),
  request('POST /orders', { sku: '{sku}', n: '{amount}' }),
];

function spec(seed: number, perSecond = 50, changes = {}) {
  return describeTraffic(tinyModel([tinyApp(steps, changes)]), tinyScenario(perSecond, 10_000), { seed });
}

describe('planArrivals', () => {
  it('plans the same arrivals, payloads and faults for the same seed, and others for another', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 20 }), (seed, perSecond) => {
        const hash = planHash(spec(seed, perSecond), []);
        expect(planHash(spec(seed, perSecond), [])).toBe(hash);
        expect(planHash(spec(seed + 1, perSecond), [])).not.toBe(hash);
        expect(planHash(spec(seed, perSecond), [fault('api', { kind: 'reset' })])).not.toBe(hash);
      }),
      { numRuns: 25 },
    );
  });

  it('plans the same arrivals from a spec that went through JSON, as the host of the devices gets it', () => {
    const original = spec(3);
    const sent: typeof original = JSON.parse(JSON.stringify(original));
    expect(planHash(sent, [])).toBe(planHash(original, []));
  });

  it('plans arrivals in order, at the rate of the load', () => {
    const instants = [...planArrivals(spec(1))].map(({ atMs }) => atMs);
    expect(instants).toEqual([...instants].sort((a, b) => a - b));
    expect(Math.abs(instants.length - 500)).toBeLessThan(80);
    expect(instants.at(-1)).toBeLessThan(10_000);
  });

  it('uses one value for a name in all steps of a journey, as a number where it is one', () => {
    for (const { steps: planned } of planArrivals(spec(2))) {
      const [get, , post] = planned;
      if (get?.type !== 'request' || post?.type !== 'request') throw new Error('unexpected steps');
      const body: { sku: string; n: number } = JSON.parse(post.body ?? '');
      expect(get.path).toBe(`/items/${body.sku}`);
      expect([1, 2]).toContain(body.n);
    }
  });

  it('gives a phone the same platform and version in each of its journeys', () => {
    const seen = new Map<number, string>();
    for (const { device, platform } of planArrivals(spec(4))) {
      expect(seen.get(device) ?? platform).toBe(platform);
      seen.set(device, platform);
    }
    expect(new Set(seen.values())).toEqual(new Set(['android', 'ios']));
  });

  it('takes a share of the journeys offline, somewhere between their first step and their last thought', () => {
    const offline = { share: 0.5, minMs: 1000, maxMs: 2000 };
    const journeys = [...planArrivals(spec(5, 50, { offline }))];
    const affected = journeys.flatMap((j) => (j.offline === null ? [] : [{ ...j.offline, atMs: j.atMs }]));
    expect(affected.length / journeys.length).toBeCloseTo(0.5, 1);
    for (const { atMs, fromMs, toMs } of affected) {
      expect(fromMs - atMs).toBeGreaterThanOrEqual(0);
      expect(fromMs - atMs).toBeLessThan(300);
      expect(toMs - fromMs).toBeGreaterThanOrEqual(1000);
      expect(toMs - fromMs).toBeLessThan(2000);
    }
  });
});

describe('load', () => {
  const ramp = [{ fromMs: 0, toMs: 1000, startPerSecond: 0, endPerSecond: 100 }];

  it('moves in a line within a phase and is zero outside', () => {
    expect(rateAt(ramp, 500)).toBe(50);
    expect(rateAt(ramp, 1000)).toBe(0);
  });

  it('goes on with the last rate when a scenario is drawn out', () => {
    expect(rateAt(phasesFor(ramp, 3000), 2000)).toBe(100);
  });

  it('is replaced by a rate, or multiplied by a factor', () => {
    expect(rateAt(phasesFor(ramp, 1000, { type: 'rate', perSecond: 7 }), 10)).toBe(7);
    expect(rateAt(phasesFor(ramp, 1000, { type: 'factor', factor: 3 }), 500)).toBe(150);
  });

  it('puts arrivals where the rate is', () => {
    const instants = [...arrivalInstants(ramp, 1000, createRandom(1))];
    const late = instants.filter((atMs) => atMs >= 500).length;
    expect(late / instants.length).toBeGreaterThan(0.6);
    expect([...arrivalInstants([], 1000, createRandom(1))]).toEqual([]);
  });
});

describe('placeholders', () => {
  it('encodes a value in a path as one segment', () => {
    expect(fillPath('/items/{sku}?q={sku}', () => 'a/b c')).toBe('/items/a%2Fb%20c?q=a%2Fb%20c');
  });

  it('fills strings at any depth and leaves everything else alone', () => {
    const body = { id: '{n}', text: 'no {n}', list: ['{n}', 3, null], deep: { yes: true } };
    expect(fillBody(body, () => 4)).toEqual({ id: 4, text: 'no 4', list: [4, 3, null], deep: { yes: true } });
  });
});
