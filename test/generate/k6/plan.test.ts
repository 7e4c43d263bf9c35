import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Model, Scenario } from '../../../src/model/model.ts';
import type { LoadChange } from '../../../src/simulate/plan/load.ts';
import { type PlannedJourney, planArrivals } from '../../../src/simulate/plan/plan-arrivals.ts';
import { describeTraffic } from '../../../src/simulate/plan/traffic-spec.ts';
import { blueprintModel } from '../../support/blueprint-model.ts';
import { k6Files } from './pack-files.ts';

interface Settings {
  readonly seed: number;
  readonly phases: readonly object[];
  readonly durationMs: number;
}

interface Modules {
  planInstants(settings: Settings): readonly number[];
  planJourney(
    apps: readonly object[],
    seed: number,
    arrival: { readonly index: number; readonly atMs: number },
  ): PlannedJourney;
  readSettings(traffic: object, env: Readonly<Record<string, string | undefined>>): Settings;
}

const load = (file: string) => import(pathToFileURL(`templates/k6/load/${file}`).href);
const { planInstants, planJourney, readSettings }: Modules = {
  ...(await load('plan.js')),
  ...(await load('settings.js')),
};

/** The reference, and the same with all that its journeys do not have: phones out of reach, a fractional load, two apps. */
const reference = blueprintModel('mobile-integration');
const wayward = blueprintModel('mobile-integration', (text) =>
  [
    ['offline: { share: 1%, for: 2s..5s }', 'offline: { share: 60%, for: 1s..3s }'],
    ['- GET /products\n', '- request: POST /orders\n            body: { note: "for {sku}, {nobody}" }\n'],
    ['load: 40/s', 'load: 7.3/s'],
    [
      '\ndevices:\n',
      '\ndevices:\n  clerk-app: { population: 77, journeys: { look: { steps: [GET /home, sync: wishlist] } } }\n',
    ],
  ].reduce((changed, [from = '', to = '']) => {
    if (!changed.includes(from)) throw new Error(`the blueprint has no ${from}`);
    return changed.replace(from, to);
  }, text),
);

const models: readonly [string, Model][] = [
  ['the reference blueprint', reference],
  ['a wayward one', wayward],
  ['the minimal blueprint', blueprintModel('minimal')],
];

function firstOf(model: Model): Scenario {
  const [scenario] = model.scenarios;
  if (scenario === undefined) throw new Error('the blueprint has no scenario');
  return scenario;
}

/** What the pack plans, from the JSON that it writes. */
function k6Plan(model: Model, env: Readonly<Record<string, string>>): readonly PlannedJourney[] {
  const traffic = JSON.parse(k6Files(model).get('traffic.json') ?? '');
  const settings = readSettings(traffic, env);
  return planInstants(settings).map((atMs, index) =>
    planJourney(traffic.apps, settings.seed, { index, atMs }),
  );
}

describe.each(models)('of %s', (_name, model) => {
  it('plans the arrivals, journeys, payloads, networks and times of a simulation with the same seed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), (seed) => {
        const simulated = [...planArrivals(describeTraffic(model, firstOf(model), { seed }))];
        expect(simulated.length).toBeGreaterThan(50);
        expect(k6Plan(model, { SEED: String(seed) })).toEqual(simulated);
      }),
      { numRuns: 10 },
    );
  });

  it('writes the traffic that a simulation makes of the blueprint, whole', () => {
    const traffic = JSON.parse(k6Files(model).get('traffic.json') ?? '');
    expect(traffic.scenarios.map(({ name }: Scenario) => name)).toEqual(
      model.scenarios.map(({ name }) => name),
    );
    for (const [at, scenario] of model.scenarios.entries()) {
      const spec = describeTraffic(model, scenario, { seed: 1 });
      const settings = readSettings(traffic, { SCENARIO: scenario.name });
      expect(traffic.apps).toEqual(JSON.parse(JSON.stringify(spec.apps)));
      expect([settings.durationMs, settings.phases]).toEqual([spec.durationMs, spec.phases]);
      expect(traffic.scenarios[at].faults).toEqual(scenario.faults.map(({ expression }) => expression));
    }
  });
});

describe('another load or length than the scenario has', () => {
  const changes: readonly [string, string, LoadChange | undefined, number | undefined][] = [
    ['LOAD=90/s', '', { type: 'rate', perSecond: 90 }, undefined],
    ['LOAD=2400/min', '', { type: 'rate', perSecond: 40 }, undefined],
    ['LOAD=2.5x', 'FOR=12s', { type: 'factor', factor: 2.5 }, 12_000],
    ['', 'FOR=1m', undefined, 60_000],
    ['', 'FOR=700ms', undefined, 700],
  ];

  it.each(changes)('is that of lintel simulate: %s %s', (loadText, forText, change, durationMs) => {
    for (const scenario of reference.scenarios) {
      const given = [loadText, forText].filter((text) => text !== '').map((text) => text.split('='));
      const env: Record<string, string> = {
        SCENARIO: scenario.name,
        SEED: '7',
        ...Object.fromEntries(given),
      };
      const spec = describeTraffic(reference, scenario, { seed: 7, load: change, durationMs });
      expect(k6Plan(reference, env)).toEqual([...planArrivals(spec)]);
    }
  });
});

describe('variables', () => {
  const traffic = JSON.parse(k6Files(reference).get('traffic.json') ?? '');

  it.each([
    [{ SCENARIO: 'weekend' }, 'there are everyday, backend-outage, rush, slow-networks'],
    [{ LOAD: 'much' }, 'LOAD is a rate such as 40/s'],
    [{ LOAD: '0x' }, 'LOAD is a rate such as 40/s'],
    [{ FOR: '20' }, 'FOR is a time such as 20s'],
    [{ SEED: '-1' }, 'SEED is a whole number'],
    [{ VUS: '1.5' }, 'VUS is a whole number'],
  ])('are refused where they are wrong: %j', (env, message) => {
    expect(() => readSettings(traffic, env)).toThrow(message);
  });

  it('have to say all where the blueprint has no scenario', () => {
    const none = { ...traffic, scenarios: [] };
    expect(() => readSettings(none, {})).toThrow('the blueprint has no scenario');
    expect(() => readSettings(none, { LOAD: '2x', FOR: '1s' })).toThrow('the blueprint has no scenario');
    expect(readSettings(none, { LOAD: '2/s', FOR: '3s' })).toMatchObject({
      durationMs: 3000,
      phases: [{ fromMs: 0, toMs: 3000, startPerSecond: 2, endPerSecond: 2 }],
    });
  });
});
