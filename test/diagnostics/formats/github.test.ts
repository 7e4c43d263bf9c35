import { describe, expect, it } from 'vitest';
import { formatGithub } from '../../../src/diagnostics/formats/github.ts';
import { cleanReport, context, reportOf, sampleReport } from '../../support/findings.ts';
import { expectGolden } from '../../support/golden.ts';
import { HOSTILE, hostileReport } from '../../support/hostile-findings.ts';

interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/** Reads a line as the runner does. */
function parseCommand(line: string): Command | null {
  const [, name = '', pairs = '', data = ''] = /^::([a-z-]+)(?: ([^\n]*?))?::(.*)$/.exec(line) ?? [];
  if (name === '') return null;
  const properties = pairs.split(',').map((pair) => {
    const at = pair.indexOf('=');
    return [pair.slice(0, at), decode(pair.slice(at + 1), true)] as const;
  });
  return { name, properties: Object.fromEntries(properties), data: decode(data, false) };
}

function decode(text: string, isProperty: boolean): string {
  const data = text.replaceAll('%0D', '\r').replaceAll('%0A', '\n');
  const property = isProperty ? data.replaceAll('%3A', ':').replaceAll('%2C', ',') : data;
  return property.replaceAll('%25', '%');
}

function commandsOf(report: typeof sampleReport): readonly (Command | null)[] {
  const text = formatGithub(report, context);
  expect(text.endsWith('\n') || text === '').toBe(true);
  return text.split('\n').slice(0, -1).map(parseCommand);
}

describe('formatGithub', () => {
  it('prints an annotation for each finding, the worst first', () => {
    expectGolden('findings/github.txt', formatGithub(sampleReport, context));
  });

  it('prints nothing where nothing was found', () => {
    expect(formatGithub(cleanReport, context)).toBe('');
  });

  it('prints one command a finding, whatever the finding says', () => {
    const commands = commandsOf(hostileReport);
    expect(commands).toHaveLength(HOSTILE.length);
    for (const command of commands) {
      expect(command?.name).toMatch(/^(error|warning|notice)$/);
      expect(Object.keys(command?.properties ?? {}).slice(0, 4)).toEqual([
        'title',
        'file',
        'line',
        'endLine',
      ]);
      expect(command?.properties['title']).toMatch(/^(error|warning|info): shape$/);
    }
  });

  it('says first that there are more than GitHub shows', () => {
    const [notice, ...annotations] = commandsOf(reportOf(40));
    expect(notice).toMatchObject({
      name: 'notice',
      data: 'GitHub shows 10 annotations of a kind for each step; these are 4 errors, 36 warnings: see the log for all of them',
    });
    expect(annotations.map((one) => one?.name)).toEqual([
      ...Array.from({ length: 4 }, () => 'error'),
      ...Array.from({ length: 36 }, () => 'warning'),
    ]);
  });

  it('says nothing of that where GitHub shows all', () => {
    expect(commandsOf(reportOf(11)).map((one) => one?.name)).not.toContain('notice');
  });
});
