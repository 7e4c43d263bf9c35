import { mkdirSync, symlinkSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openGitTree } from '../../src/api/git.ts';
import { UserError } from '../../src/diagnostics/user-error.ts';
import { gitRepository } from '../support/git-repository.ts';
import { temporaryFolder } from '../support/run-lintel.ts';

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof UserError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'no error';
}

describe('openGitTree', () => {
  it('reads files as they were at a commit, from any folder of the repository', () => {
    const { folder, commit } = gitRepository();
    commit('v1', { 'a/b/file.yaml': 'old\n', 'top.yaml': 'top' });
    commit('v2', { 'a/b/file.yaml': 'new\n', 'a/later.yaml': '' });
    const tree = openGitTree(join(folder, 'a'), 'v1');
    const read = (path: string) => {
      const bytes = tree.read(join(folder, path));
      return bytes === null ? null : Buffer.from(bytes).toString();
    };
    expect(
      ['a/b/file.yaml', 'top.yaml', 'a/later.yaml', 'a/b', 'a/none.yaml', '../x.yaml', 'a\nb'].map(read),
    ).toEqual(['old\n', 'top', null, null, null, null, null]);
    expect(openGitTree(folder, 'HEAD~1').read(join(folder, 'a/later.yaml'))).toBeNull();
  });

  it('reads what is gone from the disk, with every byte', () => {
    const { folder, commit } = gitRepository();
    const text = '\u0000\n\n blob 3\nü\r\n';
    commit('v1', { 'gone.yaml': text });
    unlinkSync(join(folder, 'gone.yaml'));
    const bytes = openGitTree(folder, 'v1').read(join(folder, 'gone.yaml'));
    expect(Buffer.from(bytes ?? []).toString()).toBe(text);
  });

  it('follows links inside of the repository and no others', () => {
    const { folder, commit } = gitRepository();
    mkdirSync(join(folder, 'a'));
    symlinkSync('../b.yaml', join(folder, 'a/in.yaml'));
    symlinkSync('../../b.yaml', join(folder, 'a/out.yaml'));
    symlinkSync('loop.yaml', join(folder, 'a/loop.yaml'));
    commit('v1', { 'b.yaml': 'b' });
    const tree = openGitTree(folder, 'v1');
    const read = (name: string) => tree.read(join(folder, 'a', name));
    expect([read('in.yaml')?.length, read('out.yaml'), read('loop.yaml')]).toEqual([1, null, null]);
  });

  it.each([['-x'], ['--help'], [''], [' ']])('refuses %j, which git would not take for a commit', (ref) => {
    expect(codeOf(() => openGitTree(gitRepository().folder, ref))).toBe(`usage: "${ref}" is no commit`);
  });

  it('says so where there is no such commit', () => {
    const { folder, commit } = gitRepository();
    const none = 'usage: there is no commit "main~9" in the repository';
    expect(codeOf(() => openGitTree(folder, 'main~9'))).toBe(none);
    commit('v1', { a: '' });
    expect(codeOf(() => openGitTree(folder, 'main~9'))).toBe(none);
    expect(codeOf(() => openGitTree(folder, 'v1:a'))).toContain('there is no commit "v1:a"');
  });

  it('says so where there is no repository', () => {
    const folder = temporaryFolder();
    expect(codeOf(() => openGitTree(folder, 'main'))).toContain(
      `git knows no repository of the folder "${folder}": `,
    );
  });
});
