import { describe, expect, it } from 'vitest';
import { tooFewSamples } from '../../src/rules/too-few-samples.ts';
import { SAMPLE, sampleWith } from '../model/sample.ts';
import { found } from '../support/rule-findings.ts';

describe('too-few-samples', () => {
  it('reports the objectives that a run of the first scenario cannot prove', () => {
    expect(found(tooFewSamples, sampleWith([', for: 10m', '']))).toEqual([
      'objectives.open.success at "success": objective "open success >= 99.5%" needs 598 samples, and a run of scenario "everyday" gives about 420: 600 journeys x 0.7 (let the scenario run for 43 s, give it more load, or ask for a lower percentile)',
      'objectives.POST /orders.p99.9 at "p99.9": objective "POST /orders p99.9 <= 3s" needs 2995 samples, and a run of scenario "everyday" gives about 180: 600 journeys x 0.3 (let the scenario run for 8.33 minutes, give it more load, or ask for a lower percentile)',
    ]);
  });

  it('counts a step for each of its requests: a sync hands in changes half of the time', () => {
    const text = sampleWith(
      [', for: 10m', ''],
      ['step: POST /orders, p99.9: 3s', "step: 'sync: orders', p99.9: 3s"],
    );
    expect(found(tooFewSamples, text)[1]).toContain('gives about 630: 600 journeys x 1.05 (');
  });

  it('is silent where there are enough', () => {
    expect(found(tooFewSamples, SAMPLE)).toEqual([]);
  });

  it('says nothing of a scenario that is not the first', () => {
    const text = sampleWith(['  outage:\n', '  tiny: { load: 1/s, for: 1s }\n  outage:\n']);
    expect(found(tooFewSamples, text)).toEqual([]);
  });
});
