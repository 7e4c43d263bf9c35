import { describe, expect, it } from 'vitest';
import { fatalPart } from '../../src/rules/fatal-part.ts';
import { sampleWith } from '../model/sample.ts';
import { found } from '../support/rule-findings.ts';

describe('fatal-part', () => {
  it('reports a screen that needs two systems', () => {
    const text = sampleWith([
      'optional: true, after: customer }',
      '}\n          order: { from: erp-integration.createOrder }',
    ]);
    expect(found(fatalPart, text)).toEqual([
      'frontends.shop.operations.getHome at "getHome": operation "getHome" fails whenever "crm" or "erp" fails: none of its 3 parts is optional (set "optional: true" for the parts that the screen is of use without)',
    ]);
  });

  it('is silent where one part is optional', () => {
    const text = sampleWith([
      'optional: true, after: customer }',
      'optional: true }\n          order: { from: erp-integration.createOrder }',
    ]);
    expect(found(fatalPart, text)).toEqual([]);
  });

  it('is silent on parts of one system', () => {
    const text = sampleWith(['optional: true, after: customer', 'after: customer']);
    expect(found(fatalPart, text)).toEqual([]);
  });

  it('is silent on what changes something', () => {
    const text = sampleWith(['from: push.send, optional: true', 'from: push.send']);
    expect(found(fatalPart, text)).toEqual([]);
  });
});
