import { describe, expect, it } from 'vitest';
import { formatMarkdown } from '../../../src/diagnostics/formats/markdown.ts';
import { cleanReport, context, reportOf, sampleReport } from '../../support/findings.ts';
import { expectGolden } from '../../support/golden.ts';
import { HOSTILE, hostileReport } from '../../support/hostile-findings.ts';

describe('formatMarkdown', () => {
  it('prints a table, the worst first, and folds away what is suppressed', () => {
    expectGolden('findings/findings.md', formatMarkdown(sampleReport, context));
  });

  it('is a headline where nothing was found', () => {
    expect(formatMarkdown(cleanReport, context)).toBe('### Lintel: clean.blueprint.yaml: no findings\n');
  });

  it('has one row a finding with as many cells as the head, whatever the finding says', () => {
    const rows = formatMarkdown(hostileReport, context)
      .split('\n')
      .filter(
        (line) => line.startsWith('| ') && !line.startsWith('| severity') && !line.startsWith('| place'),
      );
    expect(rows).toHaveLength(2 * HOSTILE.length);
    for (const row of rows) expect(row.split('|')).toHaveLength(6);
  });

  it('has no markup, link or mention but its own', () => {
    const own = /<(?:\/?code|br|\/?details|\/?summary)>|&#(?:\d+|8203);/g;
    const rest = formatMarkdown(hostileReport, context)
      .split('\n')
      .filter((line) => line.startsWith('| '))
      .map((line) => line.replace(own, ''))
      .join('\n');
    expect(rest).not.toMatch(/[<>`*_[\]{~$\\&]/);
    const prose = formatMarkdown(hostileReport, context).replaceAll(/<code>.*?<\/code>/g, '');
    expect(prose).not.toMatch(/@\w|#\d(?!\d*;)|\w:\/\/|www\.\w|GH-\d/);
  });

  it('fits into a comment of a pull request, and says how much is left out', () => {
    const text = formatMarkdown(reportOf(5000), context);
    expect(text.length).toBeLessThan(65_536);
    const shown = text.split('\n').filter((line) => /^\| (error|warning)/.test(line));
    expect(shown[0]).toMatch(/^\| error/);
    expect(text).toContain(`… and ${5000 - shown.length} more`);
  });

  it('cuts a sentence that nobody would read to its end', () => {
    const [finding] = sampleReport.findings;
    if (finding === undefined) throw new Error('the sample has findings');
    const text = formatMarkdown(
      { ...cleanReport, findings: [{ ...finding, message: 'a'.repeat(100_000) }] },
      context,
    );
    expect(text.length).toBeLessThan(2000);
    expect(text).toContain('a…');
  });
});
