import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { whyUnsafe } from '../generate/safe-path.ts';
import { digestOf } from './digest.ts';
import { LINTEL_FOLDER, MANIFEST_PATH } from './manifest.ts';

/** One file to put in place, or to take away where `content` is null. */
export interface Step {
  readonly path: string;
  readonly content: string | Uint8Array | null;
  readonly mode: number;
}

interface Journal {
  readonly steps: readonly { readonly path: string; readonly replaces: boolean; readonly removes: boolean }[];
  /** Of the new manifest: where it stands already, the transaction had been committed. */
  readonly manifestSha256: string;
}

const STAGE = `${LINTEL_FOLDER}/stage`;
const JOURNAL = `${LINTEL_FOLDER}/journal.json`;

/**
 * Puts all steps in place and then the manifest, or, where anything fails, nothing: what was moved is moved back and
 * the error is thrown on. All content is on the disk, in a folder of the same file system, before the first file of
 * the user's tree is touched; what is replaced is kept aside until the manifest is swapped, which is the commit. A
 * process that is killed in between leaves a journal, by which `recover` makes the tree all-old or all-new.
 */
export function runTransaction(root: string, steps: readonly Step[], manifest: string): void {
  const made: string[] = [];
  try {
    stage(root, steps, manifest);
    for (const [index, step] of steps.entries()) moveInto(root, step, index, made);
    renameSync(join(root, STAGE, 'manifest'), join(root, MANIFEST_PATH));
  } catch (error) {
    recover(root);
    for (const folder of made.reverse()) removeIfEmpty(folder);
    throw error;
  }
  cleanUp(root);
  for (const step of steps) if (step.content === null) removeEmptyFolders(root, dirname(step.path));
}

/** Ends what a killed process began: does nothing where there is no journal. Takes the lock as held. */
export function recover(root: string): void {
  const journal = readJournal(root);
  if (journal !== null && !isCommitted(root, journal)) {
    for (const [index, step] of journal.steps.entries()) moveBack(root, step, index);
  }
  cleanUp(root);
}

/** True if a killed process left something to end. */
export function needsRecovery(root: string): boolean {
  return existsSync(join(root, JOURNAL)) || existsSync(join(root, STAGE));
}

function stage(root: string, steps: readonly Step[], manifest: string): void {
  rmSync(join(root, STAGE), { recursive: true, force: true });
  mkdirSync(join(root, STAGE, 'new'), { recursive: true });
  mkdirSync(join(root, STAGE, 'old'));
  for (const [index, step] of steps.entries()) {
    if (step.content !== null) writeDurably(join(root, STAGE, 'new', String(index)), step.content, step.mode);
  }
  writeDurably(join(root, STAGE, 'manifest'), manifest, 0o644);
  const journal: Journal = {
    steps: steps.map(({ path, content }) => ({
      path,
      replaces: existsSync(join(root, path)),
      removes: content === null,
    })),
    manifestSha256: digestOf(manifest),
  };
  writeDurably(join(root, `${JOURNAL}.new`), JSON.stringify(journal), 0o644);
  renameSync(join(root, `${JOURNAL}.new`), join(root, JOURNAL));
}

function moveInto(root: string, step: Step, index: number, made: string[]): void {
  const target = join(root, step.path);
  const first = mkdirSync(dirname(target), { recursive: true });
  if (first !== undefined) made.push(...foldersBetween(first, dirname(target)));
  if (existsSync(target)) renameSync(target, join(root, STAGE, 'old', String(index)));
  if (step.content !== null) renameSync(join(root, STAGE, 'new', String(index)), target);
}

function moveBack(root: string, step: Journal['steps'][number], index: number): void {
  const target = join(root, step.path);
  const old = join(root, STAGE, 'old', String(index));
  const wasMoved = !step.removes && !existsSync(join(root, STAGE, 'new', String(index)));
  if (existsSync(old)) renameSync(old, target);
  else if (wasMoved && !step.replaces) rmSync(target, { force: true });
}

/** Null where there is none: it is renamed into place whole, so what cannot be read was not written by a transaction. */
function readJournal(root: string): Journal | null {
  try {
    const journal: unknown = JSON.parse(readFileSync(join(root, JOURNAL), 'utf8'));
    return isJournal(journal) ? journal : null;
  } catch {
    return null;
  }
}

function isJournal(value: unknown): value is Journal {
  if (typeof value !== 'object' || value === null || !('steps' in value) || !('manifestSha256' in value))
    return false;
  return (
    Array.isArray(value.steps) &&
    value.steps.every(
      (step) => typeof step === 'object' && typeof step?.path === 'string' && whyUnsafe(step.path) === null,
    )
  );
}

function isCommitted(root: string, journal: Journal): boolean {
  try {
    return digestOf(readFileSync(join(root, MANIFEST_PATH), 'utf8')) === journal.manifestSha256;
  } catch {
    return false;
  }
}

/** The journal goes first: a stage without one is only rubbish. */
function cleanUp(root: string): void {
  rmSync(join(root, JOURNAL), { force: true });
  rmSync(join(root, `${JOURNAL}.new`), { force: true });
  rmSync(join(root, STAGE), { recursive: true, force: true });
}

function writeDurably(path: string, content: string | Uint8Array, mode: number): void {
  const file = openSync(path, 'w', mode);
  try {
    const bytes = Buffer.from(content);
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  if (mode !== 0o644) chmodSync(path, mode);
}

/** Returns the folders from the first made down to the last. */
function foldersBetween(first: string, last: string): readonly string[] {
  const folders = [last];
  for (let folder = last; folder !== first && folder !== dirname(folder); ) {
    folder = dirname(folder);
    folders.unshift(folder);
  }
  return folders;
}

function removeEmptyFolders(root: string, folder: string): void {
  for (let path = folder; path !== '.' && removeIfEmpty(join(root, path)); ) path = dirname(path);
}

function removeIfEmpty(folder: string): boolean {
  try {
    rmdirSync(folder);
    return true;
  } catch {
    return false;
  }
}
