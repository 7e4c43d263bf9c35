import { describe, expect, it } from 'vitest';
import { missingInput } from '../../src/rules/missing-input.ts';
import { sampleWith } from '../model/sample.ts';
import { foundInReference } from '../support/reference-findings.ts';
import { found } from '../support/rule-findings.ts';

describe('missing-input', () => {
  it('reports a parameter in the path that gets no value', () => {
    expect(foundInReference(missingInput, ['{ "custNo": params.id,', '{ "customer": params.id,'])).toEqual([
      'at "{ "customer": params.id, "language": body.language, "consents": body.consents }": "sends" of "crm-integration.changeCustomer" gives no value for field "custNo", which "crm.updateCustomer" needs (add it)',
    ]);
  });

  it('reports elements that a SOAP backend needs', () => {
    expect(foundInReference(missingInput, ['{ "material": params.sku }', '{ "plant": "D1" }'])).toEqual([
      'at "{ "plant": "D1" }": "sends" of "erp-integration.getStock" gives no value for field "material", which "erp.GetStock" needs (add it)',
    ]);
  });

  it('reports what an integration hands on to a backend that needs it', () => {
    expect(
      foundInReference(missingInput, ['{ "customerId": caller.id, "limit": 3 }', '{ "limit": 3 }']),
    ).toEqual([
      'at "{ "limit": 3 }": "sends" of part "orders" of "storefront.getHome" gives no value for field "customerId", which "erp-integration.listOrders" needs (add it)',
    ]);
  });

  it('takes a value that is never there as none', () => {
    const edit = ['{ "custNo": params.id,', '{ "custNo": params.number,'] as const;
    expect(foundInReference(missingInput, edit)).toEqual([
      expect.stringContaining('gives no value for field "custNo", which "crm.updateCustomer" needs'),
    ]);
  });

  it('reports a path that nothing can fill where nobody is authenticated', () => {
    expect(found(missingInput, sampleWith(['    authenticates: identity\n', '']))).toEqual([
      `frontends.shop.operations.getHome.gathers.customer.from at "crm-integration.getCustomer": part "customer" of "shop.getHome" has nothing for "id" in the path of "crm-integration.getCustomer" (add "sends", such as '{ "id": query.id }', or let the gateway authenticate: then the caller's id is used)`,
    ]);
  });

  it('is silent where the path is filled from the query of a step, or from an expression', () => {
    const anonymous = ['    authenticates: identity\n', ''] as const;
    expect(found(missingInput, sampleWith(anonymous, ['- GET /home', "- 'GET /home?id=7'"]))).toEqual([]);
    expect(
      found(
        missingInput,
        sampleWith(anonymous, [
          'from: crm-integration.getCustomer }',
          `from: crm-integration.getCustomer, sends: '{ "id": 7 }' }`,
        ]),
      ),
    ).toEqual([]);
  });

  it('is silent where one branch gives it, or nobody knows', () => {
    for (const sends of ['query.a ? { "material": params.sku } : {}', '$merge([query, params])', 'query']) {
      expect(foundInReference(missingInput, ['{ "material": params.sku }', sends])).toEqual([]);
    }
  });
});
