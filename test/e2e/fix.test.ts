import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lintel, reference, temporaryFolder } from '../support/run-lintel.ts';

const text = readFileSync(reference, 'utf8');

/** Returns a folder with the reference blueprint, two of whose routes have settings without effect. */
function withIdleSettings(change: (text: string) => string = (same) => same) {
  const folder = temporaryFolder();
  cpSync(dirname(reference), folder, { recursive: true });
  const file = join(folder, 'blueprint.yaml');
  const idle = text
    .replace('/metrics: { to: analytics }', '/metrics: { to: analytics, cache-per: everyone } # kept')
    .replace('/push/**: { to: push }', '/push/**: {   cache-per:   everyone,   to: push }');
  writeFileSync(file, change(idle));
  return { folder, read: () => readFileSync(file, 'utf8') };
}

const fixed = text
  .replace('/metrics: { to: analytics }', '/metrics: { to: analytics } # kept')
  .replace('/push/**: { to: push }', '/push/**: {   to: push }');

describe('lintel validate --fix', () => {
  it('takes out what has no effect, keeps comments and layout, and says what it did', async () => {
    const { folder, read } = withIdleSettings();
    const { exitCode, stdout, stderr } = await lintel(['validate', '--fix'], folder);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: 'blueprint.yaml: no findings' });
    expect(stderr).toBe(
      'fixed 2 findings in blueprint.yaml:\n  remove "cache-per" [idle-setting]\n  remove "cache-per" [idle-setting]',
    );
    expect(read()).toBe(fixed);
  });

  it('changes nothing the second time', async () => {
    const { folder, read } = withIdleSettings();
    await lintel(['validate', '--fix'], folder);
    const { stderr } = await lintel(['validate', '--fix'], folder);
    expect(stderr).toBe('nothing to fix');
    expect(read()).toBe(fixed);
  });

  it('keeps line ends and the mark at the start of a file', async () => {
    const { folder, read } = withIdleSettings((one) => `\uFEFF${one.replaceAll('\n', '\r\n')}`);
    await lintel(['validate', '--fix'], folder);
    expect(read()).toBe(`\uFEFF${fixed.replaceAll('\n', '\r\n')}`);
  });

  it('prints a diff with --dry-run, and writes nothing', async () => {
    const { folder, read } = withIdleSettings();
    const before = read();
    const { exitCode, stdout } = await lintel(['validate', '--fix', '--dry-run'], folder);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('--- a/blueprint.yaml\n+++ b/blueprint.yaml\n');
    expect(stdout).toContain('-      /metrics: { to: analytics, cache-per: everyone } # kept\n');
    expect(stdout).toContain('+      /metrics: { to: analytics } # kept\n');
    expect(read()).toBe(before);
  });

  it('does not fix what a comment suppresses', async () => {
    const suppressed = text.replace(
      '      /metrics: { to: analytics }',
      '      # lintel-disable-next-line idle-setting -- the cache comes next week\n      /metrics: { to: analytics, cache-per: everyone }',
    );
    const { folder, read } = withIdleSettings(() => suppressed);
    await lintel(['validate', '--fix'], folder);
    expect(read()).toBe(suppressed);
  });

  it.each([
    ['stdin', ['-', '--fix'], 'what comes on stdin cannot be fixed in place'],
    ['a dry run of nothing', ['--dry-run', reference], '--dry-run is for --fix'],
  ])('refuses %s', async (_, args, message) => {
    const { exitCode, stderr } = await lintel(['validate', ...args]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });
});
