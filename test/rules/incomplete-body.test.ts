import { describe, expect, it } from 'vitest';
import { incompleteBody } from '../../src/rules/incomplete-body.ts';
import { sampleWith } from '../model/sample.ts';
import { foundInReference } from '../support/reference-findings.ts';
import { found } from '../support/rule-findings.ts';

describe('incomplete-body', () => {
  it('reports fields of a body that the contract requires', () => {
    expect(found(incompleteBody, sampleWith(['"sku": body.sku', '"note": body.note']))).toEqual([
      'integrations.erp-integration.operations.createOrder.sends at "{ "note": body.note }": "sends" of "erp-integration.createOrder" leaves out field "sku", which the contract of "erp.createOrder" requires (add it)',
    ]);
  });

  it('reports fields within others', () => {
    expect(
      foundInReference(incompleteBody, [
        '[body.items.{ "material": sku, "quantity": quantity }]',
        '[body.items.{ "plant": "D1" }]',
      ]),
    ).toEqual([
      expect.stringContaining(
        'leaves out fields "line.material" and "line.quantity", which the contract of "erp.CreateOrder" requires (add them)',
      ),
    ]);
  });

  it('is silent on fields that may be left out, and on bodies made elsewhere', () => {
    expect(
      foundInReference(
        incompleteBody,
        ['"language": body.language, "consents": body.consents }', '"language": body.language }'],
        ['[body.items.{ "material": sku, "quantity": quantity }]', 'body.items'],
      ),
    ).toEqual([]);
  });
});
