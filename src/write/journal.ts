import { join } from 'node:path';
import { UserError } from '../diagnostics/user-error.ts';
import { whyUnsafe } from '../generate/safe-path.ts';
import { fileSystem } from './file-system.ts';
import { type Grounds, inTree, STAGE } from './grounds.ts';
import { LINTEL_FOLDER } from './manifest.ts';

/** One move of a transaction; its index names what is staged for it. Digests are those of `digestOf`. */
export type Move =
  /** A file into a folder that is there, in place of what has the digest `was`; null: where nothing stands. */
  | { readonly type: 'file'; readonly path: string; readonly sha256: string; readonly was: string | null }
  /** A whole new folder at once. `files` are relative to the output folder, in order of the plan. */
  | { readonly type: 'folder'; readonly path: string; readonly files: readonly NewFile[] }
  /** A file that has the digest `was` is taken away. */
  | { readonly type: 'remove'; readonly path: string; readonly was: string };

export interface NewFile {
  readonly path: string;
  readonly sha256: string;
}

/** What a transaction is about to do. Once it is on the disk, the next run can end it. */
export interface Journal {
  readonly version: 2;
  readonly moves: readonly Move[];
}

/** There from the commit on: what is staged is to be put in place. */
export const JOURNAL = `${LINTEL_FOLDER}/journal.json`;
/** The journal's name as soon as it was decided that everything is to be as before. */
export const ROLLBACK = `${LINTEL_FOLDER}/rollback.json`;

/**
 * Returns the journal at a path in the output folder; null where there is none. It is put there whole: what cannot be read is not
 * guessed at, since files of the user may be kept aside. Then it throws a UserError `environment`.
 */
export function readJournal(grounds: Grounds, path: string): Journal | null {
  const held = inTree(grounds, path);
  if (fileSystem.stat(held) === null) return null;
  const journal = parseJson(fileSystem.readText(held));
  if (isJournal(journal)) return journal;
  const stage = join(grounds.root, LINTEL_FOLDER, STAGE);
  throw new UserError(
    'environment',
    `a write was cut off, and its journal ${join(grounds.root, path)} cannot be read`,
    `what it had replaced is in ${join(stage, 'old')}: take what you need from there, then delete ${stage} and the journal`,
  );
}

/** Undefined where it is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isJournal(value: unknown): value is Journal {
  if (!isRecord(value) || value['version'] !== 2 || !Array.isArray(value['moves'])) return false;
  return value['moves'].every(isMove);
}

function isMove(value: unknown): value is Move {
  if (!isRecord(value) || !isSafe(value['path'])) return false;
  switch (value['type']) {
    case 'file':
      return (
        typeof value['sha256'] === 'string' && (value['was'] === null || typeof value['was'] === 'string')
      );
    case 'remove':
      return typeof value['was'] === 'string';
    case 'folder':
      return Array.isArray(value['files']) && value['files'].every((file) => isBelow(value['path'], file));
    default:
      return false;
  }
}

function isBelow(folder: unknown, file: unknown): boolean {
  return (
    isRecord(file) &&
    typeof file['sha256'] === 'string' &&
    isSafe(file['path']) &&
    file['path'].startsWith(`${folder}/`)
  );
}

function isSafe(path: unknown): path is string {
  return typeof path === 'string' && whyUnsafe(path) === null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
