import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../../src/diagnostics/user-error.ts';
import { loadSource } from '../../src/source/load-source.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lintel-source-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function codeOf(path: string): string {
  try {
    loadSource(path, 'shown.yaml');
  } catch (error) {
    if (error instanceof UserError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'loaded';
}

describe('loadSource', () => {
  it('reads a file, drops a byte order mark and names it as asked', () => {
    expect(loadSource(file('ok.yaml', '\ufeffa: ä\n'), 'dir\\ok.yaml')).toEqual({
      path: 'dir/ok.yaml',
      text: 'a: ä\n',
      lineStarts: [0, 5],
    });
  });

  it('says what is wrong with a file, each with its own code', () => {
    expect(codeOf(join(folder, 'none.yaml'))).toBe('file-missing: there is no file "shown.yaml"');
    expect(codeOf(join(file('plain', ''), 'below'))).toBe('file-missing: there is no file "shown.yaml"');
    expect(codeOf(folder)).toBe('file-is-directory: "shown.yaml" is a folder');
    expect(codeOf(file('latin1', Uint8Array.of(0x61, 0xe4)))).toBe(
      'file-not-utf8: "shown.yaml" is not UTF-8',
    );
    expect(codeOf(file('nul', 'a\nb\0'))).toBe('file-has-nul: "shown.yaml" holds a NUL character in line 2');
    expect(codeOf(file('large', new Uint8Array(4 * 1024 * 1024 + 1)))).toMatch(/^file-too-large/);
    expect(codeOf('/dev/null')).toMatch(/^file-unreadable/);
  });

  // A link to itself: permissions would not stop root, who runs the tests in many a container.
  it('says that a file cannot be read', () => {
    const path = join(folder, 'loop.yaml');
    symlinkSync(path, path);
    expect(codeOf(path)).toMatch(/^file-unreadable/);
  });
});
