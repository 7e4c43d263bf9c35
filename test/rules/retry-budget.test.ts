import { describe, expect, it } from 'vitest';
import { checkRules } from '../../src/rules/index.ts';
import { retryBudget } from '../../src/rules/retry-budget.ts';
import { modelOf, SAMPLE, sampleWith } from '../model/sample.ts';
import { found } from '../support/rule-findings.ts';

describe('retry-budget', () => {
  it('reports attempts and pauses that do not fit into the deadline above them', () => {
    const text = sampleWith(['timeout: 500ms', 'timeout: 600ms, retries: 3']);
    expect(found(retryBudget, text)).toEqual([
      'frontends.shop.operations.placeOrder.deadline at "placeOrder": deadline of operation "placeOrder" of frontend microservice "shop" (2000 ms) is below what parts "order" and "message", one after the other, may take: erp-integration 4 x 600 ms + 350 ms backoff + push 300 ms = 3050 ms (lengthen the deadline, or shorten attempts or their number)',
    ]);
    const alone = sampleWith(
      ['timeout: 500ms', 'timeout: 600ms, retries: 3'],
      [', after: [order], timeout: 300ms', ''],
    );
    expect(found(retryBudget, alone)).toEqual([
      'frontends.shop.operations.placeOrder.deadline at "placeOrder": deadline of operation "placeOrder" of frontend microservice "shop" (2000 ms) is below what part "order" may take: erp-integration 4 x 600 ms + 350 ms backoff = 2750 ms (lengthen the deadline, or shorten attempts or their number)',
    ]);
  });

  it('reports parts that wait for each other longer than the deadline', () => {
    expect(found(retryBudget, sampleWith(['deadline: 1800ms', 'deadline: 1700ms']))).toEqual([
      'frontends.shop.operations.getHome.deadline at "1700ms": deadline of operation "getHome" of frontend microservice "shop" (1700 ms) is below what parts "customer" and "offers", one after the other, may take: crm-integration 3 x 400 ms + 150 ms backoff + crm-integration 400 ms = 1750 ms (lengthen the deadline, or shorten attempts or their number)',
    ]);
  });

  it('reports a timeout of a part that ends its retries', () => {
    const text = sampleWith([
      'from: crm-integration.getCustomer }',
      'from: crm-integration.getCustomer, timeout: 1s }',
    ]);
    expect(found(retryBudget, text)).toEqual([
      'frontends.shop.operations.getHome.gathers.customer.timeout at "1s": timeout of part "customer" (1000 ms) is below what its attempts may take: crm-integration 3 x 400 ms + 150 ms backoff = 1350 ms (give the part more time, or shorten attempts or their number)',
    ]);
  });

  it('points to the timeouts and the retries that it adds up', () => {
    const text = sampleWith(['deadline: 1800ms', 'deadline: 1700ms']);
    const [finding] = checkRules(modelOf(text), [retryBudget]);
    expect(finding?.related?.map(({ message, span }) => [message, text.slice(span.start, span.end)])).toEqual(
      [
        ['the timeout of one attempt of "crm-integration.getCustomer"', '400ms'],
        ['the retries of "crm-integration.getCustomer"', '2'],
        ['the timeout of one attempt of "crm-integration.listOffers"', '400ms'],
      ],
    );
  });

  it('reckons with no retries where a call may not be repeated', () => {
    // The order is a POST: only a request with an Idempotency-Key is repeated, and a GET has none.
    const text = sampleWith(
      ['timeout: 500ms', 'timeout: 1500ms, retries: 5'],
      ["- { request: POST /orders, body: { sku: '{sku}' } }", '- GET /orders'],
      ['http: POST /orders\n        gathers:', 'http: GET /orders\n        gathers:'],
      ['step: POST /orders', 'step: GET /orders'],
    );
    expect(found(retryBudget, text)).toEqual([]);
  });

  it('is silent where all of it fits', () => {
    expect(found(retryBudget, SAMPLE)).toEqual([]);
  });
});
