import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import { formatText, formatTextReport, summaryLine } from '../../../src/diagnostics/formats/text.ts';
import { plainPalette } from '../../../src/diagnostics/palette.ts';
import { createSource } from '../../../src/source/source.ts';
import { cleanReport, sampleReport, spanOf } from '../../support/findings.ts';
import { expectGolden } from '../../support/golden.ts';

const source = createSource('shop.yaml', 'name: shop\ngateway:\n  api:\n    to: strefront\n');

const unused: Diagnostic = {
  rule: 'unused-element',
  severity: 'warning',
  message: 'API gateway "api" is not used by anything',
  span: spanOf(source, 'api'),
  path: 'gateway.api',
};

describe('formatTextReport', () => {
  it('prints each finding with its place, frame, related places and hint, and a line that sums up', () => {
    expectGolden('findings/text.txt', formatTextReport(sampleReport, plainPalette));
  });

  it('says that nothing was found, and in which files', () => {
    expect(formatTextReport(cleanReport, plainPalette)).toBe('clean.blueprint.yaml: no findings\n');
  });
});

describe('summaryLine', () => {
  it('counts the files where they are many', () => {
    expect(summaryLine({ ...cleanReport, files: ['a', 'b', 'c'] })).toBe('a, b, c: no findings');
    expect(summaryLine({ ...cleanReport, files: ['a', 'b', 'c', 'd'] })).toBe('4 blueprints: no findings');
  });

  it('says in how many of the files the findings are, where there are several', () => {
    expect(summaryLine({ ...cleanReport, findings: [unused] })).toBe('1 warning');
    expect(summaryLine({ ...cleanReport, files: ['a', 'b'], findings: [unused, unused] })).toBe(
      '2 warnings in 1 of 2 blueprints',
    );
  });

  it.each([
    [0, 'no findings, 2 known before'],
    [1, 'no findings, 2 suppressed (1 by comments, 1 by the baseline)'],
    [2, 'no findings, 2 suppressed by comments'],
  ])('says what was suppressed, with %i of 2 by comments', (comments, words) => {
    const suppressed = [0, 1].map((index) => ({
      diagnostic: unused,
      by: index < comments ? ('comment' as const) : ('baseline' as const),
      reason: 'it is right',
    }));
    expect(summaryLine({ ...cleanReport, suppressed })).toBe(`clean.blueprint.yaml: ${words}`);
  });
});

describe('formatText', () => {
  it('prints findings in order and counts them', () => {
    const first = { ...unused, rule: 'name', severity: 'error' as const, span: spanOf(source, 'shop') };
    expect(formatText([unused, first])).toBe(`shop.yaml:1:7: error: ${first.message} [name]
  1 | name: shop
    |       ^^^^

shop.yaml:3:3: warning: API gateway "api" is not used by anything [unused-element]
  2 | gateway:
  3 |   api:
    |   ^^^

1 error, 1 warning
`);
  });

  it('prints nothing where nothing was found', () => {
    expect(formatText([])).toBe('');
  });

  it('colours through the palette it is given', () => {
    const text = formatText([unused], { ...plainPalette, yellow: (word) => `<${word}>` });
    expect(text).toContain('<warning>');
  });

  it('shows the part of a long line that is meant', () => {
    const long = createSource('long.yaml', `${'a'.repeat(5000)}X${'b'.repeat(5000)}`);
    const [, frame = '', carets = ''] = formatText([
      { ...unused, span: { source: long, start: 5000, end: 5001 } },
    ]).split('\n');
    expect(frame.length).toBeLessThan(140);
    expect(frame[carets.indexOf('^')]).toBe('X');
  });
});
