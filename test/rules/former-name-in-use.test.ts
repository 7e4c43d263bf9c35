import { describe, expect, it } from 'vitest';
import { formerNameInUse } from '../../src/rules/former-name-in-use.ts';
import { sampleWith } from '../model/sample.ts';
import { found } from '../support/rule-findings.ts';

describe('former-name-in-use', () => {
  it('reports an element that was formerly called as another one is', () => {
    expect(
      found(formerNameInUse, sampleWith(['  shop:\n', '  shop:\n    formerly: [store, erp]\n'])),
    ).toEqual([
      'frontends.shop.formerly at "[store, erp]": frontend microservice "shop" was formerly "erp", which is now the name of backend system "erp" (take the name out; where both were renamed, rename one after the other and generate in between)',
    ]);
  });

  it('reports two elements that changed names with each other', () => {
    const text = sampleWith(
      ['  shop:\n', '  shop:\n    formerly: app\n'],
      ['  app:\n', '  app:\n    formerly: shop\n'],
    );
    expect(found(formerNameInUse, text)).toHaveLength(2);
  });

  it('reports a name that a push provider has, once', () => {
    const text = sampleWith(['erp: { contract', 'erp: { formerly: push-fcm, contract']);
    expect(found(formerNameInUse, text)).toEqual([
      expect.stringMatching(/^backends\.erp\.formerly .* the name of push provider "push-fcm"/),
    ]);
  });

  it('reports one push service that was formerly called as another, and not its providers', () => {
    const text = sampleWith([
      'push: { kind: push,',
      'news: { kind: push, formerly: push }\n  push: { kind: push,',
    ]);
    expect(found(formerNameInUse, text)).toEqual([
      expect.stringMatching(/^mobileServices\.news\.formerly at "push"/),
    ]);
  });

  it('reports an operation that was formerly called as another of its element', () => {
    const text = sampleWith(['listOffers: { http', 'listOffers: { formerly: getCustomer, http']);
    expect(found(formerNameInUse, text)).toEqual([
      expect.stringMatching(
        /^integrations\.crm-integration\.operations\.listOffers\.formerly at "getCustomer": operation "crm-integration\.listOffers" was formerly "getCustomer", which is now the name of operation "crm-integration\.getCustomer"/,
      ),
    ]);
  });

  it('is silent on the name of an operation of another element, and on names that nothing has', () => {
    const text = sampleWith(
      ['listOffers: { http', 'listOffers: { formerly: getHome, http'],
      ['  shop:\n', '  shop:\n    formerly: store\n'],
    );
    expect(found(formerNameInUse, text)).toEqual([]);
  });
});
