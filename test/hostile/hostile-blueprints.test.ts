import { describe, expect, it } from 'vitest';
import { BYTES } from './cases/bytes.ts';
import { CONTRACT_NAMES, CONTRACT_TEXTS } from './cases/contracts.ts';
import { DOCUMENTS } from './cases/documents.ts';
import { NAMES } from './cases/names.ts';
import { SIZES_OF_TEXTS } from './cases/sizes.ts';
import { VALUES } from './cases/values.ts';
import { expectWellFormed, findingsOf, shownErrors } from './check-case.ts';
import { goldenSections } from './golden-sections.ts';

describe.each([
  ['bytes', BYTES],
  ['documents', DOCUMENTS],
  ['values', VALUES],
  ['names', NAMES],
  ['contract-names', CONTRACT_NAMES],
  ['contract-texts', CONTRACT_TEXTS],
  ['sizes', SIZES_OF_TEXTS],
])('what is found in hostile %s', (group, cases) => {
  const golden = goldenSections(`${group}.txt`);

  it.each(cases)('is told, with a place: $name', (one) => {
    const findings = findingsOf(one);
    expectWellFormed(findings);
    golden.expect(one.name, shownErrors(findings));
  });

  it('is known for these cases and no others', () => {
    expect(golden.names()).toEqual(cases.map((one) => one.name));
  });
});
