import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
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
    expect(codeOf('/dev/null')).toMatch(/^file-unreadable/);
  });

  it('leaves what a file holds to the parser: bytes that are not UTF-8 become U+FFFD', () => {
    expect(loadSource(file('latin1', Uint8Array.of(0x61, 0xe4))).text).toBe('a\ufffd');
  });

  it('reads no more of a large file than shows that it is too large, and cuts no character', () => {
    const { text } = loadSource(file('large', '\u20ac'.repeat(2_000_000)));
    expect(Buffer.byteLength(text)).toBeGreaterThan(4 * 1024 * 1024);
    expect(text.length).toBeLessThan(1_400_000);
    expect(text).toMatch(/^\u20ac+$/);
  });

  it('follows a link inside of the folder, and none out of it', () => {
    const outside = file('outside.yaml', 'a: 1\n');
    const inside = join(folder, 'inside');
    mkdirSync(inside);
    writeFileSync(join(inside, 'real.yaml'), 'b: 2\n');
    symlinkSync(join(inside, 'real.yaml'), join(inside, 'near.yaml'));
    symlinkSync(outside, join(inside, 'far.yaml'));
    expect(codeOf(join(inside, 'near.yaml'))).toBe('loaded');
    expect(codeOf(join(inside, 'far.yaml'))).toBe('file-outside: "shown.yaml" is a link out of its folder');
  });

  it('names a file so that no line that starts with its name is a command', () => {
    expect(loadSource(file('odd', ''), '::error::x.yaml').path).toBe('./::error::x.yaml');
    expect(loadSource(file('odd', ''), '##[error]x.yaml').path).toBe('./##[error]x.yaml');
  });

  // A link to itself: permissions would not stop root, who runs the tests in many a container.
  it('says that a file cannot be read', () => {
    const path = join(folder, 'loop.yaml');
    symlinkSync(path, path);
    expect(codeOf(path)).toMatch(/^file-unreadable/);
  });
});
