import { describe, expect, it } from 'vitest';
import type { Objective } from '../../src/model/model.ts';
import { shareKeeping } from '../../src/predict/outcome.ts';
import { outlookOf } from '../../src/predict/outlook.ts';
import { modelOf, SAMPLE, sampleWith } from '../model/sample.ts';
import { blueprintModel } from '../support/blueprint-model.ts';

const models = {
  sample: modelOf(SAMPLE),
  'sample on a bad network': modelOf(
    sampleWith(['    data:', '    networks: { edge-lossy: 60%, 2g-rural: 40% }\n    data:']),
  ),
  'sample with a backend that fails': modelOf(sampleWith(['errors: 0.2%', 'errors: 30%'])),
  'sample with a backend at its limit': modelOf(sampleWith(['capacity: 200/s', 'capacity: 25/s'])),
  'sample with a part that is given up early': modelOf(
    sampleWith(['from: crm-integration.getCustomer }', 'from: crm-integration.getCustomer, timeout: 60ms }']),
  ),
  'sample with a plan below its load': modelOf(sampleWith(['per: device', 'per: app'])),
  minimal: blueprintModel('minimal'),
  'mobile-integration': blueprintModel('mobile-integration'),
};

describe.each(Object.entries(models))('the bound on what is missed of %s', (_name, model) => {
  const { missBound, forecast } = outlookOf(model);
  const subjects: readonly Objective['subject'][] = [
    ...model.devices.flatMap((app) =>
      app.journeys.map(({ name }) => ({ type: 'journey', journey: name }) as const),
    ),
    ...model.devices.flatMap((app) =>
      app.journeys.flatMap(({ steps }) =>
        steps.flatMap((step) =>
          step.type === 'think' ? [] : [{ type: 'step', label: step.label } as const],
        ),
      ),
    ),
  ];

  it('is never below what is predicted', () => {
    for (const subject of subjects) {
      const outcome = forecast().outcomeOf(subject);
      if (outcome === null) throw new Error('a subject without a forecast');
      for (const limitMs of [100, 500, 1000, 2000, 4000, 10_000, Number.POSITIVE_INFINITY]) {
        const missed = 1 - shareKeeping(outcome, limitMs);
        expect(missBound()(subject, limitMs), `${JSON.stringify(subject)} ${limitMs}`).toBeGreaterThanOrEqual(
          missed - 1e-6,
        );
      }
    }
  });
});

it('decides every objective of the blueprints of this repository: none needs a distribution', () => {
  for (const name of ['minimal', 'mobile-integration']) {
    const model = blueprintModel(name);
    const { missBound } = outlookOf(model);
    for (const { subject, metric, expression } of model.objectives) {
      const [share, limitMs] =
        metric.type === 'percentile'
          ? [metric.percentile / 100, metric.limitMs]
          : [metric.limit, Number.POSITIVE_INFINITY];
      expect(missBound()(subject, limitMs), expression).toBeLessThanOrEqual(1 - share);
    }
  }
});
