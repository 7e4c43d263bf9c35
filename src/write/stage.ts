import { dirname } from 'node:path';
import type { Content } from './change.ts';
import { digestOf } from './digest.ts';
import { fileSystem } from './file-system.ts';
import { type Grounds, inStage, inTree, STAGE } from './grounds.ts';
import { JOURNAL, type Journal, type Move, type NewFile } from './journal.ts';
import { LINTEL_FOLDER, MANIFEST_PATH } from './manifest.ts';

/** One file to put in place, or to take away where `content` is null. Where its digest is known, it may be a function, which makes it if it has to be written. */
export interface Step {
  /** Relative to the output folder, forward slashes. */
  readonly path: string;
  readonly content: Content | (() => Content) | null;
  /** Digest of the content, see `digestOf`, where it is known. */
  readonly sha256?: string;
  readonly mode: number;
  /**
   * Digest of the file that this was decided on, see `digestOf`; null: nothing stood there. Where something else stands there
   * by then, nothing is written. Left out, it is what stands there as the transaction begins.
   */
  readonly was?: string | null;
}

/** What is staged beside the steps. */
export interface StagedRest {
  readonly manifest: string;
  /** Null: nothing was staged ahead, nor is there a stage. */
  readonly ahead: Ahead | null;
}

/** A step that puts a file in place. */
type Put = Step & { readonly content: Content | (() => Content) };

/** What was staged before it was known where it goes, at the path that each file is to have. */
export interface Ahead {
  /** True if this very file is. */
  has(path: string, sha256: string, mode: number): boolean;
  /** How many files are, in a folder and below. */
  countIn(folder: string): number;
  /** Returns where a file or a folder is, to be used before the next call. */
  at(path: string): string;
}

/** Makes an empty stage, whatever was left there. Takes the lock as held. */
export function makeStage(grounds: Grounds): void {
  fileSystem.removeTree(inTree(grounds, `${LINTEL_FOLDER}/${STAGE}`));
  fileSystem.makeFolder(inTree(grounds, `${LINTEL_FOLDER}/${STAGE}`));
}

/**
 * Writes everything that the steps need beside the tree, on the same file system, and the journal; what was staged ahead is not written
 * again. Returns the journal, to `commit`. Where anything fails, the tree is as it was.
 *
 * What replaces something is on the disk before. What is only new is waited for too, but for the first write into a folder:
 * that is by far the largest, and has nothing of the user's in it.
 */
export function stageSteps(grounds: Grounds, steps: readonly Step[], rest: StagedRest): Journal {
  if (rest.ahead === null) makeStage(grounds);
  for (const folder of ['new', 'old', 'undo']) fileSystem.makeFolder(inStage(grounds, folder));
  const isFirst = fileSystem.stat(inTree(grounds, MANIFEST_PATH)) === null;
  const puts = new Map(steps.filter(isPut).map((step) => [step.path, step]));
  const staging: Staging = { grounds, puts, ahead: rest.ahead, durable: !isFirst };
  const moves = movesOf(grounds, steps);
  for (const [index, move] of moves.entries()) {
    const root = `new/${index}`;
    if (move.type === 'folder') stageFolder(staging, move, root);
    if (move.type === 'file') stageFile({ ...staging, durable: !isFirst || move.was !== null }, move, root);
  }
  const journal: Journal = { version: 2, moves };
  writeDurably(inStage(grounds, 'manifest'), rest.manifest);
  writeDurably(inStage(grounds, 'journal'), JSON.stringify(journal));
  for (const folder of ['new/.', '.']) fileSystem.syncFolder(inStage(grounds, folder));
  return journal;
}

/** Puts the staged journal where `recover` looks for it: from here on the steps will be made. */
export function commit(grounds: Grounds): void {
  fileSystem.rename(inStage(grounds, 'journal'), inTree(grounds, JOURNAL));
  fileSystem.syncFolder(inTree(grounds, `${LINTEL_FOLDER}/.`));
}

interface Staging {
  readonly grounds: Grounds;
  readonly puts: ReadonlyMap<string, Put>;
  readonly ahead: Ahead | null;
  readonly durable: boolean;
}

