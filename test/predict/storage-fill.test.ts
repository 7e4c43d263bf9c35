import { describe, expect, it } from 'vitest';
import { loadAt } from '../../src/predict/load.ts';
import { bytesPerDay, dayOf, fillsOf } from '../../src/predict/storage-fill.ts';
import { noTraffic, trafficOf } from '../../src/predict/traffic.ts';
import { modelOf, SAMPLE, sampleWith } from '../model/sample.ts';

const dayMs = 86_400_000;

function fills(text: string) {
  const model = modelOf(text);
  const [scenario] = model.scenarios;
  const traffic = scenario === undefined ? noTraffic : trafficOf(scenario);
  const day = dayOf(model, traffic);
  const of = fillsOf(model, day, loadAt(model, 20));
  return { day, byName: new Map(of.map((fill) => [fill.service.name, fill])) };
}

const many = sampleWith(['    offline:', '    population: 1000000\n    offline:']);

describe('dayOf', () => {
  it('is the load of the scenario for a day, but no more than 24 journeys a phone', () => {
    expect(fills(SAMPLE).day).toEqual({ journeys: 24_000, limitedBy: 'phones' });
    expect(fills(many).day).toEqual({ journeys: 20 * 86_400, limitedBy: 'load' });
  });
});

describe('fillsOf', () => {
  it('counts the records of a day by what the journeys write, with each sort once for a phone where it is so', () => {
    const { byName } = fills(many);
    const orders = 6 * 86_400;
    expect(byName.get('analytics')?.records).toEqual([
      { what: 'events', perDay: expect.closeTo(orders, 3), bytes: 110, keptMs: 7 * dayMs, most: null },
    ]);
    expect(byName.get('push')?.records).toMatchObject([
      { what: 'messages', perDay: expect.closeTo(orders, 3), keptMs: 30 * dayMs, most: null },
      { what: 'registrations', perDay: expect.closeTo(orders, 3), keptMs: null, most: 1_000_000 },
    ]);
    expect(byName.get('identity')?.records).toMatchObject([{ what: 'clients', most: 1_000_000 }]);
    expect(byName.has('app-check')).toBe(false);
  });

  it('counts the messages of a push service for its retention', () => {
    const perDay = 6 * 86_400 * 275;
    const brief = fills(many.replace('kind: push,', 'kind: push, retention: 5d,')).byName.get('push');
    expect(brief?.fullAfterMs).toBeNull();
    // At the end of 30 days there are the messages of five, and a registration of each phone.
    expect(brief?.mostBytes).toBeCloseTo(5 * perDay + 1_000_000 * 1030, 0);
  });

  it('keeps former versions only where changes are merged', () => {
    const what = (text: string) =>
      fills(text)
        .byName.get('sync')
        ?.records.map((stream) => stream.what);
    expect(what(many)).toEqual(['changes', 'items']);
    expect(what(many.replace('client-wins', 'merge-fields'))).toEqual([
      'changes',
      'former versions',
      'items',
    ]);
  });

  it('finds the day on which a storage is full, and none where the oldest are deleted in time', () => {
    const { byName } = fills(many);
    const push = byName.get('push');
    const analytics = byName.get('analytics');
    if (push === undefined || analytics === undefined) throw new Error('not the sample');
    const perDay = 6 * 86_400 * (275 + 1030);
    // Within two days there are not yet a million registrations.
    expect((push.fullAfterMs ?? 0) / dayMs).toBeCloseTo(
      (2 * 1024 ** 3 - 1_000_000 * 1030) / (6 * 86_400 * 275),
      3,
    );
    expect(bytesPerDay(push)).toBeCloseTo(perDay, 0);
    expect(analytics.fullAfterMs).toBeNull();
    expect(analytics.mostBytes).toBeCloseTo(7 * 6 * 86_400 * 110, 0);
  });
});
