import { describe, expect, it } from 'vitest';
import { invalidExpression } from '../../src/rules/invalid-expression.ts';
import { sampleWith } from '../model/sample.ts';
import { fixedInReference, foundInReference } from '../support/reference-findings.ts';
import { found } from '../support/rule-findings.ts';

describe('invalid-expression', () => {
  it('reports what is not JSONata at the character where it stops being that', () => {
    expect(found(invalidExpression, sampleWith(['"sku": body.sku', '"sku" body.sku']))).toEqual([
      'integrations.erp-integration.operations.createOrder.sends at "body": "sends" of "erp-integration.createOrder" is not JSONata: ":" is expected, not "body" (character 9)',
    ]);
  });

  it('finds the character in a folded text', () => {
    expect(
      foundInReference(invalidExpression, ['"loyalty": $lowercase(', '"loyalty": + $lowercase(']),
    ).toEqual([
      'at "+": "maps" of "crm-integration.getCustomer" is not JSONata: a value is expected before "+" (character 88)',
    ]);
  });

  it('reports an expression that ends too early, and an empty one', () => {
    expect(
      foundInReference(invalidExpression, ['"limit": 20 }', '"limit": 20'], ['{ "channel": "APP" }', '']),
    ).toEqual([
      `at "0": "sends" of part "orders" of "checkout.listOrders" is not JSONata: "}" is missing at the end (character 38)`,
      `at "''": "sends" of "catalog-integration.listOffers" is not JSONata: it is empty`,
    ]);
  });

  it('refuses an expression that takes too long to read', () => {
    const text = sampleWith(['"sku": body.sku', `"sku": ${'(*.'.repeat(2000)}a`]);
    expect(found(invalidExpression, text)).toEqual([
      expect.stringContaining('it has more than 2000 words and signs (do less in one expression)'),
    ]);
  });

  it('reports functions that do not exist, with what may be meant', () => {
    const edit = ['$lowercase(loyalty.tier)', '$lowercas(loyalty.tier)'] as const;
    expect(foundInReference(invalidExpression, edit)).toEqual([
      'at "$lowercas": "maps" of "crm-integration.getCustomer" calls "$lowercas", which is no function (did you mean "lowercase"?)',
    ]);
    expect(fixedInReference(invalidExpression, edit)).toEqual([
      '"loyalty": $lowercase(loyalty.tier), "points": loyalty.points }',
    ]);
  });

  it('reports functions whose dollar is missing', () => {
    const edit = ['$lowercase(loyalty.tier)', 'lowercase(loyalty.tier)'] as const;
    expect(foundInReference(invalidExpression, edit)).toEqual([
      'at "lowercase": "maps" of "crm-integration.getCustomer" calls "lowercase", which is a field and no function (names of functions begin with a dollar: "$lowercase")',
    ]);
    expect(fixedInReference(invalidExpression, edit)).toEqual([
      '"loyalty": $lowercase(loyalty.tier), "points": loyalty.points }',
    ]);
  });

  it('is silent on what JSONata allows, also what is rare', () => {
    const maps = '[products^(>price.amount)#$n.{ "n": $n, "title": $replace(title, /[^a-z]/i, "") }]';
    expect(
      foundInReference(invalidExpression, [
        '[products.{ "sku": sku, "title": title, "price": price, "image": imageUrl }]',
        maps,
      ]),
    ).toEqual([]);
  });
});
