import { describe, expect, it } from 'vitest';
import { ignoredInput } from '../../src/rules/ignored-input.ts';
import { sampleWith } from '../model/sample.ts';
import { foundInReference } from '../support/reference-findings.ts';
import { found } from '../support/rule-findings.ts';

describe('ignored-input', () => {
  it("reports a name in a query that a part takes the caller's id for", () => {
    expect(found(ignoredInput, sampleWith(['- GET /home', "- 'GET /home?page=1&id={sku}'"]))).toEqual([
      expect.stringMatching(
        /^devices\.app\.journeys\.open\.steps\.0 at .*: step "GET \/home\?page=1&id=\{sku\}" of journey "open" says "id", and part "customer" of "shop\.getHome" takes the caller's id for it \(leave it out/,
      ),
    ]);
  });

  it('reports a name that the integration behind takes', () => {
    const asks = ['- GET /home', "- 'GET /home?no={sku}'"] as const;
    expect(found(ignoredInput, sampleWith(asks))).toEqual([]);
    expect(
      found(ignoredInput, sampleWith(asks, ['http: GET /customers/{id}', 'http: GET /customer'])),
    ).toEqual([expect.stringContaining(`says "no", and part "customer"`)]);
  });

  it('reports a field of a body, where it stands', () => {
    const edit = ['body: { language: en,', 'body: { id: "42", language: en,'] as const;
    const findings = foundInReference(ignoredInput, edit);
    expect(findings).toEqual([expect.stringMatching(/^at ""42"": step "PUT \/account" .* says "id"/)]);
  });

  it('is silent where nobody is authenticated, where the path names it, and where the part says what it sends', () => {
    const asks = ['- GET /home', "- 'GET /home?id={sku}&no=1'"] as const;
    const sends = [
      'from: crm-integration.getCustomer }',
      `from: crm-integration.getCustomer, sends: '{ "id": query.id }' }`,
    ] as const;
    expect(found(ignoredInput, sampleWith(asks, sends))).toEqual([]);
    expect(found(ignoredInput, sampleWith(asks, ['    authenticates: identity\n', '']))).toEqual([]);
  });
});
