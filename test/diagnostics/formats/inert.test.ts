import { describe, expect, it } from 'vitest';
import { FORMATS, type Format } from '../../../src/diagnostics/formats/format.ts';
import { formatFindings } from '../../../src/diagnostics/formats/index.ts';
import { formatTextReport } from '../../../src/diagnostics/formats/text.ts';
import { plainPalette } from '../../../src/diagnostics/palette.ts';
import { cleanReport, context } from '../../support/findings.ts';
import { hostileReport } from '../../support/hostile-findings.ts';

async function format(id: Format, report: typeof hostileReport): Promise<string> {
  return id === 'text' ? formatTextReport(report, plainPalette) : formatFindings(id, report, context);
}

describe.each(FORMATS)('the format %s', (id) => {
  it('sends nothing to a terminal that is no character', async () => {
    const text = await format(id, hostileReport);
    expect([...text].filter((one) => one !== '\n' && /[\p{Cc}\p{Cf}\u2028\u2029]/u.test(one))).toEqual([]);
  });

  it('gives no build server a command in the middle of a line', async () => {
    expect(await format(id, hostileReport)).not.toMatch(/##\w*\[/);
  });

  it('ends with a line break, or is empty', async () => {
    for (const report of [hostileReport, cleanReport]) {
      const text = await format(id, report);
      expect(text === '' || (text.endsWith('\n') && !text.endsWith('\n\n'))).toBe(true);
    }
  });
});

// Text on stdout is kept from the runner as a whole, and what github prints are commands.
it.each(FORMATS.filter((id) => id !== 'text' && id !== 'github'))(
  'the format %s has no line that a runner of GitHub takes for a command',
  async (id) => {
    const lines = (await format(id, hostileReport)).split('\n');
    expect(lines.filter((line) => line.trimStart().startsWith('::'))).toEqual([]);
  },
);
