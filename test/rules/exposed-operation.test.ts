import { describe, expect, it } from 'vitest';
import { exposedOperation } from '../../src/rules/exposed-operation.ts';
import { SAMPLE, sampleWith } from '../model/sample.ts';
import { fixed, found } from '../support/rule-findings.ts';

describe('exposed-operation', () => {
  it('reports a route on which phones reach the sender, and what is enough', () => {
    const text = sampleWith(['/push/**: { to: push }', '/**: { to: push }']);
    expect(found(exposedOperation, text)).toEqual([
      'gateway.api.routes./** at "/**": route "/**" lets phones call "POST /sender" of mobile service "push", which is only for other services (phones need no more than "/push/**")',
    ]);
    expect(fixed(exposedOperation, text)).toEqual([
      'suggestion: narrow the route to "/push/**"',
      '- /**: { to: push }',
      '+ /push/**: { to: push }',
    ]);
  });

  it('reports the counts of events behind a parameter', () => {
    const text = sampleWith(['/metrics: { to: analytics }', "'/{what}': { to: analytics }"]);
    expect(found(exposedOperation, text)).toEqual([
      `gateway.api.routes./{what} at "'/{what}'": route "/{what}" lets phones call "GET /summary" of mobile service "analytics", which is only for other services (phones need no more than "/metrics")`,
    ]);
    expect(fixed(exposedOperation, text)).toEqual([
      'suggestion: narrow the route to "/metrics"',
      "- '/{what}': { to: analytics }",
      '+ /metrics: { to: analytics }',
    ]);
  });

  it('is silent where another route takes the path', () => {
    const text = sampleWith(
      ['/push/**: { to: push }', '/**: { to: push }\n      /sender: { to: shop }'],
      ['http: POST /orders\n', 'http: POST /sender\n'],
      ['request: POST /orders', 'request: POST /sender'],
      ['step: POST /orders', 'step: POST /sender'],
      ['      /orders/**: { to: shop, idempotency: required }\n', ''],
    );
    expect(found(exposedOperation, text)).toEqual([]);
  });

  it('is silent on the keys of an identity service, which are public', () => {
    expect(found(exposedOperation, SAMPLE)).toEqual([]);
  });
});
