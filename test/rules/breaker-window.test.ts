import { describe, expect, it } from 'vitest';
import { breakerWindow } from '../../src/rules/breaker-window.ts';
import { SAMPLE, sampleWith } from '../model/sample.ts';
import { found } from '../support/rule-findings.ts';

describe('breaker-window', () => {
  it('reports a breaker that looks back for more than a minute', () => {
    expect(
      found(breakerWindow, sampleWith(['breaker: { errors: 40% }', 'breaker: { errors: 40%, over: 1000 }'])),
    ).toEqual([
      'integrations.crm-integration.operations.getCustomer.resilience.breaker at "{ errors: 40%, over: 1000 }": breaker of operation "getCustomer" of integration microservice "crm-integration" looks at the last 1000 calls, which are 71.4 s of scenario "everyday" (14/s): until then it opens for nothing ("over: 420" is half a minute of them)',
    ]);
  });

  it('counts calls as they come while the backend fails: no answer is cached then', () => {
    const cached = sampleWith(
      ['cache: 15s', 'cache: 15s, cache-per: everyone'],
      ['breaker: { errors: 40% }', 'breaker: { errors: 40%, over: 800 }'],
    );
    expect(found(breakerWindow, cached)).toEqual([]);
  });

  it('is silent about breakers that see a failure soon, and about those that nobody passes', () => {
    expect(found(breakerWindow, SAMPLE)).toEqual([]);
    const idle = sampleWith(
      ['          - GET /home\n', ''],
      ['breaker: { errors: 40% }', 'breaker: { errors: 40%, over: 100000 }'],
    );
    expect(found(breakerWindow, idle)).toEqual([]);
  });
});
