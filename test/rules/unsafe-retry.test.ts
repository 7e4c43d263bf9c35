import { describe, expect, it } from 'vitest';
import { unsafeRetry } from '../../src/rules/unsafe-retry.ts';
import { sampleWith } from '../model/sample.ts';
import { fixed, found } from '../support/rule-findings.ts';

describe('unsafe-retry', () => {
  it('reports retries of an order on a route that asks for no key', () => {
    const text = sampleWith(
      ['timeout: 500ms', 'timeout: 500ms, retries: 1'],
      [', idempotency: required', ''],
    );
    expect(found(unsafeRetry, text)).toEqual([
      'integrations.erp-integration.resilience.retries at "1": operation "createOrder" of integration microservice "erp-integration" is to be repeated when it fails, but the route "/orders/**" asks for no Idempotency-Key (add "idempotency: required" to the route, or give the operation "resilience: { retries: 0 }" of its own)',
    ]);
    expect(fixed(unsafeRetry, text)).toEqual([
      'suggestion: ask for an Idempotency-Key on the route "/orders/**"',
      '- /orders/**: { to: shop }',
      '+ /orders/**: { to: shop, idempotency: required }',
    ]);
  });

  it('changes what the route says of it', () => {
    const text = sampleWith(
      ['timeout: 500ms', 'timeout: 500ms, retries: 1'],
      ['idempotency: required', 'idempotency: accepted'],
    );
    expect(found(unsafeRetry, text)).toEqual([
      'integrations.erp-integration.resilience.retries at "1": operation "createOrder" of integration microservice "erp-integration" is to be repeated when it fails, but the route "/orders/**" asks for no Idempotency-Key (add "idempotency: required" to the route, or give the operation "resilience: { retries: 0 }" of its own)',
    ]);
    expect(fixed(unsafeRetry, text)).toEqual([
      'suggestion: ask for an Idempotency-Key on the route "/orders/**"',
      '- /orders/**: { to: shop, idempotency: accepted }',
      '+ /orders/**: { to: shop, idempotency: required }',
    ]);
  });

  it('reports retries of the operation itself at their place', () => {
    const text = sampleWith(
      ['sends: \'{ "sku": body.sku }\'', 'resilience: { retries: 3 }'],
      [', idempotency: required', ''],
    );
    expect(found(unsafeRetry, text)).toEqual([
      'integrations.erp-integration.operations.createOrder.resilience.retries at "3": operation "createOrder" of integration microservice "erp-integration" is to be repeated when it fails, but the route "/orders/**" asks for no Idempotency-Key (add "idempotency: required" to the route, or give the operation "resilience: { retries: 0 }" of its own)',
    ]);
  });

  it('reports an order that is placed by reading', () => {
    const text = sampleWith(
      ['timeout: 500ms', 'timeout: 500ms, retries: 1'],
      ['optional: true, after: customer }', '}\n          order: { from: erp-integration.createOrder }'],
    );
    expect(found(unsafeRetry, text)).toEqual([
      'integrations.erp-integration.resilience.retries at "1": operation "createOrder" of integration microservice "erp-integration" is to be repeated when it fails, but a GET such as "getHome" brings no Idempotency-Key (give it "resilience: { retries: 0 }" of its own)',
    ]);
    expect(fixed(unsafeRetry, text)).toEqual([]);
  });

  it('reports retries of an order over SOAP, where no key helps', () => {
    const text = sampleWith(
      ['timeout: 500ms', 'timeout: 500ms, retries: 1'],
      ['contract: erp.yaml', 'contract: erp.wsdl'],
    );
    expect(found(unsafeRetry, text)).toEqual([
      'integrations.erp-integration.resilience.retries at "1": operation "createOrder" of integration microservice "erp-integration" is to be repeated when it fails, but SOAP carries no Idempotency-Key (give it "resilience: { retries: 0 }" of its own)',
    ]);
    expect(fixed(unsafeRetry, text)).toEqual([]);
  });

  it.each(['PUT', 'DELETE'])('reports retries of a %s over SOAP, which is a POST there', (method) => {
    const text = sampleWith(
      ['timeout: 500ms', 'timeout: 500ms, retries: 1'],
      ['contract: erp.yaml', 'contract: erp.wsdl'],
      ['createOrder: { http: POST', `createOrder: { http: ${method}`],
    );
    expect(found(unsafeRetry, text)).toHaveLength(1);
  });

  it('is silent over SOAP on what reads', () => {
    const text = sampleWith(
      ['timeout: 500ms', 'timeout: 500ms, retries: 1'],
      ['contract: erp.yaml', 'contract: erp.wsdl'],
      ['createOrder: { http: POST', 'createOrder: { http: GET'],
    );
    expect(found(unsafeRetry, text)).toEqual([]);
  });

  it('is silent where the route asks for a key', () => {
    const text = sampleWith(['timeout: 500ms', 'timeout: 500ms, retries: 1']);
    expect(found(unsafeRetry, text)).toEqual([]);
  });

  it('is silent without retries', () => {
    const text = sampleWith([', idempotency: required', '']);
    expect(found(unsafeRetry, text)).toEqual([]);
  });

  it('is silent on what may be read again', () => {
    const text = sampleWith(['{ timeout: 400ms }', '{ timeout: 400ms, retries: 3 }']);
    expect(found(unsafeRetry, text)).toEqual([]);
  });
});
