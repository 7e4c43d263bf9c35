import { describe, expect, it } from 'vitest';
import { planRate } from '../../src/rules/plan-rate.ts';
import { SAMPLE, sampleWith } from '../model/sample.ts';
import { found } from '../support/rule-findings.ts';

describe('plan-rate', () => {
  it('reports a plan that refuses what its application sends, in the scenario in which it refuses most', () => {
    const text = sampleWith(['{ rate: 20/s, per: device, burst: 40 }', '{ rate: 60/s, burst: 40 }']);
    expect(found(planRate, text)).toEqual([
      'gateway.api.plans.standard.rate at "60/s": plan "standard" lets 60/s through, and mobile application "app" sends 134/s at the peak of scenario "outage": 40 journeys/s x 3.35 requests; 30.2 % are refused (raise the rate, or give each phone a bucket of its own with "per: device")',
    ]);
  });

  it('reports a burst that one journey uses up', () => {
    const text = sampleWith([
      '{ rate: 20/s, per: device, burst: 40 }',
      '{ rate: 30/m, per: device, burst: 3 }',
    ]);
    expect(found(planRate, text)).toEqual([
      'gateway.api.plans.standard.burst at "3": plan "standard" lets a phone send 3 requests at once and 0.5/s after that, and journey "open" of mobile application "app" sends 4 within 510 ms (a burst of 4 lets the whole journey through)',
    ]);
  });

  it('is silent about a peak that the burst takes', () => {
    const text = sampleWith(['{ rate: 20/s, per: device, burst: 40 }', '{ rate: 130/s, burst: 400 }']);
    expect(found(planRate, text)).toEqual([]);
  });

  it('is silent where all is let through, and where nobody is known by a token', () => {
    expect(found(planRate, SAMPLE)).toEqual([]);
    const open = sampleWith(
      ['    authenticates: identity\n', ''],
      ['{ rate: 20/s, per: device, burst: 40 }', '{ rate: 1/s }'],
    );
    expect(found(planRate, open)).toEqual([]);
  });
});
