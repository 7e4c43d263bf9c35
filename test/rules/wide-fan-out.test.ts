import { describe, expect, it } from 'vitest';
import { wideFanOut } from '../../src/rules/wide-fan-out.ts';
import { sampleWith } from '../model/sample.ts';
import { found } from '../support/rule-findings.ts';

describe('wide-fan-out', () => {
  it('reports nine parts', () => {
    const text = widened(7);
    expect(found(wideFanOut, text)).toEqual([
      'frontends.shop.operations.getHome at "getHome": operation "getHome" gathers 9 parts (let an integration give several of them at once, or let the screen ask twice: 8 are many)',
    ]);
  });

  it('is silent on eight', () => {
    const text = widened(6);
    expect(found(wideFanOut, text)).toEqual([]);
  });
});

/** The sample with so many more parts of its home screen. */
function widened(count: number): string {
  const parts = [...'abcdefg'].slice(0, count);
  const lines = parts.map((part) => `          ${part}: { from: crm-integration.listOffers }\n`);
  return sampleWith(['          customer: {', `${lines.join('')}          customer: {`]);
}
