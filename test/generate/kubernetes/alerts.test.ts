import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { planSystem } from '../../../src/api/generate.ts';
import { encodePromql } from '../../../src/generate/encode/text.ts';
import { parseOrigins } from '../../../src/generate/line-origins.ts';
import type { Model } from '../../../src/model/model.ts';
import { HOSTILE_TEXTS } from '../../../src/pack-test/hostile-texts.ts';
import { durationBuckets } from '../../../templates/typescript/kit/src/duration-buckets.ts';
import { blueprintModel } from '../../support/blueprint-model.ts';
import { temporaryFolders } from '../../support/plans.ts';
import { deployedModels, deployFiles, documentsOf } from './deploy-files.ts';

const temporary = temporaryFolders();
const hasPromtool = spawnSync('promtool', ['--version']).status === 0;

interface Groups {
  readonly groups: readonly {
    readonly name: string;
    readonly rules: readonly {
      readonly record?: string;
      readonly expr: string;
      readonly labels?: Readonly<Record<string, string>>;
    }[];
  }[];
}

/** The `spec` of a PrometheusRule is a file of rules as Prometheus reads it. */
function rulesOf(model: Model): Groups {
  const text = deployFiles(model).get('deploy/kubernetes/components/alerts/prometheus-rule.yaml');
  const [rule] = documentsOf(text ?? '');
  return rule?.spec as unknown as Groups;
}

/** Returns the rules that say what is spent of each budget. */
function spending(model: Model) {
  const rules = rulesOf(model).groups.flatMap((group) => group.rules);
  return rules.filter(({ record }) => record === 'objective:spent_budget:rate5m');
}

/** The minimal blueprint has `GET /me` with `p95: 1s, success: 97%`. */
function minimalWith(objective: string): Model {
  return blueprintModel('minimal', (text) => text.replace('p95: 1s, success: 97%', objective));
}

describe('the rules for Prometheus', () => {
  test('watch each objective of a step where it is answered, and none of a journey', () => {
    expect(spending(blueprintModel('mobile-integration')).map(({ labels }) => labels)).toEqual(
      [
        ['GET /home', 'p95 <= 2s', 'storefront'],
        ['GET /home', 'success >= 97%', 'storefront'],
        ['POST /orders', 'p90 <= 3s', 'checkout'],
        ['POST /orders', 'success >= 95%', 'checkout'],
      ].map(([step, objective, service]) => ({ step, objective, service, owner: 'team-channels' })),
    );
  });

  test('are traced to the objective, as a path in the blueprint', () => {
    const file = planSystem(blueprintModel('minimal'), ['kubernetes']).files.find(({ path }) =>
      path.endsWith('/prometheus-rule.yaml'),
    );
    const paths = parseOrigins(file?.lines ?? '').map(({ blueprintPath }) => blueprintPath);
    expect(new Set(paths)).toEqual(new Set(['', 'objectives.0.p95', 'objectives.0.success']));
  });

  test.each([
    ['50ms', ['"0\\\\.05"']],
    ['51ms', ['"0\\\\.075"']],
    ['10s', ['"10(\\\\.0)?"']],
    ['10001ms', []],
  ])('hold p95: %s against the smallest bucket that holds it, if there is one', (limit, buckets) => {
    const rules = spending(minimalWith(`p95: ${limit}`));
    expect(rules.map(({ expr }) => /le=~(\S+)/.exec(expr)?.[1])).toEqual(buckets);
  });

  test.each([
    ['success: 99.95%', 0.0005],
    ['p99.9: 2s', 0.001],
    ['success: 50%', 0.5],
    ['success: 100%', 0.000001],
  ])('divide by what %s leaves', (objective, budget) => {
    const [rule, ...more] = spending(minimalWith(objective));
    expect(more).toEqual([]);
    expect(rule?.expr).toMatch(new RegExp(`\\) / ${budget}$`));
  });

  test('have nothing of objectives where there are none', () => {
    const model = blueprintModel('minimal', (text) => text.replace(/^objectives:\n.*\n/m, ''));
    expect(spending(model)).toEqual([]);
    expect(rulesOf(model).groups).toHaveLength(1);
  });
});

/** Requests of one kind, so many a minute in each of the phases. */
interface Requests {
  readonly status: number;
  readonly seconds: number;
  readonly perMinute: readonly number[];
}

