import { describe, expect, it } from 'vitest';
import { missingBody } from '../../src/rules/missing-body.ts';
import { sampleWith } from '../model/sample.ts';
import { foundInReference } from '../support/reference-findings.ts';
import { found } from '../support/rule-findings.ts';

const bodyless = [", body: { sku: '{sku}' }", ''] as const;
const byName = [', sends: \'{ "sku": body.sku }\'', ''] as const;

describe('missing-body', () => {
  it('reports a step whose body an integration makes its request of', () => {
    expect(found(missingBody, sampleWith(bodyless))).toEqual([
      'devices.app.journeys.buy.steps.1 at "POST /orders": step "POST /orders" of journey "buy" has no body, and "erp-integration.createOrder" is made of it (write it as "{ request: POST /orders, body: { ... } }")',
    ]);
  });

  it('reports a step whose body is handed on to a backend that requires one', () => {
    expect(found(missingBody, sampleWith(bodyless, byName))).toEqual([
      expect.stringContaining('has no body, and "erp.createOrder" needs one'),
    ]);
  });

  it('reports a step whose body a part is made of', () => {
    expect(
      foundInReference(missingBody, ['            body: { items: [{ sku: "{sku}", quantity: 1 }] }\n', '']),
    ).toEqual([
      'at "POST /orders": step "POST /orders" of journey "buy" has no body, and part "order" is made of it (write it as "{ request: POST /orders, body: { ... } }")',
    ]);
  });

  it('reports a step to a mobile service', () => {
    expect(found(missingBody, sampleWith(['- track: bought', '- POST /metrics']))).toEqual([
      expect.stringContaining(
        'step "POST /metrics" of journey "buy" has no body, and mobile service "analytics" takes an object',
      ),
    ]);
  });

  it('is silent where nobody asks for a body', () => {
    const fixed = ['"sku": body.sku', '"sku": "chair"'] as const;
    const part = [
      'from: push.send, optional',
      `from: push.send, sends: '{ "message": 1 }', optional`,
    ] as const;
    expect(found(missingBody, sampleWith(bodyless, fixed, part))).toEqual([]);
  });

  it('is silent on a body that is empty', () => {
    expect(found(missingBody, sampleWith([", body: { sku: '{sku}' }", ', body: {}']))).toEqual([]);
  });
});
