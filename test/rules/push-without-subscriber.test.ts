import { describe, expect, it } from 'vitest';
import { pushWithoutSubscriber } from '../../src/rules/push-without-subscriber.ts';
import { SAMPLE, sampleWith } from '../model/sample.ts';
import { fixedInReference, foundInReference } from '../support/reference-findings.ts';
import { found } from '../support/rule-findings.ts';

describe('push-without-subscriber', () => {
  it('reports messages that no phone subscribes to', () => {
    expect(found(pushWithoutSubscriber, sampleWith(['          - subscribe: offers\n', '']))).toEqual([
      'frontends.shop.operations.placeOrder.gathers.message.from at "push.send": part "message" of "shop.placeOrder" sends messages by "push", and no phone subscribes to any (add a step such as "subscribe: order-updates" to a journey)',
    ]);
  });

  it('reports a category that no phone subscribes to', () => {
    const edit = [
      '"categories": ["order-updates"]',
      '"categories": ["order-update", "order-updates"]',
    ] as const;
    expect(foundInReference(pushWithoutSubscriber, edit)).toEqual([
      'at ""order-update"": "sends" of part "notice" of "checkout.placeOrder" is for the category "order-update", which no phone subscribes to (did you mean "order-updates"?)',
    ]);
    expect(fixedInReference(pushWithoutSubscriber, edit)).toEqual([
      '"criteria": { "alias": [caller.id], "categories": ["order-updates", "order-updates"] } }',
    ]);
  });

  it('is silent where phones subscribe, also by a request of their own', () => {
    expect(found(pushWithoutSubscriber, SAMPLE)).toEqual([]);
    const request = '- { request: POST /push/registry/device, body: { categories: [news] } }';
    expect(found(pushWithoutSubscriber, sampleWith(['- subscribe: offers', request]))).toEqual([]);
  });

  it('is silent on categories that are made when the message is', () => {
    expect(
      foundInReference(pushWithoutSubscriber, [
        '"categories": ["order-updates"]',
        '"categories": [body.category]',
      ]),
    ).toEqual([]);
  });
});