/** Returns the series that a service counts them in, in phases of so many minutes. */
function seriesOf({ status, seconds, perMinute }: Requests, minutes: readonly number[]) {
  const labels = [
    'app_kubernetes_io_part_of="minimal"',
    'namespace="minimal"',
    'job="home"',
    'http_request_method="GET"',
    'http_route="/me"',
    `http_response_status_code="${status}"`,
  ];
  const name = 'http_server_request_duration_seconds';
  const counted = (series: string, counts: boolean) => {
    let total = 0;
    const values = minutes.map((length, at) => {
      const step = counts ? (perMinute[at] ?? 0) : 0;
      const phase = `${total}+${step}x${length - 1}`;
      total += step * length;
      return phase;
    });
    return { series, values: values.join(' ') };
  };
  const limits = [
    ...durationBuckets.map((limit) => [String(limit), seconds <= limit] as const),
    ['+Inf', true] as const,
  ];
  return [
    counted(`${name}_count{${labels.join(',')}}`, true),
    ...limits.map(([limit, counts]) => counted(`${name}_bucket{${labels.join(',')},le="${limit}"}`, counts)),
  ];
}

/** Returns the series of a breaker that is closed, or not, in each of the phases. */
function breakerOf(isClosed: readonly number[], minutes: readonly number[]) {
  const labels =
    'app_kubernetes_io_part_of="minimal",namespace="minimal",job="customers",peer_service="crm",operation="getCustomer"';
  const values = minutes.map((length, at) => `${isClosed[at]}x${length - 1}`);
  return [{ series: `http_client_breaker_state{${labels},state="closed"}`, values: values.join(' ') }];
}

const NOW = 'ObjectiveMissedNow';
const SLOWLY = 'ObjectiveMissedSlowly';
const DURATION = 'p95 <= 1s';
const SUCCESS = 'success >= 97%';

const OF_STEP = { namespace: 'minimal', owner: 'team-app', service: 'home', step: 'GET /me' };

type Labels = Readonly<Record<string, string>>;

function objectiveAlert(alertname: string, objective: string): Labels {
  return { ...OF_STEP, alertname, objective, severity: alertname === NOW ? 'page' : 'ticket' };
}

/** Returns a test of rules: that after series these alerts fire, and no others. */
function firing(input: readonly object[], minutes: readonly number[], alerts: readonly Labels[]): object {
  const end = minutes.reduce((sum, length) => sum + length, 0);
  const samples = alerts.map((labels) => {
    const written = Object.entries({ ...labels, alertstate: 'firing' }).map(
      ([name, value]) => `${name}=${JSON.stringify(value)}`,
    );
    return { labels: `ALERTS{${written.join(',')}}`, value: 1 };
  });
  const expected = { expr: 'ALERTS{alertstate="firing"}', eval_time: `${end - 1}m`, exp_samples: samples };
  return {
    evaluation_interval: '1m',
    tests: [{ interval: '1m', input_series: input, promql_expr_test: [expected] }],
  };
}

