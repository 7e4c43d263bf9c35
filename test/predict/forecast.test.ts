import { describe, expect, it } from 'vitest';
import type { Model } from '../../src/model/model.ts';
import { createForecast, figuresOf } from '../../src/predict/forecast.ts';
import { keptBy, shareKeeping, successOf } from '../../src/predict/outcome.ts';
import { outlookOf } from '../../src/predict/outlook.ts';
import { predictRun } from '../../src/predict/predict-run.ts';
import { noTraffic, trafficOf } from '../../src/predict/traffic.ts';
import { modelOf, SAMPLE, sampleWith } from '../model/sample.ts';
import { blueprintModel } from '../support/blueprint-model.ts';

/** The sample without phones that go offline, each signing in for the first time: every term is known. */
const plain = sampleWith(['    offline: { share: 15%, for: 5s..30s }\n', '']);

function p50(model: Model, subject: string): number {
  const forecast = createForecast(model, noTraffic);
  const outcome = subject.includes(' ')
    ? forecast.outcomeOf({ type: 'step', label: subject })
    : forecast.outcomeOf({ type: 'journey', journey: subject });
  return outcome === null ? Number.NaN : (figuresOf(outcome).p50Ms ?? Number.NaN);
}

describe('a forecast', () => {
  it('adds up the round trips of a journey: connection, sign-in, and one a request', () => {
    const fixed = plain
      .replaceAll(
        'latency: { p50: 40ms, p99: 300ms }, errors: 0.2%, capacity: 200/s',
        'latency: { p50: 40ms, p99: 40ms }',
      )
      .replace('{ latency: { p50: 30ms } }', '{ latency: { p50: 30ms, p99: 30ms } }');
    const model = modelOf(fixed);
    // Two for the connection, two for the token, one each for order, event and subscription; then the ERP and little else.
    const tripsMs = 7 * 170;
    expect(p50(model, 'buy')).toBeGreaterThan(tripsMs + 30);
    expect(p50(model, 'buy')).toBeLessThan(tripsMs + 30 + 60);
    // Two parts of 40 ms in turn; the connection and the token belong to the first step.
    expect(p50(model, 'GET /home')).toBeGreaterThan(5 * 170 + 80);
    expect(p50(model, 'GET /home')).toBeLessThan(5 * 170 + 80 + 40);
    expect(p50(model, 'check: version')).toBeGreaterThan(170);
    expect(p50(model, 'check: version')).toBeLessThan(190);
  });

  it('mixes whole journeys over the networks: a phone keeps its network', () => {
    const model = modelOf(plain.replace('    data:', '    networks: { lte: 50%, 2g-urban: 50% }\n    data:'));
    const forecast = createForecast(model, noTraffic);
    const [open] = forecast.journeys;
    const outcome = forecast.outcomeOf({ type: 'journey', journey: 'open' });
    if (open === undefined || outcome === null) throw new Error('the sample has a journey "open"');
    const [lte, slow] = open.networks();
    const slowest = figuresOf(lte?.outcome.whole ?? outcome).p99Ms ?? 0;
    const quickest = figuresOf(slow?.outcome.whole ?? outcome).p50Ms ?? 0;
    expect(slowest).toBeLessThan(quickest / 5);
    expect(shareKeeping(outcome, (slowest + quickest) / 2)).toBeCloseTo(0.5, 2);
  });

  it('succeeds as often as the required parts on the way do, retries reckoned with', () => {
    const failing = (errors: string) => modelOf(plain.replace('errors: 0.2%', `errors: ${errors}`));
    const successFor = (errors: string) => {
      const outcome = createForecast(failing(errors), noTraffic).outcomeOf({
        type: 'step',
        label: 'GET /home',
      });
      return outcome === null ? Number.NaN : successOf(outcome);
    };
    // The customer is asked for three times, the offers are optional; one answer in 260 takes longer than an attempt may.
    const late = 1 - 0.9961;
    for (const errors of [0.1, 0.3, 0.5])
      expect(successFor(`${errors * 100}%`)).toBeCloseTo(1 - (1 - (1 - errors) * (1 - late)) ** 3, 2);
  });

  it('is of all applications that have a journey of the name, by their phones', () => {
    const two = plain.replace(
      '\ngateway:',
      `  kiosk:
    population: 3000
    networks: { wifi: 100% }
    journeys:
      open: { steps: [GET /home] }

gateway:`,
    );
    const forecast = createForecast(modelOf(two), noTraffic);
    expect(forecast.journeys.map(({ app, share }) => `${app.name} ${share.toFixed(3)}`)).toEqual([
      'app 0.175',
      'app 0.075',
      'kiosk 0.750',
    ]);
    const both = forecast.outcomeOf({ type: 'journey', journey: 'open' });
    const alone = forecast.journeys
      .filter(({ journey }) => journey.name === 'open')
      .map(({ whole }) => whole());
    if (both === null) throw new Error('the sample has a journey "open"');
    // The phones' network takes 170 ms a request, that of the kiosks 20 ms: three quarters of the second are not slow.
    const [phone, kiosk] = alone.map((outcome) => shareKeeping(outcome, 600));
    expect(phone).toBe(0);
    expect(kiosk).toBeGreaterThan(0.9);
    expect(shareKeeping(both, 600)).toBeCloseTo((0.75 / (0.75 + 0.175)) * (kiosk ?? 0), 3);
  });

  it('lets phones without a connection answer what they read, and be late with what they write', () => {
    const offline = createForecast(
      modelOf(plain.replace('    data:', '    offline: { share: 90%, for: 10m..20m }\n    data:')),
      noTraffic,
    );
    const online = createForecast(modelOf(plain), noTraffic);
    const track = { type: 'step', label: 'track: bought' } as const;
    const p90 = (forecast: typeof online) => {
      const outcome = forecast.outcomeOf(track);
      return outcome === null ? 0 : (keptBy(outcome, 0.9) ?? 0);
    };
    // Nine in ten buy offline: the event waits for the order before it, with a connection and a token of its own.
    expect(p90(offline)).toBeGreaterThan(p90(online) + 4 * 170);
  });

  it('fails what a plan refuses', () => {
    const model = modelOf(plain.replace('rate: 20/s, per: device', 'rate: 20/s, per: app'));
    const [scenario] = model.scenarios;
    if (scenario === undefined) throw new Error('the sample has a scenario');
    const outcome = createForecast(model, trafficOf(scenario)).outcomeOf({
      type: 'step',
      label: 'track: bought',
    });
    expect(outcome === null ? null : successOf(outcome)).toBeLessThan(0.6);
  });

  it('knows nothing of what no journey has', () => {
    const forecast = createForecast(modelOf(SAMPLE), noTraffic);
    expect(forecast.outcomeOf({ type: 'step', label: 'GET /away' })).toBeNull();
    expect(forecast.outcomeOf({ type: 'journey', journey: 'away' })).toBeNull();
  });
});

describe('predictRun', () => {
  it('predicts every journey and every step of a blueprint, the same each time', () => {
    const model = blueprintModel('mobile-integration');
    const { traffic } = outlookOf(model);
    const { journeys, steps } = predictRun(model, traffic);
    expect([...journeys.keys()]).toEqual([
      'shopper-app\0open-app',
      'shopper-app\0browse',
      'shopper-app\0buy',
      'shopper-app\0my-account',
    ]);
    expect(steps.size).toBe(12);
    for (const { p50Ms, p95Ms, p99Ms, success } of [...journeys.values(), ...steps.values()]) {
      expect(p50Ms).toBeGreaterThan(70);
      expect(p95Ms).toBeGreaterThan(p50Ms ?? 0);
      expect(p99Ms).toBeGreaterThanOrEqual(p95Ms ?? 0);
      expect(success).toBeGreaterThan(0.99);
    }
    expect(predictRun(model, traffic)).toEqual({ journeys, steps });
  });
});
