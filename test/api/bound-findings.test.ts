import { describe, expect, it } from 'vitest';
import { boundFindings } from '../../src/api/bound-findings.ts';
import type { Diagnostic, Severity } from '../../src/diagnostics/diagnostic.ts';
import { createSource } from '../../src/source/source.ts';

const source = createSource('a.yaml', 'x'.repeat(100));

function finding(start: number, severity: Severity, message = `at ${start}`): Diagnostic {
  return { rule: 'r', severity, message, span: { source, start, end: start + 1 }, path: '' };
}

function shown(findings: readonly Diagnostic[], most: number): readonly string[] {
  return boundFindings(findings, source, most).map(({ severity, message }) => `${severity}: ${message}`);
}

describe('boundFindings', () => {
  it('leaves findings as they are up to the bound', () => {
    expect(shown([finding(1, 'error'), finding(2, 'info')], 2)).toEqual(['error: at 1', 'info: at 2']);
  });

  it('keeps the worst, in the order of the text, and says how many more there are', () => {
    const findings = [finding(1, 'info'), finding(2, 'warning'), finding(3, 'error'), finding(4, 'warning')];
    expect(shown(findings, 2)).toEqual([
      'warning: at 2',
      'error: at 3',
      'warning: 2 more findings are not shown',
    ]);
    expect(shown(findings, 3)).toEqual([
      'warning: at 2',
      'error: at 3',
      'warning: at 4',
      'info: one more finding is not shown',
    ]);
  });

  it('never turns a success into a failure: the last finding is as severe as the worst that is left out', () => {
    const many = Array.from({ length: 50 }, (_, at) => finding(at, 'info'));
    expect(shown(many, 10).at(-1)).toBe('info: 40 more findings are not shown');
  });

  it('keeps every limit, beside the others', () => {
    const limit = { ...finding(9, 'error', 'too much'), rule: 'limit' };
    expect(shown([finding(1, 'error'), finding(2, 'error'), limit], 1)).toEqual([
      'error: at 1',
      'error: too much',
      'error: one more finding is not shown',
    ]);
  });

  it('puts texts into words of a bounded length that can be printed', () => {
    const [one] = boundFindings(
      [{ ...finding(1, 'error', `a\t\u001b${'b'.repeat(9999)}`), hint: '\u202e' }],
      source,
      9,
    );
    expect(one?.message).toMatch(/^a\\t\\x1bb+…$/);
    expect(one?.message.length).toBeLessThan(600);
    expect(one?.hint).toBe('\\u{202e}');
  });
});
