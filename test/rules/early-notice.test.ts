import { describe, expect, it } from 'vitest';
import { earlyNotice } from '../../src/rules/early-notice.ts';
import { sampleWith } from '../model/sample.ts';
import { fixed, found } from '../support/rule-findings.ts';

describe('early-notice', () => {
  it('reports a message that starts together with the order', () => {
    const text = sampleWith([', after: [order], timeout: 300ms', '']);
    expect(found(earlyNotice, text)).toEqual([
      'frontends.shop.operations.placeOrder.gathers.message at "message": part "message" of operation "placeOrder" sends a message without waiting for "order" (add "after: order")',
    ]);
    expect(fixed(earlyNotice, text)).toEqual([
      'suggestion: send it after "order"',
      '- message: { from: push.send, optional: true }',
      '+ message: { from: push.send, optional: true, after: order }',
    ]);
  });

  it('reports a message that waits for something else', () => {
    const text = sampleWith(
      ['after: [order]', 'after: word'],
      ['          message: {', '          word: { from: crm-integration.listOffers }\n          message: {'],
    );
    expect(found(earlyNotice, text)).toEqual([
      'frontends.shop.operations.placeOrder.gathers.message at "message": part "message" of operation "placeOrder" sends a message without waiting for "order" (add "after: [word, order]")',
    ]);
    expect(fixed(earlyNotice, text)).toEqual([
      'suggestion: send it after "order"',
      '- message: { from: push.send, optional: true, after: word, timeout: 300ms }',
      '+ message: { from: push.send, optional: true, after: [word, order], timeout: 300ms }',
    ]);
  });

  it('is silent on a message that waits by way of another part', () => {
    const text = sampleWith(
      ['after: [order]', 'after: word'],
      [
        '          message: {',
        '          word: { from: crm-integration.listOffers, after: order }\n          message: {',
      ],
    );
    expect(found(earlyNotice, text)).toEqual([]);
  });

  it('is silent on an event that waits for nothing', () => {
    const text = sampleWith([
      'from: push.send, optional: true, after: [order]',
      'from: analytics.record, optional: true',
    ]);
    expect(found(earlyNotice, text)).toEqual([]);
  });
});
