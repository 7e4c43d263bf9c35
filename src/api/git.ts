import { spawnSync } from 'node:child_process';
import { posix, relative } from 'node:path';

import { UserError } from '../diagnostics/user-error.ts';
import { LIMITS } from '../source/limits.ts';

/** The files of a repository as they were at a commit. */
export interface GitTree {
  /** Returns a file by its absolute path, links followed inside of the repository; null where there was none. */
  readonly read: (path: string) => Uint8Array | null;
}

/**
 * Returns the files at a commit of the repository that a folder lies in. Throws a UserError `usage` where there is no
 * repository or no such commit, and `environment` where git does not run.
 */
export function openGitTree(folder: string, ref: string): GitTree {
  // Git would take it for an option.
  if (ref.startsWith('-') || ref.trim() === '') {
    throw new UserError('usage', `"${ref}" is no commit`, 'name one, such as main, v1.2 or HEAD~1');
  }
  const prefix = firstLine(prefixIn(folder));
  const verified = git(folder, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
  if (verified.status !== 0) {
    throw new UserError(
      'usage',
      `there is no commit "${ref}" in the repository`,
      'a shallow clone has few of them: fetch it first, for example with git fetch origin main',
    );
  }
  const commit = firstLine(verified.stdout);
  return {
    read: (path) => {
      const name = posix.join(prefix, relative(folder, path).replaceAll('\\', '/'));
      return name.startsWith('..') ? null : readBlob(folder, `${commit}:${name}`);
    },
  };
}

/** Where a folder lies in its repository, with a slash at the end; empty at its top. */
function prefixIn(folder: string): Buffer {
  const { status, stdout, stderr } = git(folder, ['rev-parse', '--show-prefix']);
  if (status === 0) return stdout;
  const reason = firstLine(stderr).replace(/^fatal: /, '');
  throw new UserError(
    'usage',
    `git knows no repository of the folder "${folder}": ${reason}`,
    'run it in a clone, or keep what is known in a file: lintel validate --write-baseline FILE',
  );
}

/** Returns a file by `commit:path`, or null where there is none, or one that is larger than what is read. */
function readBlob(folder: string, name: string): Uint8Array | null {
  if (name.includes('\n')) return null;
  const { status, stdout } = git(folder, ['cat-file', '--batch', '--follow-symlinks'], `${name}\n`);
  const headEnd = stdout.indexOf('\n');
  const [, type, size] = stdout.subarray(0, headEnd).toString().split(' ');
  if (status !== 0 || type !== 'blob') return null;
  return stdout.subarray(headEnd + 1, headEnd + 1 + Number(size));
}

interface Ended {
  /** Null: it wrote more than it was let. */
  readonly status: number | null;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

/** Runs git without a shell. */
function git(folder: string, args: readonly string[], input = ''): Ended {
  const { error, status, stdout, stderr } = spawnSync('git', ['-C', folder, ...args], {
    input,
    maxBuffer: LIMITS.bytes + 1024,
  });
  const code = error !== undefined && 'code' in error ? error.code : null;
  if (error === undefined || code === 'ENOBUFS') return { status, stdout, stderr };
  throw new UserError(
    'environment',
    `git does not run (${code ?? error.message})`,
    '--changed-since needs git: install it, or use --baseline FILE',
  );
}

function firstLine(output: Buffer): string {
  return output.toString().split('\n', 1)[0] ?? '';
}
