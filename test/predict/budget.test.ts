import { describe, expect, it } from 'vitest';
import { plainPalette } from '../../src/diagnostics/palette.ts';
import { buildBudget } from '../../src/predict/build-budget.ts';
import { formatBudgetJson } from '../../src/predict/formats/json.ts';
import { formatBudget } from '../../src/predict/formats/text.ts';
import { modelOf, SAMPLE, sampleWith } from '../model/sample.ts';
import { blueprintModel } from '../support/blueprint-model.ts';

const budget = buildBudget(modelOf(SAMPLE));

describe('buildBudget', () => {
  it('holds the predicted figures of journeys and steps against their objectives', () => {
    const [open, buy] = budget.journeys;
    expect(open).toMatchObject({ app: 'app', journey: 'open', share: 0.7 });
    expect(open?.objectives.map(({ expression, met }) => `${expression}: ${met}`)).toEqual([
      'open p95 <= 3s: true',
      'open success >= 99.5%: true',
    ]);
    expect(buy?.steps.map(({ label }) => label)).toEqual([
      'POST /orders',
      'track: bought',
      'subscribe: offers',
    ]);
    expect(buy?.steps[0]?.objectives).toMatchObject([
      { metric: 'p99.9', unit: 'ms', limit: 3000, met: true },
    ]);
  });

  it('says of an objective that it is missed, and of a percentile that too many fail', () => {
    const failing = sampleWith(['{ latency: { p50: 30ms } }', '{ latency: { p50: 30ms }, errors: 20% }']);
    const step = buildBudget(modelOf(failing)).journeys[1]?.steps[0];
    expect(step?.objectives).toMatchObject([{ predicted: null, met: false }]);
  });

  it('takes a request apart, from the phone to the backends, with what waits for what', () => {
    const home = budget.requests.find(({ steps }) => steps.includes('GET /home'));
    expect(
      home?.terms.map(({ depth, who, what, worstMs, limitMs, nests, critical }) => [
        '  '.repeat(depth) + who,
        what,
        worstMs,
        limitMs,
        `${nests ? '' : 'too long'}${critical ? '*' : ''}`,
      ]),
    ).toEqual([
      ['app', 'phone', 10_000, null, ''],
      ['  network', '665 bytes up, 570 down', expect.closeTo(511.1, 0), 10_000, ''],
      ['  api', 'gateway, 17 % from its cache', 3000, 10_000, ''],
      ['    shop.getHome', 'frontend', 1800, 3000, ''],
      ['      customer', 'crm-integration 3 x 400 + 150', 1350, 1800, '*'],
      ['        crm', 'backend', 300, 400, ''],
      ['      offers (optional, after customer)', 'crm-integration 1 x 400', 400, 1800, '*'],
      ['        crm', 'backend', 300, 400, ''],
    ]);
  });

  it('marks what does not nest', () => {
    const tight = buildBudget(modelOf(sampleWith(['deadline: 1800ms', 'deadline: 1500ms'])));
    const home = tight.requests.find(({ steps }) => steps.includes('GET /home'));
    expect(home?.terms.filter(({ nests }) => !nests).map(({ who }) => who)).toEqual([
      'offers (optional, after customer)',
    ]);
  });

  it('lists a request once, with every step that sends it', () => {
    const { requests } = buildBudget(blueprintModel('mobile-integration'));
    const tracking = requests.filter(({ path }) => path === '/metrics');
    expect(tracking.map(({ steps }) => steps)).toEqual([['track: app-opened', 'track: product-viewed']]);
  });

  it('gives the load of the busiest scenario', () => {
    expect(budget.peak).toMatchObject({ scenario: 'outage', journeysPerSecond: 40 });
    expect(
      budget.peak?.backends.map(({ backend, capacityPerSecond }) => [backend, capacityPerSecond]),
    ).toEqual([
      ['crm', 200],
      ['erp', null],
    ]);
  });

  it('does without a scenario: no load, no storage that fills', () => {
    const idle = buildBudget(modelOf(SAMPLE.slice(0, SAMPLE.indexOf('scenarios:'))));
    expect(idle).toMatchObject({ scenario: null, peak: null, journeysPerDay: 0 });
    expect(idle.storages.every(({ bytesPerDay }) => bytesPerDay === 0)).toBe(true);
    expect(formatBudget(idle, plainPalette)).toContain('There is no scenario');
  });
});

