import { describe, expect, it } from 'vitest';
import { samplesPerArrival } from '../../src/predict/samples.ts';
import {
  arrivalsOf,
  meanOfTraffic,
  noTraffic,
  peakOf,
  stretchesOf,
  trafficOf,
} from '../../src/predict/traffic.ts';
import { modelOf, SAMPLE } from '../model/sample.ts';
import { plannedArrivals } from '../support/planned-arrivals.ts';

const [everyday, outage] = modelOf(SAMPLE).scenarios;
if (everyday === undefined || outage === undefined) throw new Error('the sample has two scenarios');

/** A load of so many short phases, each a little higher than the one before. */
function staircase(count: number) {
  const phases = Array.from({ length: count }, (_, at) => ({
    fromMs: at * 100,
    toMs: (at + 1) * 100,
    startPerSecond: at,
    endPerSecond: at,
  }));
  return { phases, durationMs: count * 100 };
}

describe('traffic', () => {
  it('has a peak, a mean, and the arrivals of its phases', () => {
    expect([peakOf, meanOfTraffic, arrivalsOf].map((of) => of(trafficOf(outage)))).toEqual([
      40,
      expect.closeTo(33.333, 3),
      1000,
    ]);
    expect([peakOf, meanOfTraffic, arrivalsOf].map((of) => of(noTraffic))).toEqual([0, 0, 0]);
  });

  it('is cut into stretches that have the same arrivals', () => {
    const stretches = stretchesOf(trafficOf(outage));
    expect(stretches.length).toBe(9);
    expect(stretches[0]).toEqual({ durationMs: 1250, perSecond: 2.5 });
    expect(stretches.at(-1)).toEqual({ durationMs: 20_000, perSecond: 40 });
    const sum = stretches.reduce(
      (all, { durationMs, perSecond }) => all + (durationMs / 1000) * perSecond,
      0,
    );
    expect(sum).toBeCloseTo(1000, 9);
  });

  it('is averaged where it has more stretches than matter, without losing time or arrivals', () => {
    const load = staircase(1000);
    const stretches = stretchesOf(load);
    expect(stretches.length).toBeLessThanOrEqual(65);
    expect(stretches.reduce((sum, { durationMs }) => sum + durationMs, 0)).toBeCloseTo(load.durationMs, 6);
    const arrivals = stretches.reduce(
      (sum, { durationMs, perSecond }) => sum + (durationMs / 1000) * perSecond,
      0,
    );
    expect(arrivals).toBeCloseTo(arrivalsOf(load), 6);
  });
});

describe('samplesPerArrival', () => {
  it('is what a simulation plans of journeys and requests', () => {
    const { model, planned } = plannedArrivals(SAMPLE);
    const share = (of: (journey: (typeof planned)[number]) => number) =>
      planned.reduce((sum, journey) => sum + of(journey), 0) / planned.length;
    expect(samplesPerArrival(model, { type: 'journey', journey: 'open' })).toBeCloseTo(
      share(({ journey }) => Number(journey === 'open')),
      1,
    );
    const syncs = share(({ steps }) =>
      steps.reduce(
        (sum, step) =>
          step.type === 'service' && step.step.action === 'sync'
            ? sum + 1 + Number(step.changedItem !== null)
            : sum,
        0,
      ),
    );
    expect(samplesPerArrival(model, { type: 'step', label: 'sync: orders' })).toBeCloseTo(syncs, 1);
    expect(samplesPerArrival(model, { type: 'step', label: 'GET /away' })).toBe(0);
  });
});
