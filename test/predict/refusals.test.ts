import { describe, expect, it } from 'vitest';
import { type PlannedRequest, plannedRequests } from '../../src/predict/journey-course.ts';
import { journeysOf } from '../../src/predict/journey-flows.ts';
import { type Refusals, refusalsOf, refusedOfAll, refusedOfPhones } from '../../src/predict/refusals.ts';
import type { JourneyRequests } from '../../src/predict/sliced-run.ts';
import { modelOf, SAMPLE, sampleWith } from '../model/sample.ts';
import { passGateway } from './gateway-bucket.ts';

const model = modelOf(SAMPLE);
const sample: readonly JourneyRequests[] = journeysOf(model).map((of) => ({
  share: of.journey.share,
  requests: plannedRequests(of, { first: 1, again: 0 }),
}));
/** A journey of requests that end it where they are refused, at these times. */
function journeyOf(...timesMs: readonly number[]): JourneyRequests {
  return { share: 1, requests: repeated(sample[0]?.requests[0], timesMs) };
}

function repeated(
  request: PlannedRequest | undefined,
  timesMs: readonly number[],
): readonly PlannedRequest[] {
  if (request === undefined) throw new Error('not the sample');
  return timesMs.map((atMs) => ({ ...request, flow: { ...request.flow }, atMs }));
}

/** The share of a journey's runs that are refused nothing. */
function wellOf({ requests }: JourneyRequests, refusals: Refusals): number {
  return requests.reduce(
    (well, { flow, counts }) =>
      counts ? well * (1 - flow.perStep * refusals.ofFlow(flow).afterSuccess) : well,
    1,
  );
}

const seconds = (count: number, perSecond: number) => [{ durationMs: count * 1000, perSecond }];

describe('refusedOfAll', () => {
  it('refuses what one request each sends beyond rate and burst', () => {
    const { share } = refusedOfAll([journeyOf(0)], { ratePerSecond: 20, burst: 40 }, seconds(30, 50));
    expect(share).toBeCloseTo((30 * (50 - 20) - 40) / (30 * 50), 3);
  });

  it('lets so many of each request through that those that go on are as many as the rate', () => {
    // With a share q that passes, 10 journeys/s send 10 (q + q² + q³) that pass: 17.5 for q = 0.5 and 20 journeys/s.
    const journey = journeyOf(0, 0, 0);
    const refusals = refusedOfAll([journey], { ratePerSecond: 17.5, burst: 1 }, seconds(600, 20));
    expect(wellOf(journey, refusals)).toBeCloseTo(0.5 ** 3, 3);
    expect(refusals.share).toBeCloseTo(0.5, 3);
  });

  it('lets journeys through as a whole while the burst lasts, which chances of single requests do not tell', () => {
    // 40/s are sent of which the rate is 15/s: a burst of 200 lasts for 8 s of 20. Then 20 (q + q²) = 15, q = 0.5.
    const journey = journeyOf(0, 0);
    const refusals = refusedOfAll([journey], { ratePerSecond: 15, burst: 200 }, seconds(20, 20));
    expect(wellOf(journey, refusals)).toBeCloseTo(8 / 20 + (12 / 20) * 0.5 ** 2, 2);
    const [first, second] = journey.requests.map(({ flow }) => refusals.ofFlow(flow));
    expect(first?.sent).toBeCloseTo((12 / 20) * 0.5, 2);
    // Of 20 x 8 + 20 x 12 / 2 that are sent, half of the latter.
    expect(second?.sent).toBeCloseTo(60 / 280, 2);
  });

  it('refuses nothing of what is sent when no more journeys begin', () => {
    const journey = journeyOf(0, 10_500);
    const refusals = refusedOfAll([journey], { ratePerSecond: 20, burst: 1 }, seconds(10, 40));
    expect(journey.requests.map(({ flow }) => refusals.ofFlow(flow).sent)).toEqual([
      expect.closeTo(0.5, 2),
      expect.closeTo(0, 2),
    ]);
  });

  it.each([
    ['30 % of the rate', 0.3, 40],
    ['half of the rate', 0.5, 40],
    ['80 % of the rate', 0.8, 40],
    ['half of the rate, and a burst of three seconds', 0.5, 600],
  ])('is what the limiter of the gateway does with journeys at random times: %s', (_name, part, burst) => {
    const load = { perSecond: 60, seconds: 30 };
    const offered = load.perSecond * (0.7 * 3.5 + 0.3 * 3);
    const plan = { ratePerSecond: part * offered, burst, per: 'app' } as const;
    const refusals = refusedOfAll(sample, plan, seconds(load.seconds, load.perSecond));
    const runs = [1, 2, 3].map((seed) => passGateway(sample, plan, { ...load, seed }));
    const mean = (of: (run: (typeof runs)[number]) => number) =>
      runs.reduce((sum, run) => sum + of(run), 0) / runs.length;
    expect(Math.abs(refusals.share - mean(({ refused }) => refused))).toBeLessThan(0.02);
    for (const [index, journey] of sample.entries())
      expect(Math.abs(wellOf(journey, refusals) - mean(({ well }) => well[index] ?? 0))).toBeLessThan(0.03);
  });
});

