import { describe, expect, it } from 'vitest';
import { formerName } from '../../src/rules/former-name.ts';
import { sampleWith } from '../model/sample.ts';
import { found } from '../support/rule-findings.ts';

/** The sample with what its backend was called before. */
function formerly(crm: string): string {
  return sampleWith(['\n  crm:\n', `\n  crm:\n${crm}`]);
}

describe('former-name', () => {
  it('reports a name that another element has', () => {
    expect(found(formerName, formerly('    formerly: erp-integration\n'))).toEqual([
      expect.stringContaining(
        'cannot have been called "erp-integration" before: integration microservice "erp-integration" is called so',
      ),
    ]);
  });

  it('reports the name that the element itself has, in a list too', () => {
    expect(found(formerName, formerly('    formerly: [old-crm, crm]\n'))).toEqual([
      expect.stringContaining(
        'backend system "crm" cannot have been called "crm" before: "crm" is what it is called now',
      ),
    ]);
  });

  it('reports a name that two elements say they had', () => {
    const text = sampleWith(
      ['\n  crm:\n', '\n  crm:\n    formerly: old\n'],
      ['\n  crm-integration:\n', '\n  crm-integration:\n    formerly: old\n'],
    );
    expect(found(formerName, text)).toEqual([expect.stringContaining('says so too')]);
  });

  it('is silent on names that were shifted or swapped, as long as each element says what it was', () => {
    const both = (crm: string, erp: string) =>
      sampleWith(
        ['\n  crm:\n', `\n  crm:\n    formerly: ${crm}\n`],
        ['\n  erp-integration:\n', `\n  erp-integration:\n    formerly: ${erp}\n`],
      );
    expect(found(formerName, both('erp-integration', 'crm'))).toEqual([]);
    expect(found(formerName, both('erp-integration', 'old-erp'))).toEqual([]);
  });

  it('is silent on names that nobody else has or had', () => {
    expect(found(formerName, formerly('    formerly: [old-crm, older-crm]\n'))).toEqual([]);
  });
});