function stageFolder(staging: Staging, move: Extract<Move, { type: 'folder' }>, root: string): void {
  const { grounds, ahead, durable } = staging;
  if (ahead?.countIn(move.path) === move.files.length && move.files.every((file) => isAhead(staging, file))) {
    fileSystem.rename(ahead.at(move.path), inStage(grounds, root));
    return;
  }
  const below = (path: string) => `${root}${path.slice(move.path.length)}`;
  const folders = foldersOf(move);
  for (const folder of folders) fileSystem.makeFolder(inStage(grounds, below(folder)));
  for (const file of move.files) stageFile(staging, file, below(file.path));
  if (durable) for (const folder of folders) fileSystem.syncFolder(inStage(grounds, `${below(folder)}/.`));
}

function stageFile(staging: Staging, file: NewFile, to: string): void {
  const { grounds, puts, ahead, durable } = staging;
  const put = puts.get(file.path);
  if (put === undefined) return;
  const path = inStage(grounds, to);
  if (ahead !== null && isAhead(staging, file)) fileSystem.rename(ahead.at(file.path), path);
  else fileSystem.writeNew(path, contentOf(put), put.mode);
  if (durable) fileSystem.syncFile(path);
}

/** What was staged ahead was not waited for. */
function isAhead({ puts, ahead, durable }: Staging, { path, sha256 }: NewFile): boolean {
  return !durable && ahead?.has(path, sha256, puts.get(path)?.mode ?? 0) === true;
}

function writeDurably(path: string, content: string): void {
  fileSystem.writeNew(path, content, 0o644);
  fileSystem.syncFile(path);
}

function contentOf({ content }: Put): Content {
  return typeof content === 'function' ? content() : content;
}

/** Returns a new folder and all folders in it, each after the one that it is in. */
export function foldersOf({ path, files }: Extract<Move, { type: 'folder' }>): readonly string[] {
  const folders = new Set([path]);
  for (const file of files) {
    for (let folder = dirname(file.path); !folders.has(folder); folder = dirname(folder)) folders.add(folder);
  }
  return [...folders].sort();
}

/** Files that go into a folder which is not there yet are moved with it: one move, however many they are. */
function movesOf(grounds: Grounds, steps: readonly Step[]): readonly Move[] {
  const moves: Move[] = [];
  const missing = new Map<string, { readonly path: string; readonly sha256: string }[]>();
  const firstMissing = firstMissingFolders(grounds);
  for (const step of steps) {
    const { path } = step;
    const was = step.was === undefined ? digestAt(grounds, path) : step.was;
    if (!isPut(step)) {
      if (was !== null) moves.push({ type: 'remove', path, was });
      continue;
    }
    const sha256 = step.sha256 ?? digestOf(contentOf(step));
    const folder = was === null ? firstMissing(dirname(path)) : null;
    if (folder === null) {
      moves.push({ type: 'file', path, sha256, was });
      continue;
    }
    const files = missing.get(folder) ?? [];
    if (files.length === 0) moves.push({ type: 'folder', path: folder, files });
    files.push({ path, sha256 });
    missing.set(folder, files);
  }
  return moves;
}

/** Returns a function that tells the uppermost folder on the way to a folder that is not there; null where all are. */
function firstMissingFolders(grounds: Grounds): (folder: string) => string | null {
  const known = new Map<string, string | null>([['.', null]]);
  return function firstMissing(folder): string | null {
    const answer = known.get(folder);
    if (answer !== undefined) return answer;
    const above = firstMissing(dirname(folder));
    const isMissing = above === null && fileSystem.stat(inTree(grounds, folder)) === null;
    const first = above ?? (isMissing ? folder : null);
    known.set(folder, first);
    return first;
  };
}

function digestAt(grounds: Grounds, path: string): string | null {
  const held = grounds.tree.at(path);
  if (held === null || fileSystem.stat(held)?.isFile() !== true) return null;
  return digestOf(fileSystem.readBytes(held));
}

function isPut(step: Step): step is Put {
  return step.content !== null;
}