describe.skipIf(!hasPromtool)('the rules for Prometheus, in Prometheus', () => {
  /** Returns what Prometheus' own tool says against rules, and of their test where there is one; empty: nothing. */
  function promtool(rules: Groups, test?: object): string {
    const folder = temporary();
    writeFileSync(join(folder, 'rules.yaml'), stringify(rules));
    writeFileSync(join(folder, 'test.yaml'), stringify({ rule_files: ['rules.yaml'], ...test }));
    const words = test === undefined ? ['check', 'rules', 'rules.yaml'] : ['test', 'rules', 'test.yaml'];
    const { status, stdout, stderr } = spawnSync('promtool', words, { cwd: folder, encoding: 'utf8' });
    return status === 0 ? '' : stdout + stderr;
  }

  test.each(deployedModels)('are rules: %s', (_name, model) => {
    expect(promtool(rulesOf(model))).toBe('');
  });

  test('are judged: a mistake is found', () => {
    expect(
      promtool({ groups: [{ name: 'broken', rules: [{ record: 'a:b', expr: 'sum by (' }] }] }),
    ).toContain('parse error');
  });

  test('read a text as it is, whatever it is', () => {
    const rules = HOSTILE_TEXTS.map((text) => ({ record: 'a:b', expr: `up{route=${encodePromql(text)}}` }));
    expect(promtool({ groups: [{ name: 'texts', rules }] })).toBe('');
  });

  const good = (perMinute: readonly number[]): Requests => ({ status: 200, seconds: 0.2, perMinute });
  const failed = (perMinute: readonly number[]): Requests => ({ status: 503, seconds: 0.01, perMinute });
  const slow = (perMinute: readonly number[]): Requests => ({ status: 201, seconds: 3, perMinute });

  test.each([
    ['where all is well', [good([600])], [180], []],
    ['where nobody asks', [good([0])], [180], []],
    ['on what clients do wrong', [good([10]), { status: 400, seconds: 0.01, perMinute: [600] }], [180], []],
    ['on less than the budgets allow', [good([980]), failed([10]), slow([10])], [480], []],
    [
      'where half of the requests fail, and so are not in time',
      [good([300]), failed([300])],
      [180],
      [
        [NOW, SUCCESS],
        [NOW, DURATION],
        [SLOWLY, SUCCESS],
        [SLOWLY, DURATION],
      ],
    ],
    [
      'where all requests fail',
      [failed([600])],
      [180],
      [
        [NOW, SUCCESS],
        [NOW, DURATION],
        [SLOWLY, SUCCESS],
        [SLOWLY, DURATION],
      ],
    ],
    [
      'where all requests are too slow',
      [slow([600])],
      [180],
      [
        [NOW, DURATION],
        [SLOWLY, DURATION],
      ],
    ],
    [
      'where a budget burns slowly',
      [good([940]), failed([60])],
      [480],
      [
        [SLOWLY, SUCCESS],
        [SLOWLY, DURATION],
      ],
    ],
    [
      'no more where it is over',
      [good([0, 600]), failed([600, 0])],
      [120, 60],
      [
        [SLOWLY, SUCCESS],
        [SLOWLY, DURATION],
      ],
    ],
  ] as const)('call somebody, or not, %s', (_case, requests, minutes, alerts) => {
    const rules = rulesOf(minimalWith('p95: 1s, success: 97%'));
    const input = requests.flatMap((one) => seriesOf(one, minutes));
    expect(
      promtool(
        rules,
        firing(
          input,
          minutes,
          alerts.map(([name, objective]) => objectiveAlert(name, objective)),
        ),
      ),
    ).toBe('');
  });

  test.each([
    ['where a breaker is not closed any more', [1, 0], [5, 12], true],
    ['where one opens and closes', [0, 1, 0], [8, 1, 8], false],
  ])('call somebody, or not, %s', (_case, isClosed, minutes, isTold) => {
    const labels = {
      alertname: 'BreakerOpen',
      job: 'customers',
      namespace: 'minimal',
      operation: 'getCustomer',
      peer_service: 'crm',
      severity: 'ticket',
    };
    const alerts = isTold ? [labels] : [];
    const rules = rulesOf(minimalWith('success: 97%'));
    expect(promtool(rules, firing(breakerOf(isClosed, minutes), minutes, alerts))).toBe('');
  });

  test.each([
    ['where a service answers', ['1x29'], false],
    ['where one of two copies answers', ['0x29', '1x29'], false],
    ['where none answers', ['0x29', '0x29'], true],
    ['where there is none any more', ['1x9'], true],
  ])('call somebody, or not, %s', (_case, copies, isTold) => {
    const input = copies.map((values, at) => ({
      series: `up{app_kubernetes_io_part_of="minimal",namespace="minimal",job="home",pod="home-${at}"}`,
      values,
    }));
    const labels = { alertname: 'ServiceGone', job: 'home', namespace: 'minimal', severity: 'page' };
    const rules = rulesOf(minimalWith('success: 97%'));
    expect(promtool(rules, firing(input, [30], isTold ? [labels] : []))).toBe('');
  });

  test.each(['success: 80%', 'p90: 1s', 'p50: 1s', 'success: 10%'])(
    'call somebody soon where all requests miss %s, and nobody where half of what may does',
    (objective) => {
      const [, kept = ''] = /(\d+)/.exec(objective) ?? [];
      const budget = 1 - Number(kept) / 100;
      const named = (requests: readonly Requests[]) =>
        firing(
          requests.flatMap((one) => seriesOf(one, [180])),
          [180],
          [],
        );
      const half = [good([Math.round(1000 * (1 - budget / 2))]), failed([Math.round(500 * budget)])];
      const rules = rulesOf(minimalWith(objective));
      expect(promtool(rules, named(half))).toBe('');
      expect(promtool(rules, named([failed([600])]))).toContain(`alertname="${NOW}"`);
    },
  );

  test('call somebody for one failure where none may be', () => {
    const rules = rulesOf(minimalWith('success: 100%'));
    const alerts = [objectiveAlert(NOW, 'success >= 100%'), objectiveAlert(SLOWLY, 'success >= 100%')];
    const input = [...seriesOf(good([600, 600]), [60, 60]), ...seriesOf(failed([0, 1]), [117, 3])];
    expect(promtool(rules, firing(input, [60, 60], alerts))).toBe('');
    expect(promtool(rules, firing(seriesOf(good([600]), [120]), [120], []))).toBe('');
  });

  test('say which step misses what, and where', () => {
    const alert = {
      eval_time: '120m',
      alertname: NOW,
      exp_alerts: [
        {
          exp_labels: { ...OF_STEP, objective: SUCCESS, severity: 'page' },
          exp_annotations: {
            summary: 'GET /me misses its objective, success >= 97%',
            description: 'home spends the budget of the objective 33.33 times as fast as it may.',
          },
        },
      ],
    };
    const input = seriesOf(failed([600]), [180]);
    const tests = [{ interval: '1m', input_series: input, alert_rule_test: [alert] }];
    expect(promtool(rulesOf(minimalWith('success: 97%')), { evaluation_interval: '1m', tests })).toBe('');
  });
});
