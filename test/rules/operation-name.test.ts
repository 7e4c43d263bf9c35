import { describe, expect, it } from 'vitest';
import { operationName } from '../../src/rules/operation-name.ts';
import { SAMPLE, sampleWith } from '../model/sample.ts';
import { fixed, found } from '../support/rule-findings.ts';

describe('operation-name', () => {
  it('reports a name in another style than most, and renames it everywhere', () => {
    const text = SAMPLE.replaceAll('getCustomer', 'get_customer');
    expect(found(operationName, text)).toEqual([
      'integrations.crm-integration.operations.get_customer at "get_customer": operation "get_customer" of integration microservice "crm-integration" is not in camelCase as others are (call it "getCustomer")',
    ]);
    expect(fixed(operationName, text)).toEqual([
      'suggestion: rename the operation to "getCustomer"',
      '- customer: { from: crm-integration.get_customer }',
      '- get_customer:',
      '+ customer: { from: crm-integration.getCustomer }',
      '+ getCustomer:',
    ]);
  });

  it('reports what is in camelCase where most are not', () => {
    const text = SAMPLE.replaceAll('getHome', 'get_home')
      .replaceAll('placeOrder', 'place_order')
      .replaceAll('getCustomer', 'get_customer');
    expect(found(operationName, text)).toEqual([
      'integrations.crm-integration.operations.listOffers at "listOffers": operation "listOffers" of integration microservice "crm-integration" is not in snake_case as others are (call it "list_offers")',
      'integrations.erp-integration.operations.createOrder at "createOrder": operation "createOrder" of integration microservice "erp-integration" is not in snake_case as others are (call it "create_order")',
    ]);
  });

  it('offers no name that is taken', () => {
    const text = sampleWith([
      '      listOffers: {',
      '      list-offers: { http: GET /more, calls: crm.listOffers }\n      listOffers: {',
    ]);
    expect(found(operationName, text)).toEqual([
      'integrations.crm-integration.operations.list-offers at "list-offers": operation "list-offers" of integration microservice "crm-integration" is not in camelCase as others are (call it "listOffers")',
    ]);
    expect(fixed(operationName, text)).toEqual([]);
  });

  it('is silent on any style that all keep', () => {
    const text = SAMPLE.replaceAll('getHome', 'get-home')
      .replaceAll('placeOrder', 'place-order')
      .replaceAll('getCustomer', 'get-customer')
      .replaceAll('integration.listOffers', 'integration.list')
      .replaceAll('listOffers:', 'list:')
      .replaceAll('integration.createOrder', 'integration.create-order')
      .replaceAll('createOrder:', 'create-order:');
    expect(found(operationName, text)).toEqual([]);
  });
});
