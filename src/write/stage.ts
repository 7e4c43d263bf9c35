import { dirname } from 'node:path';
import type { Content } from './change.ts';
import { digestOf } from './digest.ts';
import { fileSystem } from './file-system.ts';
import { type Grounds, inStage, inTree, STAGE } from './grounds.ts';
import { JOURNAL, type Journal, type Move } from './journal.ts';
import { LINTEL_FOLDER, MANIFEST_PATH } from './manifest.ts';

/** One file to put in place, or to take away where `content` is null. */
export interface Step {
  /** Relative to the output folder, forward slashes. */
  readonly path: string;
  readonly content: Content | null;
  /** Digest of the content, see `digestOf`, where it is known. */
  readonly sha256?: string;
  readonly mode: number;
  /**
   * Digest of the file that this was decided on, see `digestOf`; null: nothing stood there. Where something else stands there
   * by then, nothing is written. Left out, it is what stands there as the transaction begins.
   */
  readonly was?: string | null;
}

/** A step that puts a file in place. */
type Put = Step & { readonly content: Content };

/**
 * Writes everything that the steps need beside the tree, on the same file system, and the journal.
 * Returns the journal, to `commit`. Where anything fails, the tree is as it was.
 *
 * What replaces something is on the disk before. What is only new is waited for too, but for the first write into a folder:
 * that is by far the largest, and has nothing of the user's in it.
 */
export function stageSteps(grounds: Grounds, steps: readonly Step[], manifest: string): Journal {
  fileSystem.removeTree(inTree(grounds, `${LINTEL_FOLDER}/${STAGE}`));
  fileSystem.makeFolder(inTree(grounds, `${LINTEL_FOLDER}/${STAGE}`));
  for (const folder of ['new', 'old', 'undo']) fileSystem.makeFolder(inStage(grounds, folder));
  const isFirst = fileSystem.stat(inTree(grounds, MANIFEST_PATH)) === null;
  const puts = new Map(steps.filter(isPut).map((step) => [step.path, step]));
  const moves = movesOf(grounds, steps);
  for (const [index, move] of moves.entries()) {
    const root = `new/${index}`;
    if (move.type === 'folder') stageFolder({ grounds, puts, durable: !isFirst }, move, root);
    if (move.type === 'file')
      stageFile(inStage(grounds, root), puts.get(move.path), !isFirst || move.was !== null);
  }
  const journal: Journal = { version: 2, moves };
  stageFile(inStage(grounds, 'manifest'), { content: manifest, mode: 0o644 }, true);
  stageFile(inStage(grounds, 'journal'), { content: JSON.stringify(journal), mode: 0o644 }, true);
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
  readonly durable: boolean;
}

function stageFolder(
  { grounds, puts, durable }: Staging,
  move: Extract<Move, { type: 'folder' }>,
  root: string,
): void {
  const below = (path: string) => `${root}${path.slice(move.path.length)}`;
  const folders = foldersOf(move);
  for (const folder of folders) fileSystem.makeFolder(inStage(grounds, below(folder)));
  for (const { path } of move.files) stageFile(inStage(grounds, below(path)), puts.get(path), durable);
  if (durable) for (const folder of folders) fileSystem.syncFolder(inStage(grounds, `${below(folder)}/.`));
}

/** Returns a new folder and all folders in it, each after the one that it is in. */
export function foldersOf({ path, files }: Extract<Move, { type: 'folder' }>): readonly string[] {
  const folders = new Set([path]);
  for (const file of files) {
    for (let folder = dirname(file.path); !folders.has(folder); folder = dirname(folder)) folders.add(folder);
  }
  return [...folders].sort();
}

function stageFile(path: string, file: Pick<Put, 'content' | 'mode'> | undefined, durable: boolean): void {
  if (file === undefined) return;
  fileSystem.writeNew(path, file.content, file.mode);
  if (durable) fileSystem.syncFile(path);
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
    const sha256 = step.sha256 ?? digestOf(step.content);
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
