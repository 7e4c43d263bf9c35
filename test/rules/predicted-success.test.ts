import { describe, expect, it } from 'vitest';
import { predictedSuccess } from '../../src/rules/predicted-success.ts';
import { SAMPLE, sampleWith } from '../model/sample.ts';
import { found } from '../support/rule-findings.ts';

describe('predicted-success', () => {
  it('reports a step whose required parts fail too often', () => {
    const text = sampleWith(
      ['{ latency: { p50: 30ms } }', '{ latency: { p50: 30ms }, errors: 3% }'],
      ['p99.9: 3s', 'success: 98%'],
    );
    expect(found(predictedSuccess, text)).toEqual([
      'objectives.POST /orders.success at "success": step "POST /orders" is predicted to succeed in 97 % of all cases, below the objective of 98 %: erp-integration.createOrder 97 % (retry what may be repeated, make parts optional that the screen can do without, or ask for less)',
    ]);
  });

  it('reports a journey with the steps that fail', () => {
    const text = sampleWith(
      ['errors: 0.2%', 'errors: 40%'],
      ['    offline: { share: 15%, for: 5s..30s }\n', ''],
    );
    expect(found(predictedSuccess, text)).toEqual([
      'objectives.open.success at "success": journey "open" is predicted to succeed in 94.2 % of all cases, below the objective of 99.5 %: GET /home 94.2 % (retry what may be repeated, make parts optional that the screen can do without, or ask for less)',
    ]);
  });

  it('reckons with retries and leaves out what is optional', () => {
    expect(found(predictedSuccess, SAMPLE)).toEqual([]);
    // Three attempts of 5 % leave one in 8000; the offers fail more often, and are not needed.
    expect(found(predictedSuccess, sampleWith(['errors: 0.2%', 'errors: 5%']))).toEqual([]);
  });
});
