import { describe, expect, it } from 'vitest';
import { unknownField } from '../../src/rules/unknown-field.ts';
import { fixedInReference, foundInReference } from '../support/reference-findings.ts';

describe('unknown-field', () => {
  it('reports a field that the answer of a REST backend lacks', () => {
    const edit = ['loyalty.tier', 'loyalty.teir'] as const;
    expect(foundInReference(unknownField, edit)).toEqual([
      'at "teir": "maps" of "crm-integration.getCustomer" reads "loyalty.teir", which the answer of "crm.readCustomer" does not have (did you mean "tier"?)',
    ]);
    expect(fixedInReference(unknownField, edit)).toEqual([
      '"loyalty": $lowercase(loyalty.tier), "points": loyalty.points }',
    ]);
  });

  it('reports a field that the answer of a SOAP backend lacks', () => {
    expect(
      foundInReference(unknownField, ['[order.{ "id": orderNumber,', '[order.{ "id": orderNo,']),
    ).toEqual([
      'at "orderNo": "maps" of "erp-integration.listOrders" reads "order.orderNo", which the answer of "erp.ListOrders" does not have (it has: "orderNumber", "customerNumber", "status", "createdAt", "line", "totalAmount", "currency")',
    ]);
  });

  it('reports a field of a value that has none', () => {
    expect(foundInReference(unknownField, ['loyalty.points', 'loyalty.points.total'])).toEqual([
      'at "total": "maps" of "crm-integration.getCustomer" reads "loyalty.points.total", but "loyalty.points" is a number',
    ]);
  });

  it('reports a field that a backend does not take', () => {
    expect(
      foundInReference(unknownField, ['"language": body.language,', '"langauge": body.language,']),
    ).toEqual([
      'at ""langauge"": "sends" of "crm-integration.changeCustomer" gives "langauge", which "crm.updateCustomer" does not take (did you mean "language"?)',
    ]);
    expect(
      fixedInReference(unknownField, ['{ "material": params.sku }', '{ "materiel": params.sku }']),
    ).toEqual([`sends: '{ "material": params.sku }'`]);
  });

  it('reports a field within another', () => {
    expect(
      foundInReference(unknownField, ['"quantity": quantity }', '"quantity": quantity, "colour": colour }']),
    ).toEqual([
      'at ""colour"": "sends" of "erp-integration.createOrder" gives "line.colour", which "erp.CreateOrder" does not take (it takes: "material", "quantity")',
    ]);
  });

  it('reports a parameter that a query does not have', () => {
    expect(foundInReference(unknownField, ['{ "channel": "APP" }', '{ "chanel": "APP" }'])).toEqual([
      'at ""chanel"": "sends" of "catalog-integration.listOffers" gives "chanel", which "catalog.currentOffers" does not take (did you mean "channel"?)',
    ]);
  });

  it('reports a field that an integration never reads', () => {
    expect(foundInReference(unknownField, ['"limit": 3 }', '"limits": 3 }'])).toEqual([
      'at ""limits"": "sends" of part "orders" of "storefront.getHome" gives "limits", which "erp-integration.listOrders" does not take (did you mean "limit"?)',
    ]);
  });

  it('reports a field that an integration without "sends" hands on to a backend that does not take it', () => {
    expect(
      foundInReference(unknownField, [
        'product: { from: catalog-integration.getProduct }',
        `product: { from: catalog-integration.getProduct, sends: '{ "sku": params.sku, "lang": query.lang }' }`,
      ]),
    ).toEqual([
      'at ""lang"": "sends" of part "product" of "storefront.getProduct" gives "lang", which "catalog-integration.getProduct" does not take (it takes: "sku")',
    ]);
  });

  it('reports a field that an earlier part does not have', () => {
    expect(foundInReference(unknownField, ['parts.order.id', 'parts.order.number'])).toEqual([
      'at "number": "sends" of part "notice" of "checkout.placeOrder" reads "parts.order.number", which the answer of "erp-integration.createOrder" does not have (it has: "id", "state", "placedAt")',
    ]);
  });

  it('reports a part that is not there, and one that is not waited for', () => {
    expect(foundInReference(unknownField, ['parts.order.id', 'parts.ordr.id & parts.event'])).toEqual([
      'at "ordr": "sends" of part "notice" of "checkout.placeOrder" reads "parts.ordr", which "checkout.placeOrder" does not have (did you mean "order"?)',
      'at "event": "sends" of part "notice" of "checkout.placeOrder" reads "parts.event", but it is not waited for (add "after: event")',
    ]);
  });

  it('reports a parameter that the path does not have, a caller that has no such field, and a body of a GET', () => {
    expect(
      foundInReference(
        unknownField,
        ['{ "material": params.sku }', '{ "material": params.sku, "plant": body.plant & params.plant }'],
        ['"limit": 20 }', '"limit": caller.limit }'],
      ),
    ).toEqual([
      'at "limit": "sends" of part "orders" of "checkout.listOrders" reads "caller.limit", which a caller does not have (it has: "id", "app", "plan")',
      'at "body": "sends" of "erp-integration.getStock" reads "body", but a GET has no body (read "params" or "query")',
      'at "plant": "sends" of "erp-integration.getStock" reads "params.plant", which the path "/stock/{sku}" does not have (it has: "sku")',
    ]);
  });

  it('reports a caller where nobody is authenticated, and one in an integration', () => {
    expect(
      foundInReference(
        unknownField,
        ['/home: { to: storefront, cache: 5s }', '/home: { to: storefront, public: true }'],
        ['{ "channel": "APP" }', '{ "channel": caller.app }'],
      ),
    ).toEqual([
      'at "caller": "sends" of part "orders" of "storefront.getHome" reads "caller", but no request that is routed here is authenticated (let the gateway authenticate, or read something else)',
      'at "caller": "sends" of "catalog-integration.listOffers" reads "caller", but only a frontend microservice knows "caller" (let the part of the frontend send what is needed of it)',
    ]);
  });

  it('reports a variable that nothing sets', () => {
    expect(foundInReference(unknownField, ['"limit": 20 }', '"limit": ($most := 20; $mst) }'])).toEqual([
      'at "$mst": "sends" of part "orders" of "checkout.listOrders" reads the variable "$mst", which nothing sets (did you mean "most"?)',
    ]);
  });

  it('is silent on what nobody knows, and on what is made of what is there', () => {
    expect(
      foundInReference(
        unknownField,
        [
          '"points": loyalty.points }',
          '"points": loyalty.points, "all": *.x, "merged": $merge([address, loyalty]).y }',
        ],
        ['"limit": 20 }', '"limit": query.whatever ?? 20 }'],
        ['parts.order.id', 'parts.order.(id & state)'],
      ),
    ).toEqual([]);
  });
});
