import { describe, expect, it } from 'vitest';
import { sharedFormerName } from '../../src/rules/shared-former-name.ts';
import { sampleWith } from '../model/sample.ts';
import { found } from '../support/rule-findings.ts';

describe('shared-former-name', () => {
  it('reports the second of two elements of whichever tier', () => {
    const text = sampleWith(
      ['  shop:\n', '  shop:\n    formerly: [store]\n'],
      ['erp: { contract', 'erp: { formerly: [sap, store], contract'],
    );
    expect(found(sharedFormerName, text)).toEqual([
      'backends.erp.formerly at "[sap, store]": backend system "erp" was formerly "store", and so was frontend microservice "shop" (leave the name with the one that its files belong to)',
    ]);
  });

  it('reports two push services once, not their providers too', () => {
    const text = sampleWith([
      'push: { kind: push,',
      'news: { kind: push, formerly: pusher }\n  push: { kind: push, formerly: pusher,',
    ]);
    expect(found(sharedFormerName, text)).toHaveLength(1);
  });

  it('reports operations of one element, and is silent on those of two', () => {
    const one = sampleWith(
      ['        http: GET /customers/{id}', '        formerly: get\n        http: GET /customers/{id}'],
      ['listOffers: { http', 'listOffers: { formerly: get, http'],
    );
    const two = sampleWith(
      ['        http: GET /customers/{id}', '        formerly: get\n        http: GET /customers/{id}'],
      ['createOrder: { http', 'createOrder: { formerly: get, http'],
    );
    expect(found(sharedFormerName, one)).toHaveLength(1);
    expect(found(sharedFormerName, two)).toEqual([]);
  });

  it('is silent on a name that one element lists twice', () => {
    expect(found(sharedFormerName, sampleWith(['  shop:\n', '  shop:\n    formerly: [a, a]\n']))).toEqual([]);
  });
});
