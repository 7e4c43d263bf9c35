import { describe, expect, it } from 'vitest';
import { noOwner } from '../../src/rules/no-owner.ts';
import { SAMPLE, sampleWith } from '../model/sample.ts';
import { found } from '../support/rule-findings.ts';

describe('no-owner', () => {
  it('reports all elements without an owner at once, at the first', () => {
    const text = sampleWith(['owner: team-a\n', '']);
    expect(found(noOwner, text)).toEqual([
      'devices.app at "app": mobile application "app" and 11 other elements have no owner (add "owner" at the top of the blueprint for all, or to each element)',
    ]);
  });

  it('reports the one that is left out', () => {
    const text = sampleWith(['owner: team-a\n', ''])
      .replaceAll(/^( {2}[a-z-]+:) \{ (?=kind|contract)/gm, '$1 { owner: x, ')
      .replaceAll(/^( {2}(?:app|api|crm-integration|erp-integration|crm):)$/gm, '$1\n    owner: x');
    expect(found(noOwner, text)).toEqual([
      'frontends.shop at "shop": frontend microservice "shop" has no owner (add "owner" at the top of the blueprint for all, or to each element)',
    ]);
  });

  it('is silent on an owner for all', () => {
    expect(found(noOwner, SAMPLE)).toEqual([]);
  });
});
