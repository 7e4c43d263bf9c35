import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRegularFile } from '../../src/source/read-regular-file.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lintel-read-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const path = (name: string) => join(folder, name);

function textOf(file: string, mostBytes: number): string {
  const start = readRegularFile(file, mostBytes);
  return 'bytes' in start ? Buffer.from(start.bytes).toString() : start.reason;
}

describe('readRegularFile', () => {
  it('reads a file, or its beginning', () => {
    writeFileSync(path('a'), 'abcdef');
    expect(textOf(path('a'), 6)).toBe('abcdef');
    expect(textOf(path('a'), 1000)).toBe('abcdef');
    expect(textOf(path('a'), 4)).toBe('abcd');
    writeFileSync(path('empty'), '');
    expect(textOf(path('empty'), 10)).toBe('');
  });

  // Its size is said to be 0.
  it.skipIf(!existsSync('/proc/self/status'))('reads a file that does not say how large it is', () => {
    expect(textOf('/proc/self/status', 100_000)).toContain('Name:');
    expect(textOf('/proc/self/status', 5)).toBe('Name:');
  });

  it('says what is no regular file, without waiting for it', () => {
    mkdirSync(path('folder'));
    execFileSync('mkfifo', [path('pipe')]);
    symlinkSync(path('loop'), path('loop'));
    expect(readRegularFile(path('folder'), 10)).toEqual({ reason: 'folder' });
    expect(readRegularFile(path('pipe'), 10)).toEqual({ reason: 'special' });
    expect(readRegularFile('/dev/zero', 10)).toEqual({ reason: 'special' });
    expect(readRegularFile(path('none'), 10)).toEqual({ reason: 'missing' });
    expect(readRegularFile(join(path('pipe'), 'below'), 10)).toEqual({ reason: 'missing' });
    expect(readRegularFile(path('loop'), 10)).toEqual({ reason: 'unreadable', code: 'ELOOP' });
  });
});
