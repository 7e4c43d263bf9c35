import type { Change, Comparison } from './compare.ts';

/**
 * Returns what a write would change as one unified diff, files in order of path: created, updated and removed files, and
 * for a conflict what would have been written over the file. `''` where nothing would change.
 */
export async function formatDiff(comparison: Comparison): Promise<string> {
  const { createTwoFilesPatch } = await import('diff');
  return comparison.changes
    .flatMap((change) => {
      const texts = textsOf(change);
      if (texts === null) return [];
      const oldName = texts.before === null ? '/dev/null' : `a/${change.path}`;
      const newName = texts.after === null ? '/dev/null' : `b/${change.path}`;
      return [
        createTwoFilesPatch(oldName, newName, texts.before ?? '', texts.after ?? '').replace(/^=+\n/, ''),
      ];
    })
    .join('');
}

function textsOf(change: Change): { readonly before: string | null; readonly after: string | null } | null {
  const before = change.disk.type === 'file' ? change.disk.text : null;
  switch (change.state) {
    case 'create':
    case 'update':
    case 'conflict':
      return { before, after: change.file.content };
    case 'remove':
      return { before, after: null };
    default:
      return null;
  }
}
