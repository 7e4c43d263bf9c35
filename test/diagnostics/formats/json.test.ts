import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { findingsSchema } from '../../../src/diagnostics/findings-schema.ts';
import { formatJson, toFindingsJson } from '../../../src/diagnostics/formats/json.ts';
import { cleanReport, context, reportOf, sampleReport } from '../../support/findings.ts';
import { expectGolden } from '../../support/golden.ts';
import { hostileReport } from '../../support/hostile-findings.ts';

const isFindings = new Ajv({ strict: true, allErrors: true }).compile(findingsSchema);

describe('formatJson', () => {
  it('prints everything that a report holds', () => {
    expectGolden('findings/findings.json', formatJson(sampleReport, context));
  });

  it.each([
    ['the sample', sampleReport],
    ['a clean report', cleanReport],
    ['a hostile report', hostileReport],
    ['3,000 findings', reportOf(3000)],
  ])('is as its published schema says: %s', (_what, report) => {
    isFindings(JSON.parse(formatJson(report, context)));
    expect(isFindings.errors ?? []).toEqual([]);
  });

  it('loses nothing of a text', () => {
    const { findings } = JSON.parse(formatJson(hostileReport, context));
    expect(findings).toEqual(JSON.parse(JSON.stringify(toFindingsJson(hostileReport, context))).findings);
    expect(findings.map((finding: { message: string }) => finding.message)).toEqual(
      hostileReport.findings.map(({ message }) => message),
    );
  });

  it('gives a finding the same fingerprint whether or not it is suppressed', () => {
    const [first, ...findings] = sampleReport.findings;
    if (first === undefined) throw new Error('the sample has findings');
    const suppressed = [{ diagnostic: first, by: 'comment' as const, reason: 'it is right' }];
    const before = toFindingsJson({ ...sampleReport, suppressed: [] }, context);
    const after = toFindingsJson({ ...sampleReport, findings, suppressed }, context);
    expect(after.suppressed[0]?.fingerprint).toBe(before.findings[0]?.fingerprint);
  });

  it('gives a finding the same fingerprint in every working copy', () => {
    const elsewhere = { ...context, repository: { root: '/copy', cwd: '/copy/retail' } };
    const fingerprints = [context, elsewhere].map((one) =>
      toFindingsJson(sampleReport, one).findings.map(({ fingerprint }) => fingerprint),
    );
    expect(fingerprints[0]).toEqual(fingerprints[1]);
  });
});
