import { describe, expect, it } from 'vitest';
import { refusedBody } from '../../src/rules/refused-body.ts';
import { sampleWith } from '../model/sample.ts';
import { foundInReference } from '../support/reference-findings.ts';
import { found } from '../support/rule-findings.ts';

const body = (written: string) => ["body: { sku: '{sku}' }", `body: ${written}`] as const;
/** Hands the body on to the backend by name, whose contract asks for `sku`, a text or a number. */
const byName = [', sends: \'{ "sku": body.sku }\'', ''] as const;

describe('refused-body', () => {
  it('reports what an expression passes on that the contract of a backend does not take, where it is written', () => {
    expect(foundInReference(refusedBody, ['quantity: 1 }', 'quantity: one }'])).toEqual([
      'at "one": step "POST /orders" of journey "buy" sends a body that "checkout.placeOrder" refuses: "items.0.quantity" must be integer (it has to fit the contract of "erp")',
    ]);
  });

  it('reports what is not there, at what it would stand in', () => {
    expect(foundInReference(refusedBody, ['quantity: 1 }', 'amount: 1 }'])).toEqual([
      'at "{ sku: "{sku}", amount: 1 }": step "POST /orders" of journey "buy" sends a body that "checkout.placeOrder" refuses: "items.0.quantity" is required (it has to fit the contract of "erp")',
    ]);
  });

  it('reports a body that is handed on by name', () => {
    expect(found(refusedBody, sampleWith(body('{ sku: [7], more: 1 }'), byName))).toEqual([
      'devices.app.journeys.buy.steps.1.body at "[7]": step "POST /orders" of journey "buy" sends a body that "shop.placeOrder" refuses: "sku" must be string or number (it has to fit the contract of "erp")',
    ]);
  });

  it('reports a body that is no object, and says how many more mistakes there are', () => {
    expect(found(refusedBody, sampleWith(body('[{sku}]'), byName))).toEqual([
      expect.stringMatching(/at "\[\{sku\}\]": .* refuses: it must be object \(/),
    ]);
    expect(foundInReference(refusedBody, ['quantity: 1 }', 'quantity: 0 }, { sku: 4 }'])).toEqual([
      expect.stringMatching(/"items\.0\.quantity" must be at least 1, and \d more/),
    ]);
  });

  it('fills placeholders with each of the values, and says with which the body is refused', () => {
    const counted = ['quantity: 1 }', 'quantity: "{count}" }'] as const;
    const good = ['    data:\n', '    data:\n      count: [1, 2]\n'] as const;
    const bad = ['    data:\n', '    data:\n      count: [1, 2, many]\n'] as const;
    expect(foundInReference(refusedBody, counted, good)).toEqual([]);
    expect(foundInReference(refusedBody, counted, bad)).toEqual([
      'at ""{count}"": step "POST /orders" of journey "buy" sends a body that "checkout.placeOrder" refuses: "items.0.quantity" must be integer where "{count}" is "many" (it has to fit the contract of "erp")',
    ]);
  });

  it('leaves a placeholder without data to another rule', () => {
    expect(foundInReference(refusedBody, ['quantity: 1 }', 'quantity: "{count}" }'])).toEqual([]);
  });

  it('is silent on a body that is taken, on other services, and where an optional part refuses it', () => {
    const optional = [
      'from: erp-integration.createOrder }',
      'from: erp-integration.createOrder, optional: true }',
    ] as const;
    const metrics = ['- track: bought', '- { request: POST /metrics, body: { nothing: true } }'] as const;
    expect(found(refusedBody, sampleWith(metrics))).toEqual([]);
    expect(found(refusedBody, sampleWith(body('{ article: 1 }'), optional, byName))).toEqual([]);
    expect(foundInReference(refusedBody)).toEqual([]);
  });
});
