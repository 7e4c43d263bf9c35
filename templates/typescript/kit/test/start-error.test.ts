import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { exitOnStartError, runService, StartError, serviceSettings, sqliteStorage } from '../src/index.ts';

/** Keeps what a process would write before it exits, and ends the code under test where it would. */
function watchExit() {
  const written: string[] = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  vi.spyOn(process, 'exit').mockImplementation((code) => {
    throw new Error(`exit ${code}`);
  });
  return written;
}

/** Returns a path below a file: nobody can make a folder there, not even root. */
function impossibleFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kit-start-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'file'), '');
  return join(folder, 'file/data');
}

const neverCreated = async () => Promise.reject(new Error('created'));

describe('a service that cannot start', () => {
  afterEach(() => void vi.restoreAllMocks());

  it('says in one sentence that its data folder cannot be made, and what to set', async () => {
    const folder = impossibleFolder();
    const written = watchExit();
    const readConfig = () => serviceSettings({}, 'sync');
    const createService = () => sqliteStorage(folder).open('sync') as never;
    await expect(runService({ readConfig, createService }, {})).rejects.toThrow('exit 4');
    expect(written.join('')).toMatch(
      /^error: sync cannot keep its data in the folder .*\/file\/data: ENOTDIR[^\n]*\n {2}hint: set DATA_DIR to [^\n]*\n$/,
    );
  });

  it('says in one sentence that a setting is no number', async () => {
    const written = watchExit();
    const readConfig = () => serviceSettings({ PORT: 'http' }, 'sync');
    await expect(runService({ readConfig, createService: neverCreated }, {})).rejects.toThrow('exit 4');
    expect(written.join('')).toBe(
      'error: PORT must be a whole number of at most 65535, not "http"\n  hint: set PORT to one, or leave it out for 8080\n',
    );
  });

  it('says in one sentence that its port is taken', () => {
    const written = watchExit();
    const taken = Object.assign(new Error('listen EADDRINUSE'), { code: 'EADDRINUSE', port: 8080 });
    expect(() => exitOnStartError(taken)).toThrow('exit 4');
    expect(written.join('')).toBe('error: port 8080 is taken\n  hint: set PORT to another one\n');
  });

  it('keeps the stack of a mistake in its own code', async () => {
    const written = watchExit();
    const readConfig = () => serviceSettings({}, 'sync');
    await expect(runService({ readConfig, createService: neverCreated }, {})).rejects.toThrow('created');
    expect(written).toEqual([]);
  });

  it('keeps what was the cause', () => {
    const cause = new Error('disk');
    expect(new StartError('no', { hint: 'do', cause }).cause).toBe(cause);
  });
});
