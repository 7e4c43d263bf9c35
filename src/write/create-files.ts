import { randomUUID } from 'node:crypto';
import {
  closeSync,
  constants,
  copyFileSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  rmdirSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../diagnostics/user-error.ts';
import { environmentError, hasCode } from './environment-error.ts';
import { type Folder, realRoot, whyNoFolder } from './read-disk.ts';

/** A text file that is not there yet; its path is relative to a folder, with forward slashes. */
export interface NewText {
  readonly path: string;
  readonly content: string;
}

/** Takes files away again, with the folders that were made for them. */
export type TakeBack = () => void;

/**
 * Makes new files in a folder, which is made too where it is missing: all of them or none, and never over one that is
 * there. The first comes last, so that a process that is killed leaves nothing that names what is not there. Returns how to
 * undo it. Throws a UserError: `usage` where the folder is a file, `conflict` with the names of all files that exist,
 * `environment` where it cannot be written.
 */
export function createFiles(folder: string, files: readonly NewText[]): TakeBack {
  const root = realRoot(folder);
  const paths = files.map(({ path }) => path);
  checkFree(root, paths);
  const made: Made = { files: [], folders: [] };
  const stage = join(root, `.${randomUUID()}.lintel`);
  try {
    makeFolder(stage, made);
    files.forEach((file, at) => {
      writeDurably(join(stage, String(at)), file.content);
    });
    for (const [at, { path }] of [...files.entries()].reverse()) {
      const target = join(root, path);
      makeFolder(dirname(target), made);
      place(join(stage, String(at)), target);
      made.files.push(target);
    }
    rmSync(stage, { recursive: true });
  } catch (error) {
    takeBack(made);
    if (hasCode(error, 'EEXIST')) throw existing(root, paths);
    throw environmentError(`cannot write to ${root}`, error);
  }
  return () => takeBack(made);
}

/**
 * Throws a UserError as `createFiles` does where a folder is none, or where files at these paths in it exist; writes
 * nothing.
 */
export function checkFree(folder: string, paths: readonly string[]): void {
  const root = realRoot(folder);
  const stats = statOf(root);
  if (stats !== undefined && !stats.isDirectory())
    throw new UserError('usage', `${root} is not a folder`, 'name a folder, new or not');
  if (standing(root, paths).length > 0) throw existing(root, paths);
}

function existing(root: string, paths: readonly string[]): UserError {
  const names = standing(root, paths);
  return new UserError(
    'conflict',
    `there is already ${names.map((path) => `"${path}"`).join(', ')} in ${root}; nothing was written`,
    'choose another folder, or move what is there away',
  );
}

/** What is in the way of files: themselves, or a link or a file where their folder would be. */
function standing(root: string, paths: readonly string[]): readonly string[] {
  const known = new Map<string, Folder>();
  const inTheWay = paths.flatMap((path) => {
    const reason = whyNoFolder(root, dirname(path), known);
    if (reason !== null) return [reason.split(' is ', 1)[0] ?? path];
    return statOf(join(root, path)) === undefined ? [] : [path];
  });
  return [...new Set(inTheWay)];
}

/** What was made, in order. */
interface Made {
  readonly files: string[];
  readonly folders: string[];
}

/** Undefined: nothing stands there. */
function statOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    // A file where a folder is needed: making the folder will say so.
    if (hasCode(error, 'ENOTDIR')) return undefined;
    throw environmentError(`cannot write to ${path}`, error);
  }
}

function makeFolder(folder: string, made: Made): void {
  const first = mkdirSync(folder, { recursive: true });
  if (first === undefined) return;
  const all = [folder];
  for (let path = folder; path !== first; ) {
    path = dirname(path);
    all.unshift(path);
  }
  made.folders.push(...all);
}

function writeDurably(path: string, content: string): void {
  const file = openSync(path, 'wx', 0o644);
  try {
    writeFileSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** A link is made whole and never over a file. Where a file system has none, a copy is at least never over one. */
function place(staged: string, target: string): void {
  try {
    linkSync(staged, target);
  } catch (error) {
    const hasNoLinks = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].some((code) =>
      hasCode(error, code),
    );
    if (!hasNoLinks) throw error;
    copyFileSync(staged, target, constants.COPYFILE_EXCL);
  }
}

function takeBack({ files, folders }: Made): void {
  for (const file of files) rmSync(file, { force: true });
  for (const folder of [...folders].reverse()) {
    if (folder.endsWith('.lintel')) rmSync(folder, { recursive: true, force: true });
    else removeIfEmpty(folder);
  }
}

/** Somebody else's file may be in it by now: then it stays. */
function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    return;
  }
}
