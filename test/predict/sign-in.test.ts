import { describe, expect, it } from 'vitest';
import type { DeviceApp, Gateway } from '../../src/model/model.ts';
import { signInOf } from '../../src/predict/sign-in.ts';
import { noTraffic, trafficOf } from '../../src/predict/traffic.ts';
import { modelOf, SAMPLE, sampleWith } from '../model/sample.ts';
import { plannedArrivals } from '../support/planned-arrivals.ts';

describe('signInOf', () => {
  const lasting = sampleWith(
    ['{ kind: identity }', '{ kind: identity, token-lifetime: 60s }'],
    ['    offline:', '    population: 300\n    offline:'],
  );

  it.each([
    ['a long run, in which tokens expire', lasting],
    ['a short run of many phones', sampleWith([', for: 10m', ''])],
  ])('counts first and later tokens as phones do in %s', (_name, text) => {
    const { model, scenario, planned } = plannedArrivals(text);
    const [app] = model.devices;
    const identity = app?.gateway.authenticates?.settings;
    if (app === undefined || identity?.kind !== 'identity') throw new Error('the sample signs in');
    const lifeMs = identity.tokenMs - Math.min(30_000, identity.tokenMs / 10);
    const renewAt = new Map<number, number>();
    let first = 0;
    let again = 0;
    for (const { device, atMs } of planned) {
      const until = renewAt.get(device);
      if (until !== undefined && atMs < until) continue;
      if (until === undefined) first += 1;
      else again += 1;
      renewAt.set(device, atMs + lifeMs);
    }
    const predicted = signInOf(model, app, trafficOf(scenario));
    expect(predicted.first / (first / planned.length)).toBeCloseTo(1, 1);
    expect(predicted.again).toBeCloseTo(again / planned.length, 1);
  });

  it('is once for each journey without a load, and never without tokens', () => {
    const model = modelOf(SAMPLE);
    const [app] = model.devices as readonly [DeviceApp];
    expect(signInOf(model, app, noTraffic)).toEqual({ first: 1, again: 0 });
    const open: Gateway = { ...app.gateway, authenticates: null };
    expect(signInOf(model, { ...app, gateway: open }, noTraffic)).toEqual({ first: 0, again: 0 });
  });
});
