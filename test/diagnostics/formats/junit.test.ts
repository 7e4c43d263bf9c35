import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import type { FailOn } from '../../../src/diagnostics/fail-on.ts';
import type { FindingsReport } from '../../../src/diagnostics/findings-report.ts';
import { formatJunit } from '../../../src/diagnostics/formats/junit.ts';
import { cleanReport, context, reportOf, sampleReport } from '../../support/findings.ts';
import { expectGolden } from '../../support/golden.ts';
import { HOSTILE, hostileReport } from '../../support/hostile-findings.ts';

interface Suite {
  readonly name: string;
  readonly tests: string;
  readonly failures: string;
  readonly skipped: string;
  readonly testcase: readonly {
    readonly name: string;
    readonly failure?: unknown;
    readonly skipped?: unknown;
  }[];
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  isArray: (name) => name === 'testsuite' || name === 'testcase',
});

function suitesOf(report: FindingsReport, failOn: FailOn = 'error'): readonly Suite[] {
  const text = formatJunit(report, { ...context, failOn });
  expect(XMLValidator.validate(text)).toBe(true);
  return parser.parse(text).testsuites.testsuite;
}

function failingRules(failOn: FailOn): readonly string[] {
  const cases = suitesOf(sampleReport, failOn).flatMap(({ testcase }) => testcase);
  return cases.filter((one) => one.failure !== undefined).map(({ name }) => name);
}

describe('formatJunit', () => {
  it('prints a suite for each file and a case for each rule', () => {
    expectGolden('findings/junit.xml', formatJunit(sampleReport, context));
  });

  it.each([
    ['the sample', sampleReport],
    ['a clean report', cleanReport],
    ['a hostile report', hostileReport],
    ['3,000 findings', reportOf(3000)],
  ])('has the passing rules too, and counts its cases: %s', (_what, report) => {
    for (const { tests, failures, skipped, testcase } of suitesOf(report)) {
      expect(testcase.map(({ name }) => name)).toEqual(report.rules.map(({ id }) => id));
      expect(Number(tests)).toBe(testcase.length);
      expect(Number(failures)).toBe(testcase.filter(({ failure }) => failure !== undefined).length);
      expect(Number(skipped)).toBe(testcase.filter((one) => one.skipped !== undefined).length);
    }
  });

  it.each([
    ['error', ['unknown-reference', 'shape']],
    ['warning', ['unknown-reference', 'unused-element', 'shape']],
    ['info', ['name', 'unknown-reference', 'unused-element', 'shape']],
    ['never', ['unknown-reference', 'shape']],
  ] as const)('fails the rules that --fail-on %s counts', (failOn, rules) => {
    expect(failingRules(failOn)).toEqual(rules);
  });

  it('gives a file that is no blueprint a suite of what was found in it', () => {
    const suites = suitesOf({ ...sampleReport, files: [] });
    expect(suites.map(({ testcase }) => testcase.map(({ name }) => name))).toEqual([
      ['unused-element', 'unknown-reference', 'name', 'no-rate-limit'],
      ['shape'],
    ]);
  });

  it('holds only characters that XML has', () => {
    const text = formatJunit(hostileReport, context);
    const strangers = [...text].filter(
      (one) => /[\p{Cc}\p{Cs}\p{Cf}\uFFFE\uFFFF]/u.test(one) && one !== '\n',
    );
    expect(strangers).toEqual([]);
    expect(text).not.toContain(']]>');
  });

  it('keeps what can be kept of a text', () => {
    const markup = HOSTILE.find((text) => text.startsWith(']]>')) ?? '';
    const suite = suitesOf(hostileReport).find(({ name }) => name.includes('failure'));
    expect(parser.parse(`<a b="${suite?.name}"/>`)).toBeDefined();
    expect(formatJunit(hostileReport, context)).toContain(
      markup
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;'),
    );
  });
});
