import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RULE_CATALOGUE } from '../../src/rules/catalogue.ts';
import { lintel } from '../support/run-lintel.ts';

const ids = RULE_CATALOGUE.map(({ id }) => id);

describe('lintel rules', () => {
  it.each([[['rules']], [['rules', 'list']]])('lists every rule with its severity: %j', async (args) => {
    const { exitCode, stdout, stderr } = await lintel(args);
    expect([exitCode, stderr]).toEqual([0, '']);
    const listed = [...stdout.matchAll(/^ {2}([a-z-]+) +(error|warning|info) +[A-Z].*\.$/gm)];
    expect(listed.map(([, id]) => id).toSorted()).toEqual(ids);
    expect(stdout).toMatch(new RegExp(`^${ids.length} rules; `, 'm'));
  });

  it('lists the rules of one group', async () => {
    const { exitCode, stdout } = await lintel(['rules', 'list', '--group', 'pattern', '-f', 'json']);
    const { schemaVersion, rules } = JSON.parse(stdout);
    expect([exitCode, schemaVersion]).toEqual([0, '1']);
    expect(rules.map(({ id }: { id: string }) => id)).toEqual(
      RULE_CATALOGUE.filter(({ group }) => group === 'pattern').map(({ id }) => id),
    );
  });

  it('explains rules in the order that is asked for', async () => {
    const { exitCode, stdout } = await lintel(['rules', 'explain', 'unused-element', 'cycle', 'cycle']);
    expect(exitCode).toBe(0);
    expect([...stdout.matchAll(/^([a-z-]+) \(\w+, \w+\)$/gm)].map(([, id]) => id)).toEqual([
      'unused-element',
      'cycle',
    ]);
    expect(stdout).toContain('partner: { rate: 50/s }');
    expect(stdout).toContain('# lintel-disable-next-line unused-element -- ');
    expect(stdout).not.toContain('# lintel-disable-next-line cycle');
  });

  it('has a page for each rule that it explains', async () => {
    const { stdout } = await lintel(['rules', 'explain', ...ids, '-f', 'json']);
    const pages: readonly string[] = JSON.parse(stdout).rules.map(({ page }: { page: string }) => page);
    expect(pages.filter((page) => !existsSync(join(import.meta.dirname, '../..', page)))).toEqual([]);
    expect(pages).toHaveLength(ids.length);
  });

  it.each([
    ['a rule that does not exist', ['explain', 'unkown-reference'], 'did you mean "unknown-reference"?'],
    ['a rule that is like none', ['explain', 'xxxxxxxxxxxxxxxx'], '"lintel rules list" lists all of them'],
    ['a group that does not exist', ['list', '--group', 'securty'], 'did you mean "security"?'],
    ['no rule', ['explain'], "missing required argument 'ids'"],
  ])('ends with 2 for %s and says what to do', async (_what, args, words) => {
    const { exitCode, stdout, stderr } = await lintel(['rules', ...args]);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(words);
  });
});

describe('lintel schema findings', () => {
  it('prints the JSON Schema of findings', async () => {
    const { exitCode, stdout } = await lintel(['schema', 'findings']);
    expect([exitCode, JSON.parse(stdout).required]).toEqual([
      0,
      expect.arrayContaining(['findings', 'suppressed']),
    ]);
  });
});
