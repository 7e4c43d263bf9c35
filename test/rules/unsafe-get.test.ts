import { describe, expect, it } from 'vitest';
import { readOpenApi } from '../../src/contracts/openapi.ts';
import { checkBlueprint } from '../../src/model/check-blueprint.ts';
import { checkRules } from '../../src/rules/index.ts';
import { unsafeGet } from '../../src/rules/unsafe-get.ts';
import { createSource } from '../../src/source/source.ts';
import { sampleWith } from '../model/sample.ts';
import { foundInReference } from '../support/reference-findings.ts';
import { found } from '../support/rule-findings.ts';

describe('unsafe-get', () => {
  it('reports a GET of an integration that changes a REST backend', () => {
    expect(
      found(unsafeGet, sampleWith(['createOrder: { http: POST /orders', 'createOrder: { http: GET /orders'])),
    ).toEqual([
      'integrations.erp-integration.operations.createOrder.http at "GET /orders": "erp-integration.createOrder" is a GET, and calls "erp.createOrder", which changes something (make it a POST, PUT, PATCH or DELETE)',
    ]);
  });

  it('reports a GET of a frontend that gathers from something else', () => {
    expect(
      found(
        unsafeGet,
        sampleWith([
          'offers: { from: crm-integration.listOffers',
          'offers: { from: erp-integration.createOrder',
        ]),
      ),
    ).toEqual([
      'frontends.shop.operations.getHome.gathers.offers.from at "erp-integration.createOrder": "shop.getHome" is a GET, and gathers from "erp-integration.createOrder", which is a POST (make it a POST, PUT, PATCH or DELETE)',
    ]);
  });

  it('goes by the name of a SOAP operation', () => {
    expect(
      foundInReference(unsafeGet, [
        'http: POST /orders\n        calls: erp.CreateOrder',
        'http: GET /new\n        calls: erp.CreateOrder',
      ]),
    ).toEqual([
      'at "GET /new": "erp-integration.createOrder" is a GET, and calls "erp.CreateOrder", which changes something (make it a POST, PUT, PATCH or DELETE)',
    ]);
    expect(foundInReference(unsafeGet)).toEqual([]);
  });

  it.each([
    ['searchOrders', '/orders', 0],
    ['post_orders', '/orders/search', 0],
    ['post_orders', '/orders', 1],
    ['findAndRemove', '/orders', 0],
    ['researchOrders', '/orders', 1],
  ])('goes by the name of a POST that may only ask: %s at %s', (id, path, count) => {
    const operation = { operationId: id, responses: {} };
    const contract = readOpenApi({ paths: { [path]: { post: operation } } }, { file: 'erp.yaml', text: '' });
    const text = sampleWith(
      [
        'createOrder: { http: POST /orders, calls: erp.createOrder',
        `createOrder: { http: GET /orders, calls: erp.${id}`,
      ],
      ['from: crm-integration.getCustomer', 'from: erp-integration.createOrder'],
      ['from: crm-integration.listOffers', 'from: erp-integration.createOrder'],
      ['  crm-integration:\n    reaches: crm\n', '  crm-integration:\n    reaches: erp\n'],
      ['calls: crm.readCustomer', `calls: erp.${id}`],
      ['calls: crm.listOffers', `calls: erp.${id}`],
    ).replace('contract: crm.yaml', 'contract: erp.yaml');
    const { model } = checkBlueprint(createSource('sample.yaml', text), () => ({ contract }));
    const found = model === null ? [] : checkRules(model, [unsafeGet]);
    expect(model).not.toBeNull();
    expect(found.filter(({ path: at }) => at.startsWith('integrations.erp-integration'))).toHaveLength(count);
  });

  it('is silent on a push message that a GET sends', () => {
    expect(
      found(
        unsafeGet,
        sampleWith(['offers: { from: crm-integration.listOffers', 'offers: { from: push.send']),
      ),
    ).toEqual([]);
  });
});
