import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it, onTestFinished } from 'vitest';
import { minimal } from '../support/run-lintel.ts';

const root = join(import.meta.dirname, '../..');
const caches = readdirSync(join(root, 'dist')).filter((file) => file.endsWith('.cache'));

/** Returns a folder with the parts of an installation that `validate` needs. */
function install(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lintel-bin-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const part of [
    'bin',
    'package.json',
    'dist/lintel.cjs',
    'dist/validate.cjs',
    ...caches.map((file) => `dist/${file}`),
  ]) {
    cpSync(join(root, part), join(folder, part), { recursive: true });
  }
  return folder;
}

async function validate(program: string, cwd: string) {
  const { exitCode, stdout, stderr } = await execa(process.execPath, [program, 'validate', minimal], {
    reject: false,
    cwd,
  });
  return { exitCode, stdout, stderr };
}

const passed = { exitCode: 0, stdout: `${minimal}: no findings`, stderr: '' };

describe('bin/lintel.js', () => {
  it('takes the code cache that the build has made', async () => {
    // In a process of its own: V8 refuses a cache that was made with other flags than those it runs with.
    const code = "console.log(require('./bin/lintel.js').loadProgram('validate').script.cachedDataRejected)";
    const { stdout } = await execa(process.execPath, ['-e', code], { cwd: root });
    expect(stdout).toBe('false');
  });

  it('says the same of validate, whichever bundle it comes from', async () => {
    const help = async (args: readonly string[]) =>
      (await execa(process.execPath, [join(root, 'bin/lintel.js'), ...args])).stdout;
    expect(await help(['validate', '--help'])).toBe(await help(['help', 'validate']));
  });

  it('works without a code cache', async () => {
    const folder = install();
    for (const file of caches) rmSync(join(folder, 'dist', file));
    expect(await validate(join(folder, 'bin/lintel.js'), folder)).toEqual(passed);
  });

  it('works with a code cache that V8 refuses', async () => {
    const folder = install();
    for (const file of caches) writeFileSync(join(folder, 'dist', file), 'of another version');
    expect(await validate(join(folder, 'bin/lintel.js'), folder)).toEqual(passed);
  });

  it('works through the link that npm makes, from any folder', async () => {
    const folder = install();
    const link = join(folder, 'lintel');
    symlinkSync(join(folder, 'bin/lintel.js'), link);
    expect(await validate(link, tmpdir())).toEqual(passed);
  });
});
