import {
  closeSync,
  constants,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  type Stats,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import type { Content } from './change.ts';
import { hasCode } from './environment-error.ts';

/**
 * What a write asks of the file system, one operation a member, and nothing besides: so the tests can fail or end each of
 * them in turn. No operation follows a link at the end of its path.
 */
export interface FileSystem {
  /** Null: nothing stands there. */
  stat(path: string): Stats | null;
  readText(path: string): string;
  readBytes(path: string): Uint8Array;
  /** The names in a folder, sorted. */
  names(folder: string): readonly string[];
  /** Throws EEXIST where anything stands there. */
  writeNew(path: string, content: Content, mode: number): void;
  /** Returns a descriptor of a new file, to `append` to. Throws EEXIST where anything stands there. */
  openNew(path: string, mode: number): number;
  append(descriptor: number, content: Uint8Array): void;
  /** Throws EEXIST where anything stands there. */
  makeFolder(path: string): void;
  /** Throws EEXIST where anything stands at `to`. */
  link(from: string, to: string): void;
  rename(from: string, to: string): void;
  removeFile(path: string): void;
  /** Throws ENOTEMPTY where anything is in it. */
  removeFolder(path: string): void;
  removeTree(path: string): void;
  /** Waits until the content of a file is on the disk. */
  syncFile(path: string): void;
  /** Waits until the names in a folder are on the disk, where the system can. */
  syncFolder(path: string): void;
  /** Returns a descriptor of a folder. Throws ENOTDIR or ELOOP for a link. */
  openFolder(path: string): number;
  close(descriptor: number): void;
}

/** Each operation is done at once, in the order of the calls. */
export const fileSystem: FileSystem = {
  stat: statOrNull,
  readText: (path) => readFileSync(path, 'utf8'),
  readBytes: (path) => readFileSync(path),
  names: (folder) => readdirSync(folder).sort(),
  writeNew: (path, content, mode) => writeFileSync(path, content, { mode, flag: 'wx' }),
  openNew: (path, mode) => openSync(path, 'wx', mode),
  append: (descriptor, content) => writeFileSync(descriptor, content),
  makeFolder: (path) => mkdirSync(path),
  link: linkSync,
  rename: renameSync,
  removeFile: unlinkSync,
  removeFolder: (path) => rmdirSync(path),
  removeTree: (path) => rmSync(path, { recursive: true, force: true }),
  syncFile: (path) => sync(path, constants.O_RDWR),
  syncFolder,
  // Windows has neither flag: there a folder is looked at before it is used.
  openFolder: (path) =>
    openSync(path, constants.O_RDONLY | (constants.O_DIRECTORY ?? 0) | (constants.O_NOFOLLOW ?? 0)),
  close: closeSync,
};

function statOrNull(path: string): Stats | null {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) ?? null;
  } catch (error) {
    if (hasCode(error, 'ENOTDIR')) return null;
    throw error;
  }
}

function sync(path: string, flags: number): void {
  const file = openSync(path, flags);
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Windows cannot open a folder, and some file systems have nothing to wait for. */
function syncFolder(path: string): void {
  try {
    sync(path, constants.O_RDONLY);
  } catch (error) {
    if (!['EISDIR', 'EPERM', 'EINVAL', 'ENOTSUP'].some((code) => hasCode(error, code))) throw error;
  }
}