describe('refusedOfPhones', () => {
  it.each([
    ['the third of three requests', { ratePerSecond: 0.1, burst: 2 }, [0, 0, 1]],
    ['what comes before a token is earned', { ratePerSecond: 1, burst: 1 }, [0, 1, 1]],
    ['nothing where a token is earned between two', { ratePerSecond: 5, burst: 1 }, [0, 0, 0]],
  ])('is %s', (_name, plan, expected) => {
    // Without thinking; what a service's client sends does not end the journey.
    const requests = repeated(sample[0]?.requests.at(-1), [0, 300, 600]);
    const journey = { share: 1, requests };
    const refusals = refusedOfPhones([journey], plan);
    expect(requests.map(({ flow }) => refusals.ofFlow(flow).sent)).toEqual(expected);
    const { well } = passGateway(
      [journey],
      { ...plan, per: 'device' },
      { perSecond: 5, seconds: 20, seed: 1 },
    );
    expect(well[0]).toBe(wellOf(journey, refusals));
  });
});

describe('refusalsOf', () => {
  it('lets those through on their own bucket who thought for long enough', () => {
    // The third request is the first for which nothing may be left; before the second, users think for up to 2 s.
    const text = sampleWith(
      ['rate: 20/s, per: device, burst: 40', 'rate: 1/s, per: device, burst: 2'],
      ['          - track: bought\n', '          - think: 0s..2s\n          - track: bought\n'],
      ['    offline: {', '    networks: { lte: 100% }\n    offline: {'],
    );
    const own = modelOf(text);
    const [of] = own.devices;
    const buy = journeysOf(own).find(({ journey }) => journey.name === 'buy');
    const flow = buy?.steps.at(-1);
    if (of === undefined || flow?.type !== 'active') throw new Error('not the sample');
    const [subscribe] = flow.flows;
    if (subscribe === undefined) throw new Error('not the sample');
    // Two requests of 70 ms and a little each, and what is thought: a token is earned where that is a second.
    const { sent } = refusalsOf(own, of, traffic(1)).ofFlow(subscribe);
    expect(sent).toBeGreaterThan(0.3);
    expect(sent).toBeLessThan(0.5);
  });

  const [app] = model.devices;
  if (app === undefined) throw new Error('not the sample');
  const traffic = (perSecond: number) => ({
    phases: [{ fromMs: 0, toMs: 30_000, startPerSecond: perSecond, endPerSecond: perSecond }],
    durationMs: 30_000,
  });

  it('is nothing within the plan, and without any load', () => {
    expect(refusalsOf(model, app, traffic(20)).share).toBe(0);
    const shared = modelOf(sampleWith(['per: device', 'per: app']));
    const [of] = shared.devices;
    if (of === undefined) throw new Error('not the sample');
    expect(refusalsOf(shared, of, traffic(5)).share).toBe(0);
    expect(refusalsOf(shared, of, { phases: [], durationMs: 0 }).share).toBe(0);
    expect(refusalsOf(shared, of, traffic(20)).share).toBeGreaterThan(0.3);
  });
});
