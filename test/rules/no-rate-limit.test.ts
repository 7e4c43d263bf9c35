import { describe, expect, it } from 'vitest';
import { noRateLimit } from '../../src/rules/no-rate-limit.ts';
import { SAMPLE, sampleWith } from '../model/sample.ts';
import { found } from '../support/rule-findings.ts';

describe('no-rate-limit', () => {
  it('reports a gateway without plans', () => {
    const text = sampleWith(['    plans:\n      standard: { rate: 20/s, per: device, burst: 40 }\n', '']);
    expect(found(noRateLimit, text)).toEqual([
      'gateway.api at "api": API gateway "api" limits nobody: it has no plan (add one, for example "plans: { standard: { rate: 10/s, burst: 40, per: device } }")',
    ]);
  });

  it('reports an empty map of plans', () => {
    const text = sampleWith([
      '    plans:\n      standard: { rate: 20/s, per: device, burst: 40 }\n',
      '    plans: {}\n',
    ]);
    expect(found(noRateLimit, text)).toEqual([
      'gateway.api at "api": API gateway "api" limits nobody: it has no plan (add one, for example "plans: { standard: { rate: 10/s, burst: 40, per: device } }")',
    ]);
  });

  it('is silent on one plan for all', () => {
    expect(found(noRateLimit, SAMPLE)).toEqual([]);
  });
});
