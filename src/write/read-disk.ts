import { isUtf8 } from 'node:buffer';
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readFileSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { digestOf } from './digest.ts';
import { hasCode, readingError } from './environment-error.ts';

/** What stands on the disk at a path. */
export type DiskFile =
  | { readonly type: 'missing' }
  | {
      readonly type: 'file';
      readonly sha256: string;
      readonly bytes: Uint8Array;
      /** Null where the bytes are no UTF-8: to read them as text would change them. */
      readonly text: string | null;
      /** Permissions: `0o644`. */
      readonly mode: number;
    }
  /** A link, a folder or a device, or one of these instead of a folder above: never read, never written. */
  | { readonly type: 'foreign'; readonly what: string };

/**
 * Returns what stands at each path below a folder, without following a link. Throws a UserError `environment` where a
 * file cannot be read.
 */
export function readDisk(root: string, paths: readonly string[]): ReadonlyMap<string, DiskFile> {
  const folders = new Map<string, Folder>();
  return new Map(paths.map((path) => [path, readOne(root, path, folders)]));
}

/** Returns the real path of the output folder, or the path as it is where there is nothing yet. */
export function realRoot(root: string): string {
  try {
    return realpathSync(root);
  } catch {
    return root;
  }
}

/** What stands where a folder should: a folder, nothing, or why it is no folder. */
export type Folder = 'folder' | 'nothing' | { readonly reason: string };

/**
 * Returns why a folder below the root cannot be written into (`a link`, `a file`), or null: it is a folder, or nothing
 * stands there. The answers are kept in `known`.
 */
export function whyNoFolder(root: string, folder: string, known: Map<string, Folder>): string | null {
  const found = folderAt(root, folder, known);
  return typeof found === 'string' ? null : found.reason;
}

function folderAt(root: string, path: string, known: Map<string, Folder>): Folder {
  const answer = known.get(path);
  if (answer !== undefined) return answer;
  const isRoot = path === '.' || path === '';
  const above = isRoot ? 'folder' : folderAt(root, dirname(path), known);
  const found = above === 'folder' ? lookAtFolder(root, path, isRoot) : above;
  known.set(path, found);
  return found;
}

/** The root itself may be a link: it is for the user to say where it is. */
function lookAtFolder(root: string, path: string, isRoot: boolean): Folder {
  const absolute = join(root, path);
  try {
    const stat = (isRoot ? statSync : lstatSync)(absolute, { throwIfNoEntry: false });
    if (stat === undefined) return 'nothing';
    return isRoot || stat.isDirectory() ? 'folder' : { reason: `${path} is ${whatIs(absolute)}` };
  } catch (error) {
    throw readingError(absolute, error);
  }
}

function readOne(root: string, path: string, folders: Map<string, Folder>): DiskFile {
  const folder = folderAt(root, dirname(path), folders);
  // Of thousands of files in a new folder, none has to be asked for.
  if (folder === 'nothing') return { type: 'missing' };
  if (folder !== 'folder') return { type: 'foreign', what: folder.reason };
  const absolute = join(root, path);
  try {
    return openRegular(absolute) ?? lookAt(absolute);
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return { type: 'missing' };
    throw readingError(absolute, error);
  }
}

/** Neither follows a link nor waits for who writes to a pipe. Windows has no such flags. */
const FLAGS =
  constants.O_NOFOLLOW === undefined
    ? null
    : constants.O_RDONLY | constants.O_NOFOLLOW | (constants.O_NONBLOCK ?? 0);

/** One look less for each of thousands of files. Null for what is no regular file, or cannot be opened so. */
function openRegular(absolute: string): DiskFile | null {
  if (FLAGS === null) return null;
  let descriptor: number;
  try {
    descriptor = openSync(absolute, FLAGS);
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) throw error;
    return null;
  }
  try {
    const stat = fstatSync(descriptor);
    return stat.isFile() ? fileOf(readFileSync(descriptor), stat.mode & 0o777) : null;
  } finally {
    closeSync(descriptor);
  }
}

function lookAt(absolute: string): DiskFile {
  const stat = lstatSync(absolute);
  if (!stat.isFile()) return { type: 'foreign', what: `it is ${whatIs(absolute)}` };
  return fileOf(readFileSync(absolute), stat.mode & 0o777);
}

/** Returns a file of these bytes and permissions; its text is decoded where somebody asks for it. */
export function fileOf(bytes: Buffer, mode: number): DiskFile & { readonly type: 'file' } {
  let text: string | null | undefined;
  return {
    type: 'file',
    sha256: digestOf(bytes),
    bytes,
    mode,
    get text() {
      if (text === undefined) text = isUtf8(bytes) ? bytes.toString('utf8') : null;
      return text;
    },
  };
}

function whatIs(absolute: string): string {
  const stat = lstatSync(absolute);
  if (stat.isSymbolicLink()) return 'a link';
  if (stat.isDirectory()) return 'a folder';
  return stat.isFile() ? 'a file' : 'no regular file';
}
