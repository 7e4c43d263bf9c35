import { describe, expect, it } from 'vitest';
import { findings, modelOf, sampleWith } from '../sample.ts';

describe('formerly', () => {
  const former = (text: string) =>
    Object.fromEntries(modelOf(text).elements.map(({ name, formerly }) => [name, formerly]));

  it('is one name or a list of them, of any element', () => {
    const text = sampleWith(
      ['  app:\n', '  app:\n    formerly: shopper\n'],
      ['  api:\n', '  api:\n    formerly: [gate, front-door]\n'],
      ['  shop:\n', '  shop:\n    formerly: store\n'],
      ['  erp-integration:\n', '  erp-integration:\n    formerly: sap-integration\n'],
      ['sync: { kind: sync,', 'sync: { kind: sync, formerly: data,'],
      ['erp: { contract: erp.yaml,', 'erp: { contract: erp.yaml, formerly: sap,'],
    );
    expect(former(text)).toMatchObject({
      app: ['shopper'],
      api: ['gate', 'front-door'],
      shop: ['store'],
      'erp-integration': ['sap-integration'],
      sync: ['data'],
      erp: ['sap'],
      crm: [],
    });
  });

  it('gives the providers of a push service the names that they had with it', () => {
    expect(
      former(sampleWith(['push: { kind: push,', 'push: { kind: push, formerly: pusher,'])),
    ).toMatchObject({
      push: ['pusher'],
      'push-fcm': ['pusher-fcm'],
      'push-apns': ['pusher-apns'],
    });
  });

  it('is kept of operations too', () => {
    const model = modelOf(
      sampleWith(
        ['      getHome:\n', '      getHome:\n        formerly: home\n'],
        ['listOffers: { http', 'listOffers: { formerly: [offers, getOffers], http'],
      ),
    );
    expect(model.frontends[0]?.operations.map(({ formerly }) => formerly)).toEqual([['home'], []]);
    expect(model.integrations[0]?.operations.map(({ formerly }) => formerly)).toEqual([
      [],
      ['offers', 'getOffers'],
    ]);
  });

  it('takes only names that an element could have had', () => {
    expect(findings(sampleWith(['  shop:\n', '  shop:\n    formerly: The Shop\n']))).toEqual([
      expect.stringMatching(/^shape: .*formerly/),
    ]);
  });
});
