import { describe, expect, it } from 'vitest';
import { noBreaker } from '../../src/rules/no-breaker.ts';
import { SAMPLE, sampleWith } from '../model/sample.ts';
import { fixed, found } from '../support/rule-findings.ts';

describe('no-breaker', () => {
  it('reports an operation that is repeated', () => {
    const text = sampleWith(['retries: 2, breaker: { errors: 40% }', 'retries: 2']);
    expect(found(noBreaker, text)).toEqual([
      'integrations.crm-integration.operations.getCustomer at "getCustomer": calls of operation "getCustomer" of integration microservice "crm-integration" to backend system "crm" have no breaker, though they are repeated when they fail (add one to "resilience": "breaker: { errors: 50%, over: 20, open: 5s }")',
    ]);
    expect(fixed(noBreaker, text)).toEqual([
      'suggestion: add a breaker to "crm-integration"',
      '- resilience: { timeout: 400ms }',
      '+ resilience: { timeout: 400ms, breaker: {} }',
    ]);
  });

  it('reports an integration that several screens wait for', () => {
    const text = sampleWith(
      [
        '          message: {',
        '          offers: { from: erp-integration.createOrder }\n          message: {',
      ],
      ['optional: true, after: customer }', '}\n          order: { from: erp-integration.createOrder }'],
    );
    expect(found(noBreaker, text)).toEqual([
      'integrations.erp-integration at "erp-integration": calls of integration microservice "erp-integration" to backend system "erp" have no breaker, though 2 operations of frontends wait for them (add one to "resilience": "breaker: { errors: 50%, over: 20, open: 5s }")',
    ]);
    expect(fixed(noBreaker, text)).toEqual([
      'suggestion: add a breaker to "erp-integration"',
      '- resilience: { timeout: 500ms }',
      '+ resilience: { timeout: 500ms, breaker: {} }',
    ]);
  });

  it('adds resilience where there is none', () => {
    const text = sampleWith(
      ['    resilience: { timeout: 500ms }\n', ''],
      ['optional: true, after: customer }', '}\n          order: { from: erp-integration.createOrder }'],
    );
    expect(found(noBreaker, text)).toEqual([
      'integrations.erp-integration at "erp-integration": calls of integration microservice "erp-integration" to backend system "erp" have no breaker, though 2 operations of frontends wait for them (add one to "resilience": "breaker: { errors: 50%, over: 20, open: 5s }")',
    ]);
    expect(fixed(noBreaker, text)).toEqual([
      'suggestion: add a breaker to "erp-integration"',
      '+ resilience: { breaker: {} }',
    ]);
  });

  it('is silent on a backend that one screen waits for once', () => {
    expect(found(noBreaker, SAMPLE)).toEqual([]);
  });

  it('takes the breaker of the integration for that of its operations', () => {
    const text = sampleWith(
      ['{ timeout: 400ms }', '{ timeout: 400ms, breaker: {} }'],
      ['retries: 2, breaker: { errors: 40% }', 'retries: 2'],
    );
    expect(found(noBreaker, text)).toEqual([]);
  });
});
