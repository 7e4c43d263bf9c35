import type { Change, Comparison } from './change.ts';

/**
 * Returns what a write would change as one unified diff, files in order of path: created, updated and removed files, merged
 * ones as they would be, and for a conflict what would have been written over the file. `''` where nothing would change.
 */
export async function formatDiff(comparison: Comparison): Promise<string> {
  const diffs = comparison.changes.flatMap((change) => {
    const texts = textsOf(change);
    return texts === null ? [] : [unifiedDiff({ path: change.path, ...texts })];
  });
  return (await Promise.all(diffs)).join('');
}

/** A file before and after; null: it is not there. */
export interface TextChange {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Returns the change of one file as a unified diff, as `patch -p1` and `git apply` take it. */
export async function unifiedDiff({ path, before, after }: TextChange): Promise<string> {
  const { createTwoFilesPatch } = await import('diff');
  const oldName = before === null ? '/dev/null' : `a/${path}`;
  const newName = after === null ? '/dev/null' : `b/${path}`;
  return createTwoFilesPatch(oldName, newName, before ?? '', after ?? '').replace(/^=+\n/, '');
}

function textsOf(change: Change): Omit<TextChange, 'path'> | null {
  const before = change.disk.type === 'file' ? (change.disk.text ?? BINARY) : null;
  if (change.state === 'remove') return { before, after: null };
  if (change.state === 'conflict') return { before, after: change.file.content };
  if (!('write' in change) || change.write === null) return null;
  return { before, after: typeof change.write === 'string' ? change.write : BINARY };
}

const BINARY = 'a file that is no text\n';
