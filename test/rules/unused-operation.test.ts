import { describe, expect, it } from 'vitest';
import { unusedOperation } from '../../src/rules/unused-operation.ts';
import { sampleWith } from '../model/sample.ts';
import { fixed, found } from '../support/rule-findings.ts';

describe('unused-operation', () => {
  it('reports an operation of an integration that nobody gathers from', () => {
    const text = sampleWith([
      '          offers: { from: crm-integration.listOffers, optional: true, after: customer }\n',
      '',
    ]);
    expect(found(unusedOperation, text)).toEqual([
      'integrations.crm-integration.operations.listOffers at "listOffers": operation "listOffers" of integration microservice "crm-integration" is not used by anything (gather from it in a frontend, or remove it)',
    ]);
    expect(fixed(unusedOperation, text)).toEqual([
      'suggestion: remove the operation "listOffers"',
      '- listOffers: { http: GET /offers, calls: crm.listOffers }',
    ]);
  });

  it('reports an operation of a frontend that no route takes', () => {
    const text = sampleWith([
      '      placeOrder:',
      "      getOffer: { http: 'GET /offers/{sku}', gathers: { a: { from: crm-integration.listOffers } } }\n      placeOrder:",
    ]);
    expect(found(unusedOperation, text)).toEqual([
      'frontends.shop.operations.getOffer at "getOffer": operation "getOffer" of frontend microservice "shop" is not used by anything (add a route of the gateway that takes "/offers/{sku}", or remove it)',
    ]);
    expect(fixed(unusedOperation, text)).toEqual([
      'suggestion: remove the operation "getOffer"',
      "- getOffer: { http: 'GET /offers/{sku}', gathers: { a: { from: crm-integration.listOffers } } }",
    ]);
  });

  it('is silent on a route that serves one value of its parameter', () => {
    const text = sampleWith(
      ['/home: {', '/offers/best: { to: shop }\n      /home: {'],
      [
        '      placeOrder:',
        "      getOffer: { http: 'GET /offers/{sku}', gathers: { a: { from: crm-integration.listOffers } } }\n      placeOrder:",
      ],
    );
    expect(found(unusedOperation, text)).toEqual([]);
  });

  it('leaves an integration that nobody uses to the rule about elements', () => {
    const text = sampleWith([
      '          customer: { from: crm-integration.getCustomer }\n          offers: { from: crm-integration.listOffers, optional: true, after: customer }\n',
      '          order: { from: erp-integration.createOrder }\n',
    ]);
    expect(found(unusedOperation, text)).toEqual([]);
  });
});
