import { describe, expect, it } from 'vitest';
import { formatGitlab } from '../../../src/diagnostics/formats/gitlab.ts';
import { cleanReport, context, reportOf, sampleReport } from '../../support/findings.ts';
import { expectGolden } from '../../support/golden.ts';
import { hostileReport } from '../../support/hostile-findings.ts';

describe('formatGitlab', () => {
  it('prints an entry for each finding that counts', () => {
    expectGolden('findings/gitlab.json', formatGitlab(sampleReport, context));
  });

  it('is an empty list where nothing was found', () => {
    expect(JSON.parse(formatGitlab(cleanReport, context))).toEqual([]);
  });

  it.each([
    ['the sample', sampleReport],
    ['a hostile report', hostileReport],
    ['3,000 findings', reportOf(3000)],
  ])('has what GitLab asks for in each entry, and unique fingerprints: %s', (_what, report) => {
    const entries = JSON.parse(formatGitlab(report, context));
    expect(entries).toHaveLength(report.findings.length);
    for (const entry of entries) {
      expect(entry).toEqual({
        description: expect.stringMatching(/^[^\p{Cc}\p{Cf}]+$/u),
        check_name: expect.stringMatching(/^[a-z-]+$/),
        fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
        severity: expect.stringMatching(/^(info|minor|major)$/),
        location: {
          path: expect.any(String),
          lines: { begin: expect.any(Number), end: expect.any(Number) },
          positions: {
            begin: { line: expect.any(Number), column: expect.any(Number) },
            end: { line: expect.any(Number), column: expect.any(Number) },
          },
        },
      });
    }
    const fingerprints = entries.map((entry: { fingerprint: string }) => entry.fingerprint);
    expect(new Set(fingerprints).size).toBe(entries.length);
  });
});
