import { describe, expect, it } from 'vitest';
import { untestedResilience } from '../../src/rules/untested-resilience.ts';
import { SAMPLE } from '../model/sample.ts';
import { found } from '../support/rule-findings.ts';

describe('untested-resilience', () => {
  it('reports scenarios without a fault where there is something to try', () => {
    const text = SAMPLE.slice(0, SAMPLE.indexOf('    faults:'));
    expect(found(untestedResilience, text)).toEqual([
      'scenarios.everyday at "everyday": no scenario has a fault, so nothing shows whether optional parts, retries and breakers do what they are for (add a scenario in which a backend fails: "faults: [{ on: NAME, kind: status, status: 503, between: 10s..20s }]")',
    ]);
  });

  it('is silent with one fault', () => {
    expect(found(untestedResilience, SAMPLE)).toEqual([]);
  });

  it('is silent on optional parts alone', () => {
    const [text = ''] = SAMPLE.replace('retries: 2, breaker: { errors: 40% }', 'timeout: 1s').split(
      '    faults:',
    );
    expect(found(untestedResilience, text)).toEqual([]);
  });
});
