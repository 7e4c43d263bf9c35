import { describe, expect, it } from 'vitest';
import { runawayExpression } from '../../src/rules/runaway-expression.ts';
import { sampleWith } from '../model/sample.ts';
import { foundInReference } from '../support/reference-findings.ts';
import { found } from '../support/rule-findings.ts';

describe('runaway-expression', () => {
  it('reports a function that calls itself', () => {
    const sends = '($f := function($n) { $f($n) }; { "sku": $f(body.sku) })';
    expect(found(runawayExpression, sampleWith(['{ "sku": body.sku }', sends]))).toEqual([
      'integrations.erp-integration.operations.createOrder.sends at "$f": "sends" of "erp-integration.createOrder" has a function "$f" that calls itself, and may never end (use $map, $filter or $reduce: they end with their list)',
    ]);
  });

  it('reports lists that are long, too long, or as long as the request says', () => {
    const sends = '[[1..200000], [1..1000000000], [1..body.count]]';
    expect(
      found(runawayExpression, sampleWith(['{ "sku": body.sku }', sends])).map((one) => one.split(': ')[1]),
    ).toEqual([
      '"sends" of "erp-integration.createOrder" makes a list of 200000 numbers (make shorter lists, such as one item for each that there is)',
      '"sends" of "erp-integration.createOrder" makes a list of 1000000000 numbers, and JSONata refuses more than 10000000 (make shorter lists, such as one item for each that there is)',
      '"sends" of "erp-integration.createOrder" makes a list that is as long as "body.count" of the request says (make shorter lists, such as one item for each that there is)',
    ]);
  });

  it('reports data that is evaluated', () => {
    expect(foundInReference(runawayExpression, ['$lowercase(loyalty.tier)', '$eval(loyalty.tier)'])).toEqual([
      'at "$eval": "maps" of "crm-integration.getCustomer" evaluates data as an expression: whoever sends the data says how long that takes (write the expression here, without $eval)',
    ]);
  });

  it('is silent on functions over lists, and on lists as long as those of a backend', () => {
    expect(
      foundInReference(runawayExpression, [
        '[products.{ "sku": sku, "title": title, "price": price, "image": imageUrl }]',
        '$append($map(products, function($p) { $p.sku }), [1..total])',
      ]),
    ).toEqual([]);
  });
});
