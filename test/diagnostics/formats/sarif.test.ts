import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { formatSarif, MOST_RESULTS } from '../../../src/diagnostics/formats/sarif.ts';
import { createSource } from '../../../src/source/source.ts';
import { cleanReport, context, reportOf, sampleReport } from '../../support/findings.ts';
import { expectGolden } from '../../support/golden.ts';
import { hostileReport } from '../../support/hostile-findings.ts';

const isSarif = compileSarifSchema();

/** The schema is of draft-04; what it uses of that means the same in draft-07, apart from how a schema is called. */
function compileSarifSchema() {
  const file = new URL('../../fixtures/sarif-2.1.0.schema.json', import.meta.url);
  const { id: $id, $schema: _, ...schema } = JSON.parse(readFileSync(file, 'utf8'));
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  formats.default(ajv);
  return ajv.compile({ $id, ...schema });
}

function runOf(report: typeof sampleReport, at = context) {
  return JSON.parse(formatSarif(report, at)).runs[0];
}

describe('formatSarif', () => {
  it('prints rules, files, results with places and fixes, and suppressions', () => {
    expectGolden('findings/findings.sarif', formatSarif(sampleReport, context));
  });

  it.each([
    ['the sample', sampleReport],
    ['a clean report', cleanReport],
    ['a hostile report', hostileReport],
    ['3,000 findings', reportOf(3000)],
    ['more findings than fit', reportOf(MOST_RESULTS + 10)],
  ])('is valid SARIF 2.1.0: %s', (_what, report) => {
    isSarif(JSON.parse(formatSarif(report, context)));
    expect(isSarif.errors ?? []).toEqual([]);
  });

  it('is held against a schema that finds mistakes', () => {
    const log = JSON.parse(formatSarif(sampleReport, context));
    log.runs[0].results[0].level = 'fatal';
    expect(isSarif(log)).toBe(false);
  });

  it('has all rules and no results where nothing was found', () => {
    const run = runOf(cleanReport);
    expect(run.results).toEqual([]);
    expect(run.tool.driver.rules).toHaveLength(cleanReport.rules.length);
  });

  it('marks the same text as the finding does', () => {
    const { results } = runOf(sampleReport);
    const regions = results.map(
      (result: { locations: [{ physicalLocation: { region: { snippet?: { text: string } } } }] }) =>
        result.locations[0].physicalLocation.region.snippet?.text,
    );
    expect(regions).toEqual(['old', 'strefront', expect.any(String), 'team-ünïcode 🏦', 'api', 'bank']);
  });

  it.each([
    ['below the current folder', 'shop.yaml', 'retail/shop.yaml'],
    ['beside it', '../bank/blueprint.yaml', 'bank/blueprint.yaml'],
    ['by its absolute path', '/repository/a.yaml', 'a.yaml'],
    [
      'with characters that mean something in a URI',
      'a b/#1?%2e:ü.yaml',
      'retail/a%20b/%231%3F%252e%3A%C3%BC.yaml',
    ],
  ])('names a file in the repository relative to its root: %s', (_how, file, uri) => {
    expect(runOf({ ...cleanReport, files: [file] }).artifacts[0].location).toEqual({
      uri,
      uriBaseId: '%SRCROOT%',
    });
  });

  it('names a file outside of the repository by its absolute URI', () => {
    const [artifact] = runOf({ ...cleanReport, files: ['../../else where.yaml'] }).artifacts;
    expect(artifact.location).toEqual({ uri: 'file:///else%20where.yaml' });
  });

  it('has no links in its messages', () => {
    const message = 'undefined element "[see here](https://example.org)"';
    const source = createSource('a.yaml', 'x');
    const finding = {
      rule: 'shape',
      severity: 'error' as const,
      message,
      span: { source, start: 0, end: 1 },
      path: '',
    };
    expect(runOf({ ...cleanReport, findings: [finding] }).results[0].message.text).toBe(
      'undefined element "\\[see here](https://example.org)"',
    );
  });

  it('keeps the worst of more results than GitHub takes, and says so', () => {
    const report = reportOf(MOST_RESULTS + 1000);
    const run = runOf(report);
    expect(run.results).toHaveLength(MOST_RESULTS);
    const levels = run.results.map((result: { level: string }) => result.level);
    expect(levels.filter((level: string) => level === 'error')).toHaveLength(2600);
    expect(run.invocations[0].toolExecutionNotifications).toEqual([
      { level: 'warning', message: { text: 'Only the 25000 worst of 26000 results are listed.' } },
    ]);
  });

  it('gives every result a fingerprint of its own', () => {
    const { results } = runOf(hostileReport);
    const fingerprints = results.map(
      (result: { partialFingerprints: Readonly<Record<string, string>> }) =>
        result.partialFingerprints['lintel/v1'],
    );
    expect(new Set(fingerprints).size).toBe(hostileReport.findings.length + hostileReport.suppressed.length);
  });
});
