import { describe, expect, it } from 'vitest';
import { undefinedPlaceholder } from '../../src/rules/undefined-placeholder.ts';
import { sampleWith } from '../model/sample.ts';
import { fixedInReference, foundInReference } from '../support/reference-findings.ts';
import { fixed, found } from '../support/rule-findings.ts';

describe('undefined-placeholder', () => {
  it('reports a placeholder in a path', () => {
    const edit = [
      '- GET /products/{sku}\n          - track',
      '- GET /products/{skuu}\n          - track',
    ] as const;
    expect(foundInReference(undefinedPlaceholder, edit)).toEqual([
      'at "skuu": step "GET /products/{skuu}" of journey "browse" has no data for "{skuu}" (did you mean "sku"?)',
    ]);
    expect(
      fixedInReference(undefinedPlaceholder, edit, ['- GET /products/{sku}\n          - think', '- think']),
    ).toEqual(['- GET /products/{sku}']);
  });

  it('reports placeholders in a query and in a body', () => {
    const text = sampleWith(
      ["body: { sku: '{sku}' }", "body: { items: [{ sku: '{sku}', note: 'for {who}' }] }"],
      ['- GET /home', "- 'GET /home?shop={shop}'"],
    );
    expect(found(undefinedPlaceholder, text)).toEqual([
      'devices.app.journeys.open.steps.0 at "shop": step "GET /home?shop={shop}" of journey "open" has no data for "{shop}" (add values for it: "data: { shop: [...] }" of "app")',
      'devices.app.journeys.buy.steps.1 at "who": step "POST /orders" of journey "buy" has no data for "{who}" (add values for it: "data: { who: [...] }" of "app")',
    ]);
  });

  it('corrects a misspelt one in a body', () => {
    const text = sampleWith(["body: { sku: '{sku}' }", "body: { items: [{ sku: '{skuu}' }] }"]);
    expect(fixed(undefinedPlaceholder, text)).toEqual([
      'suggestion: replace "skuu" with "sku"',
      "- - { request: POST /orders, body: { items: [{ sku: '{skuu}' }] } }",
      "+ - { request: POST /orders, body: { items: [{ sku: '{sku}' }] } }",
    ]);
  });

  it('is silent where there is data, and on keys of a body', () => {
    const text = sampleWith(["body: { sku: '{sku}' }", "body: { '{who}': '{sku} and {sku}' }"]);
    expect(found(undefinedPlaceholder, text)).toEqual([]);
  });
});
