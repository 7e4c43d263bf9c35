import { describe, expect, it } from 'vitest';
import { defaultTimeout } from '../../src/rules/default-timeout.ts';
import { sampleWith } from '../model/sample.ts';
import { found } from '../support/rule-findings.ts';

describe('default-timeout', () => {
  it('reports an integration whose operations all have the default, once', () => {
    const text = sampleWith(['    resilience: { timeout: 500ms }\n', '']);
    expect(found(defaultTimeout, text)).toEqual([
      'integrations.erp-integration at "erp-integration": the timeout of integration microservice "erp-integration" is the default of 1s (the p99 of backend system "erp" is 150ms: add a "timeout" a little above it to "resilience")',
    ]);
  });

  it('reports single operations at the first of them', () => {
    const text = sampleWith(['    resilience: { timeout: 400ms }\n', ''], ['retries: 2,', 'timeout: 1s,']);
    expect(found(defaultTimeout, text)).toEqual([
      'integrations.crm-integration.operations.listOffers at "listOffers": the timeout of operation "listOffers" of integration microservice "crm-integration" is the default of 1s (the p99 of backend system "crm" is 300ms: add a "timeout" a little above it to "resilience")',
    ]);
  });

  it('is silent where nothing is known of the backend', () => {
    const text = sampleWith(
      ['    resilience: { timeout: 500ms }\n', ''],
      [', behaves: { latency: { p50: 30ms } }', ''],
    );
    expect(found(defaultTimeout, text)).toEqual([]);
  });

  it('takes a timeout of an operation for one, even where it is that of the default', () => {
    const text = sampleWith(
      ['    resilience: { timeout: 500ms }\n', ''],
      ['sends: \'{ "sku": body.sku }\'', 'resilience: { timeout: 1s }'],
    );
    expect(found(defaultTimeout, text)).toEqual([]);
  });
});
