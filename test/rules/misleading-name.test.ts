import { describe, expect, it } from 'vitest';
import { misleadingName } from '../../src/rules/misleading-name.ts';
import { SAMPLE, sampleWith } from '../model/sample.ts';
import { found } from '../support/rule-findings.ts';

describe('misleading-name', () => {
  it('reports an integration with the name of a backend', () => {
    const text = SAMPLE.replaceAll('erp-integration', 'erp-backend');
    expect(found(misleadingName, text)).toEqual([
      'integrations.erp-backend at "erp-backend": integration microservice "erp-backend" has the name of a backend system (choose a name that does not end with "backend")',
    ]);
  });

  it('reports a mobile service with the name of another kind', () => {
    const text = SAMPLE.replaceAll('app-check', 'app-metrics');
    expect(found(misleadingName, text)).toEqual([
      'mobileServices.app-metrics at "app-metrics": mobile service "app-metrics" has the name of a mobile service of the kind metrics (choose a name that does not end with "metrics")',
    ]);
  });

  it('is silent on the word inside of a name', () => {
    const text = SAMPLE.replaceAll('erp-integration', 'backend-orders');
    expect(found(misleadingName, text)).toEqual([]);
  });

  it('is silent on a gateway to elsewhere among the backends', () => {
    const text = sampleWith(
      ['  erp: { contract', '  payment-gateway: { contract'],
      ['reaches: erp', 'reaches: payment-gateway'],
      ['calls: erp.', 'calls: payment-gateway.'],
      ['on: erp-integration -> erp', 'on: erp-integration -> payment-gateway'],
    );
    expect(found(misleadingName, text)).toEqual([]);
  });
});
