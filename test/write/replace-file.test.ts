import {
  chmodSync,
  lstatSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { replaceFile } from '../../src/write/replace-file.ts';
import { temporaryFolder } from '../support/run-lintel.ts';

describe('replaceFile', () => {
  it('writes a new file and leaves nothing beside it', () => {
    const folder = temporaryFolder();
    replaceFile(join(folder, 'a.txt'), 'a');
    expect(readdirSync(folder)).toEqual(['a.txt']);
    expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('a');
  });

  it('keeps the mode of the file that it replaces', () => {
    const file = join(temporaryFolder(), 'a.txt');
    writeFileSync(file, 'old');
    chmodSync(file, 0o640);
    replaceFile(file, 'new');
    expect(statSync(file).mode & 0o777).toBe(0o640);
  });

  it('replaces what a link leads to, and keeps the link', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'real.txt'), 'old');
    symlinkSync('real.txt', join(folder, 'link.txt'));
    replaceFile(join(folder, 'link.txt'), 'new');
    expect(lstatSync(join(folder, 'link.txt')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'real.txt'), 'utf8')).toBe('new');
  });

  it('says what is wrong, and leaves nothing, where it cannot write', () => {
    const folder = temporaryFolder();
    expect(() => replaceFile(join(folder, 'none', 'a.txt'), 'a')).toThrow(/cannot write .*a\.txt: ENOENT/);
    expect(() => replaceFile(folder, 'a')).toThrow(/cannot write/);
    expect(readdirSync(folder)).toEqual([]);
  });
});
