import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execaSync } from 'execa';
import { temporaryFolder } from './run-lintel.ts';

/** A git repository that is removed when the test ends. */
export interface Repository {
  readonly folder: string;
  /** Writes files by their paths. */
  readonly write: (files: Readonly<Record<string, string>>) => void;
  /** Writes files, and commits everything under a tag. */
  readonly commit: (tag: string, files: Readonly<Record<string, string>>) => void;
}

/** Returns a new repository without a commit. No configuration of the machine or of the user takes part. */
export function gitRepository(): Repository {
  const folder = temporaryFolder();
  const git = (...args: readonly string[]) =>
    execaSync('git', ['-C', folder, ...args], {
      env: { GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' },
    });
  git('init', '--quiet');
  const write: Repository['write'] = (files) => {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
  };
  const commit: Repository['commit'] = (tag, files) => {
    write(files);
    git('add', '--all');
    git('-c', 'user.name=A', '-c', 'user.email=a@b.c', 'commit', '--quiet', '--allow-empty', '-m', tag);
    git('tag', tag);
  };
  return { folder, write, commit };
}
