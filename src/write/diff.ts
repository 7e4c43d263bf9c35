import type { Change, Comparison } from './change.ts';
import type { DiskFile } from './read-disk.ts';

/**
 * Returns what a write would change as one diff that `git apply` and `patch -p1` take, files in order of path: created, updated and
 * removed files, moved ones by their two names, merged ones as they would be, and for a conflict what would have been written over the
 * file. `''` where nothing would change.
 */
export async function formatDiff(comparison: Comparison): Promise<string> {
  const diffs = await Promise.all(comparison.changes.map(diffOf));
  return diffs.join('');
}

/** A file before and after; null: it is not there. */
export interface TextChange {
  readonly path: string;
  /** What it is called before; left out: the same. */
  readonly oldPath?: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Returns the change of one file as a unified diff, as `patch -p1` and `git apply` take it. */
export async function unifiedDiff({ path, oldPath = path, before, after }: TextChange): Promise<string> {
  const { createTwoFilesPatch } = await import('diff');
  const oldName = before === null ? '/dev/null' : `a/${oldPath}`;
  const newName = after === null ? '/dev/null' : `b/${path}`;
  return createTwoFilesPatch(oldName, newName, before ?? '', after ?? '').replace(/^=+\n/, '');
}

/** Each begins with git's header: after a mere rename, it would take the names of another file for those of the renamed one. */
async function diffOf(change: Change): Promise<string> {
  const { path, disk } = change;
  const before = textOf(disk);
  if (change.state === 'moved') return renameHeader(change.movedFrom, path);
  if (change.state === 'remove') return removed(path, disk);
  if (!('write' in change)) return '';
  const { write, movedFrom, replaced, file } = change;
  if (change.state === 'conflict')
    return gitHeader(path) + (await hunks({ path, before, after: file.content }));
  if (write === null) return '';
  const after = typeof write === 'string' ? write : BINARY;
  if (before === null)
    return `${gitHeader(path)}new file mode ${gitMode(file.mode)}\n${await hunks({ path, before, after })}`;
  if (movedFrom !== null && replaced !== null) {
    const gone = await removed(movedFrom, disk);
    return gone + gitHeader(path) + (await hunks({ path, before: textOf(replaced), after }));
  }
  if (movedFrom === null) return gitHeader(path) + (await hunks({ path, before, after }));
  const isSame = write === before || (disk.type === 'file' && write === disk.bytes);
  const body = isSame ? '' : await hunks({ path, oldPath: movedFrom, before, after });
  return renameHeader(movedFrom, path) + body;
}

async function removed(path: string, disk: DiskFile): Promise<string> {
  const mode = disk.type === 'file' ? disk.mode : 0o644;
  const body = await hunks({ path, before: textOf(disk), after: null });
  return `${gitHeader(path)}deleted file mode ${gitMode(mode)}\n${body}`;
}

/** An empty file has no lines that could come or go, and git takes no names without them. */
async function hunks(change: TextChange): Promise<string> {
  return change.before || change.after ? unifiedDiff(change) : '';
}

function renameHeader(from: string, to: string): string {
  return `${gitHeader(to, from)}rename from ${quoted(from)}\nrename to ${quoted(to)}\n`;
}

function gitHeader(to: string, from = to): string {
  return `diff --git ${quoted(`a/${from}`)} ${quoted(`b/${to}`)}\n`;
}

/** Git knows two modes of files. */
function gitMode(mode: number): string {
  return mode & 0o100 ? '100755' : '100644';
}

/** Users may call their files what they like; git writes what could end a line or a name as C does. */
function quoted(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is these that are quoted
  const special = /[\u0000-\u001f"\\\u007f]/g;
  const text = name.replace(special, (one) =>
    one === '"' || one === '\\' ? `\\${one}` : `\\${one.charCodeAt(0).toString(8).padStart(3, '0')}`,
  );
  return text === name ? name : `"${text}"`;
}

/** Null where no file is there. */
function textOf(disk: DiskFile): string | null {
  return disk.type === 'file' ? (disk.text ?? BINARY) : null;
}

const BINARY = 'a file that is no text\n';
