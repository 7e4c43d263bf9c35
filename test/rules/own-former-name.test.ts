import { describe, expect, it } from 'vitest';
import { ownFormerName } from '../../src/rules/own-former-name.ts';
import { sampleWith } from '../model/sample.ts';
import { fixed, found } from '../support/rule-findings.ts';

describe('own-former-name', () => {
  const text = sampleWith(['  shop:\n', '  shop:\n    formerly: shop\n']);

  it('reports an element that was formerly called as it is', () => {
    expect(found(ownFormerName, text)).toEqual([
      'frontends.shop.formerly at "shop": frontend microservice "shop" was formerly "shop", which is its name (write the name that it had before, or take it out)',
    ]);
  });

  it('offers to take the key out where nothing else stands there', () => {
    expect(fixed(ownFormerName, text)).toEqual(['suggestion: remove "formerly"', '- formerly: shop']);
    const listed = sampleWith(['  shop:\n', '  shop:\n    formerly: [store, shop]\n']);
    expect(found(ownFormerName, listed)).toHaveLength(1);
    expect(fixed(ownFormerName, listed)).toEqual([]);
  });

  it('reports an operation, and a push service without its providers', () => {
    const both = sampleWith(
      ['listOffers: { http', 'listOffers: { formerly: listOffers, http'],
      ['push: { kind: push,', 'push: { kind: push, formerly: push,'],
    );
    expect(found(ownFormerName, both).map((one) => one.split(' ', 1)[0])).toEqual([
      'integrations.crm-integration.operations.listOffers.formerly',
      'mobileServices.push.formerly',
    ]);
  });

  it('is silent on another name', () => {
    expect(found(ownFormerName, sampleWith(['  shop:\n', '  shop:\n    formerly: store\n']))).toEqual([]);
  });
});
