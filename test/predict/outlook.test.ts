import { describe, expect, it } from 'vitest';
import { outlookOf } from '../../src/predict/outlook.ts';
import { modelOf, SAMPLE } from '../model/sample.ts';

describe('outlookOf', () => {
  it('is about the first scenario, and about the busiest of all', () => {
    const { scenario, traffic, meanLoad, peakLoad, busiest } = outlookOf(modelOf(SAMPLE));
    expect([scenario?.name, traffic.durationMs]).toEqual(['everyday', 600_000]);
    expect([meanLoad().journeysPerSecond, peakLoad().journeysPerSecond]).toEqual([20, 20]);
    expect(busiest()).toMatchObject({ scenario: { name: 'outage' }, load: { journeysPerSecond: 40 } });
  });

  it('is worked out once for a model', () => {
    const model = modelOf(SAMPLE);
    expect(outlookOf(model)).toBe(outlookOf(model));
    expect(outlookOf(model).forecast()).toBe(outlookOf(model).forecast());
    expect(outlookOf(model)).not.toBe(outlookOf(modelOf(SAMPLE)));
  });

  it('has no load without a scenario', () => {
    const { scenario, meanLoad, busiest } = outlookOf(modelOf(SAMPLE.slice(0, SAMPLE.indexOf('scenarios:'))));
    expect([scenario, busiest(), meanLoad().journeysPerSecond]).toEqual([null, null, 0]);
  });

  it('lets distributions be worked out for so many journeys, each counted once, and for no more', () => {
    const names = Array.from({ length: 60 }, (_, at) => `j${at}`);
    const journeys = names.map((name) => `      ${name}: { steps: [GET /home, POST /orders] }\n`).join('');
    const text = SAMPLE.replace('    journeys:\n', `    journeys:\n${journeys}`).replace(
      'share: 70%',
      'share: 10%',
    );
    const { mayForecast } = outlookOf(modelOf(text));
    const allowed = names.filter((journey) => mayForecast({ type: 'journey', journey }));
    expect(allowed.length).toBeGreaterThan(20);
    expect(allowed.length).toBeLessThan(60);
    expect(allowed).toEqual(names.slice(0, allowed.length));
    const again = outlookOf(modelOf(text)).mayForecast;
    for (let times = 0; times < 1000; times++) expect(again({ type: 'journey', journey: 'j0' })).toBe(true);
  });
});