describe('formatBudget', () => {
  it('prints the budget of the sample as in the golden file', async () => {
    await expect(formatBudget(budget, plainPalette)).toMatchFileSnapshot('../fixtures/budget/sample.txt');
  });

  it.each(['minimal', 'mobile-integration'])('is at most 110 columns wide for %s', (name) => {
    const lines = formatBudget(buildBudget(blueprintModel(name)), plainPalette).split('\n');
    expect(lines.filter((line) => [...line].length > 110)).toEqual([]);
  });

  it('is at most 110 columns wide with the longest names, and clips them', () => {
    const long = `${'x'.repeat(62)}`;
    const text = SAMPLE.replaceAll('crm-integration', `${'i'.repeat(60)}`)
      .replaceAll('shop', long)
      .replaceAll('getHome', 'g'.repeat(60))
      .replace('offers: { from', `${'p'.repeat(60)}: { from`);
    const lines = formatBudget(buildBudget(modelOf(text)), plainPalette).split('\n');
    expect(lines.filter((line) => [...line].length > 110)).toEqual([]);
    expect(lines.some((line) => line.includes('…'))).toBe(true);
  });

  it('colours without moving a column', () => {
    const tag = (name: string) => (text: string) => `<${name}>${text}</${name}>`;
    const tight = buildBudget(
      modelOf(sampleWith(['p95: 3s', 'p95: 1s'], ['deadline: 1800ms', 'deadline: 1500ms'])),
    );
    const painted = formatBudget(tight, {
      red: tag('red'),
      yellow: tag('yellow'),
      green: tag('green'),
      cyan: tag('cyan'),
      dim: tag('dim'),
      bold: tag('bold'),
    });
    expect(painted).toContain('<red>p95 <= 1,000 missed, success >= 99.5 % met</red>');
    expect(painted).toContain('<red>over *</red>');
    expect(painted.replace(/<\/?(?:red|yellow|green|cyan|dim|bold)>/g, '')).toBe(
      formatBudget(tight, plainPalette),
    );
  });

  it('escapes control characters wherever the blueprint brings them', () => {
    const evil = 'x\u001b[2J\u202e';
    const text = formatBudget(
      {
        ...budget,
        title: evil,
        journeys: budget.journeys.map((journey) => ({
          ...journey,
          journey: evil,
          steps: journey.steps.map((step) => ({ ...step, label: evil })),
        })),
        requests: budget.requests.map((request) => ({
          ...request,
          steps: [evil],
          terms: request.terms.map((term) => ({ ...term, who: evil, what: evil })),
        })),
        scenario: budget.scenario && { ...budget.scenario, name: evil },
        peak: budget.peak && { ...budget.peak, scenario: evil },
      },
      plainPalette,
    );
    expect(text.match(/[^\P{Cc}\n]|\p{Cf}/u)).toBeNull();
  });
});

describe('formatBudgetJson', () => {
  it('holds the same, with digits that mean something', () => {
    const text = formatBudgetJson([{ file: 'sample.yaml', budget }]);
    const { schemaVersion, budgets } = JSON.parse(text);
    expect([schemaVersion, budgets.length, budgets[0].file]).toEqual(['1', 1, 'sample.yaml']);
    expect(budgets[0].journeys[0].predicted.p50Ms).toBeCloseTo(budget.journeys[0]?.predicted.p50Ms ?? 0, 3);
    expect(text).not.toMatch(/\d\.\d{7}/);
    expect(text.endsWith('}\n')).toBe(true);
  });
});
