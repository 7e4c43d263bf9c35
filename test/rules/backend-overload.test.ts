import { describe, expect, it } from 'vitest';
import { backendOverload } from '../../src/rules/backend-overload.ts';
import { checkRules } from '../../src/rules/index.ts';
import { modelOf, SAMPLE, sampleWith } from '../model/sample.ts';
import { found } from '../support/rule-findings.ts';

describe('backend-overload', () => {
  it('reports a backend that gets more than it can answer at the peak of the busiest scenario', () => {
    const text = sampleWith(['capacity: 200/s', 'capacity: 30/s']);
    expect(found(backendOverload, text)).toEqual([
      'backends.crm.behaves.capacity at "30/s": backend system "crm" is asked 39.6/s at the peak of scenario "outage", above its capacity of 30/s: getCustomer 19.8/s + listOffers 19.7/s (cache answers at the gateway, gather less often, or plan for more capacity)',
    ]);
    const [finding] = checkRules(modelOf(text), [backendOverload]);
    expect(finding?.related).toMatchObject([{ message: 'the load of scenario "outage"' }]);
  });

  it('reports retries that make a failure last, as no answer is cached then', () => {
    const text = sampleWith(
      ['retries: 2, breaker: { errors: 40% }', 'retries: 2'],
      ['capacity: 200/s', 'capacity: 100/s'],
    );
    expect(found(backendOverload, text)).toEqual([
      'backends.crm.behaves.capacity at "100/s": backend system "crm" is asked up to 112/s while it fails at the peak of scenario "outage", above its capacity of 100/s: getCustomer (3 attempts) 84/s + listOffers 28/s (a breaker in integration microservice "crm-integration" ends the retries when most calls fail)',
    ]);
  });

  it('takes it that a breaker ends retries', () => {
    expect(found(backendOverload, sampleWith(['capacity: 200/s', 'capacity: 100/s']))).toEqual([]);
  });

  it('names the calls that count most where there are many', () => {
    const names = [...'abcdefgh'].map((letter) => `part${letter.toUpperCase()}`);
    const text = sampleWith(
      [
        '          customer: {',
        `${names.map((name) => `          ${name}: { from: crm-integration.${name} }\n`).join('')}          customer: {`,
      ],
      [
        '      listOffers: { http: GET /offers',
        `${names.map((name) => `      ${name}: { http: GET /${name}, calls: crm.listOffers }\n`).join('')}      listOffers: { http: GET /offers`,
      ],
      ['capacity: 200/s', 'capacity: 100/s'],
    );
    expect(found(backendOverload, text).join()).toMatch(
      /: partA 19\.7\/s \+ .* \+ partE 19\.7\/s \+ getCustomer 19\.8\/s \+ 4 more 78\.9\/s \(/,
    );
  });

  it('is silent where there is room, and where no limit is known', () => {
    expect(found(backendOverload, SAMPLE)).toEqual([]);
    expect(found(backendOverload, sampleWith([', capacity: 200/s', '']))).toEqual([]);
  });
});
