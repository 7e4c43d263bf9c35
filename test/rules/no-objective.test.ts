import { describe, expect, it } from 'vitest';
import { noObjective } from '../../src/rules/no-objective.ts';
import { SAMPLE, sampleWith } from '../model/sample.ts';
import { found } from '../support/rule-findings.ts';

describe('no-objective', () => {
  it('reports that nothing is asked of a blueprint, with an example', () => {
    const text = SAMPLE.replace(/^objectives:\n( .*\n)+/m, '');
    expect(found(noObjective, text)).toEqual([
      'objectives at "app": nothing is said of how quick and how reliable the journeys of mobile application "app" have to be (add an objective, for example "objectives: [{ journey: open, p95: 3s, success: 99% }]")',
    ]);
  });

  it('is silent on a single objective', () => {
    const text = sampleWith(['  - { step: POST /orders, p99.9: 3s }\n', '']);
    expect(found(noObjective, text)).toEqual([]);
  });
});
