import { describe, expect, it } from 'vitest';
import { sharedBackend } from '../../src/rules/shared-backend.ts';
import { SAMPLE, sampleWith } from '../model/sample.ts';
import { found } from '../support/rule-findings.ts';

describe('shared-backend', () => {
  it('reports the second integration that reaches a backend', () => {
    const text = sampleWith([
      '  erp-integration:\n',
      '  crm-too: { reaches: crm, operations: { x: { http: GET /x, calls: crm.listOffers } } }\n  erp-integration:\n',
    ]);
    expect(found(sharedBackend, text)).toEqual([
      'integrations.crm-too.reaches at "crm": integration microservice "crm-too" reaches backend system "crm", as "crm-integration" does (move its operations to "crm-integration")',
    ]);
  });

  it('is silent on an integration for each', () => {
    expect(found(sharedBackend, SAMPLE)).toEqual([]);
  });
});
