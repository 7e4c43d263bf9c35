import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { bin, lintel, minimal, reference, temporaryFolder } from '../support/run-lintel.ts';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

function fileWith(text: string): string {
  const file = join(temporaryFolder(), 'blueprint.yaml');
  writeFileSync(file, text);
  return file;
}

describe('lintel', () => {
  it('prints its version', async () => {
    expect(await lintel(['--version'])).toMatchObject({ exitCode: 0, stdout: version, stderr: '' });
  });

  it.each([[[]], [['--help']], [['help', 'simulate']], [['generate', '--help']]])(
    'helps with examples on stdout: %j',
    async (args) => {
      const { exitCode, stdout, stderr } = await lintel(args);
      expect([exitCode, stderr]).toEqual([0, '']);
      expect(stdout).toContain('Examples:');
    },
  );

  it.each([
    ['an unknown command', ['validte'], 'Did you mean validate?'],
    ['an unknown option', ['validate', '--formt', 'json'], 'Did you mean --format?'],
    ['a format that does not exist', ['validate', '-f', 'xml'], 'Allowed choices are text, json, sarif'],
    ['a scenario that does not exist', ['simulate', minimal, '--scenario', 'calm'], 'the scenarios are'],
    ['a duration that is none', ['simulate', minimal, '--for', 'long'], 'such as 20s'],
    ['a load that is none', ['simulate', minimal, '--load', 'much'], 'such as 40/s'],
    ['a seed that is none', ['simulate', minimal, '--seed', '-1'], 'whole number'],
    ['a fault that is none', ['simulate', minimal, '--fault', 'on=nobody,kind=reset'], 'nobody'],
    ['a pack that does not exist', ['generate', minimal, '-o', 'x', '--pack', 'cobol'], 'the packs are'],
    ['generate without a folder', ['generate', minimal], '--out'],
    ['a folder without a generated system', ['simulate', minimal, '--from', 'docs'], 'docs'],
  ])('ends with 2 for %s and says what to do', async (_what, args, words) => {
    const { exitCode, stdout, stderr } = await lintel(args);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(words);
  });

  it.runIf(existsSync('/dev/full'))('ends with 4 where its output cannot be written', async () => {
    const command = `"${process.execPath}" "${bin}" rules list > /dev/full`;
    const { exitCode, stderr } = await execa('sh', ['-c', command], { reject: false });
    expect([exitCode, stderr]).toEqual([
      4,
      expect.stringMatching(/^error: cannot write to the standard output: ENOSPC[^\n]*$/),
    ]);
  });

  it('does not mind a reader that stops reading', async () => {
    const command = `{ "${process.execPath}" "${bin}" rules list -f json; echo "exit $?" >&2; } | head -c 1`;
    const { stdout, stderr } = await execa('sh', ['-c', command], { reject: false });
    expect([stdout, stderr]).toEqual(['{', 'exit 0']);
  });
});

describe('lintel validate', () => {
  it.each([
    ['a file that is missing', () => 'no-such.yaml', 'there is no file "no-such.yaml"'],
    ['a folder without a blueprint', () => 'docs', 'there is no blueprint in the folder "docs"'],
    [
      'a file that cannot be read',
      () => {
        const file = join(temporaryFolder(), 'loop.yaml');
        symlinkSync(file, file);
        return file;
      },
      'cannot be read',
    ],
  ])('ends with 2 for %s', async (_what, file, words) => {
    const { exitCode, stdout, stderr } = await lintel(['validate', file()]);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(words);
  });

  it.each([
    ['an empty file', ''],
    ['a file that is not YAML', 'a: [1, 2\nb: }'],
    ['a list', '- a\n- b\n'],
    ['an unknown key', 'blueprint: mobile-integration/v1\nname: x\ngatway: {}\n'],
  ])('ends with 1 for %s, with a place', async (_what, text) => {
    const file = fileWith(text);
    const { exitCode, stdout } = await lintel(['validate', file]);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/blueprint\.yaml:\d+:\d+: error: .+ \[[\w-]+\]/);
  });

  it('finds nothing in the blueprints that come with it', async () => {
    const { exitCode, stdout } = await lintel(['validate', reference, minimal, '--fail-on', 'info']);
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining('no findings')]);
  });

  it('prints all findings at once as JSON, in order', async () => {
    const file = fileWith(
      readFileSync(minimal, 'utf8')
        .replace(/^gateway:/m, 'gatway:')
        .replace(/^name: .*$/m, 'name: Not A Name'),
    );
    const { exitCode, stdout } = await lintel(['validate', file, '-f', 'json']);
    const result = JSON.parse(stdout);
    expect(exitCode).toBe(1);
    expect(result.schemaVersion).toBe('1');
    expect(result.findings.length).toBeGreaterThan(1);
    expect(result.summary.error).toBe(result.findings.length);
    expect(result.findings.find((one: { path: string }) => one.path === 'gatway')).toMatchObject({
      rule: expect.any(String),
      severity: 'error',
      message: expect.any(String),
      hint: expect.any(String),
      file,
      range: {
        start: { line: expect.any(Number), column: expect.any(Number) },
        end: { line: expect.any(Number), column: expect.any(Number) },
      },
      path: expect.any(String),
    });
  });

  it('takes the one blueprint of the current folder', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'shop.blueprint.yaml'), 'blueprint: mobile-integration/v1\n');
    const { exitCode, stdout } = await lintel(['validate'], folder);
    expect([exitCode, stdout]).toEqual([1, expect.stringContaining('shop.blueprint.yaml:1:')]);
  });

  it('says so where there is no blueprint, or more than one', async () => {
    const folder = temporaryFolder();
    expect(await lintel(['validate'], folder)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('no blueprint'),
    });
    for (const name of ['a', 'b']) writeFileSync(join(folder, `${name}.blueprint.yaml`), '');
    const { exitCode, stderr } = await lintel(['validate'], folder);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('a.blueprint.yaml, b.blueprint.yaml')]);
  });
});

describe('lintel schema', () => {
  it('prints the JSON Schema of reports too', async () => {
    const { exitCode, stdout } = await lintel(['schema', 'report']);
    expect([exitCode, JSON.parse(stdout).required]).toEqual([
      0,
      expect.arrayContaining(['verdict', 'edges']),
    ]);
  });

  it('prints a JSON Schema', async () => {
    const { exitCode, stdout } = await lintel(['schema']);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      $schema: 'http://json-schema.org/draft-07/schema#',
      type: 'object',
    });
  });
});
