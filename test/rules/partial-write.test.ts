import { describe, expect, it } from 'vitest';
import { partialWrite } from '../../src/rules/partial-write.ts';
import { SAMPLE, sampleWith } from '../model/sample.ts';
import { found } from '../support/rule-findings.ts';

describe('partial-write', () => {
  it('reports writes that must all succeed', () => {
    const text = sampleWith(['from: push.send, optional: true', 'from: push.send']);
    expect(found(partialWrite, text)).toEqual([
      'frontends.shop.operations.placeOrder at "placeOrder": parts "order" and "message" of operation "placeOrder" write and must all succeed, but nothing undoes one when another fails (make all but one of them optional and let them wait for it by "after", or let one system do it all)',
    ]);
  });

  it('is silent where all but one are optional', () => {
    expect(found(partialWrite, SAMPLE)).toEqual([]);
  });

  it('is silent on a write beside what is read', () => {
    const text = sampleWith([
      '          message: {',
      '          offers: { from: crm-integration.listOffers }\n          message: {',
    ]);
    expect(found(partialWrite, text)).toEqual([]);
  });
});
