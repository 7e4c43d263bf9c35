import { dirname, join } from 'node:path';
import { UserError } from '../diagnostics/user-error.ts';
import { removeIfThere } from './carry-out.ts';
import { hasCode } from './environment-error.ts';
import { fileSystem } from './file-system.ts';
import { type Grounds, inStage, inTree, STAGE } from './grounds.ts';
import { type Journal, type Move, type NewFile, ROLLBACK } from './journal.ts';
import { LINTEL_FOLDER } from './manifest.ts';
import { hasDigest, isSameFile, moveAway, placeFile } from './place-file.ts';
import { foldersOf } from './stage.ts';

/** Where files are kept whose place the user has taken with something else in the meantime. */
const RESCUED = `${LINTEL_FOLDER}/rescued`;

/**
 * Takes every move of a journal back, from wherever an earlier attempt was cut off, and removes what the transaction needed.
 * What the user changed since it was put in place stays as it is. Returns the files that then could not go back to their
 * place, as paths in the output folder where they are kept.
 */
export function rollBack(grounds: Grounds, { moves }: Journal): readonly string[] {
  const rescued: string[] = [];
  for (const [index, move] of [...moves.entries()].reverse()) {
    if (move.type === 'folder') takeFolderBack(grounds, move, { index, rescued });
    else takeFileBack(grounds, move, { index, rescued });
  }
  removeIfThere(inTree(grounds, ROLLBACK));
  fileSystem.syncFolder(inTree(grounds, `${LINTEL_FOLDER}/.`));
  fileSystem.removeTree(inTree(grounds, `${LINTEL_FOLDER}/${STAGE}`));
  return rescued;
}

/** Returns what is said where files had to be kept elsewhere. */
export function rescuedError(root: string, rescued: readonly string[]): UserError {
  return new UserError(
    'conflict',
    `a write was cut off, and you changed since what it had written: what stood there before is kept in ${rescued.map((path) => join(root, path)).join(', ')}`,
    'take from there what you need, delete it, and run again',
  );
}

interface Undoing {
  readonly index: number;
  readonly rescued: string[];
}

function takeFileBack(
  grounds: Grounds,
  move: Exclude<Move, { type: 'folder' }>,
  { index, rescued }: Undoing,
): void {
  if (move.type === 'file') {
    const staged = `new/${index}`;
    const isPlaced =
      fileSystem.stat(inStage(grounds, staged)) === null || isHalfPlaced(grounds, staged, move.path);
    if (isPlaced) takeAway(grounds, move, { undo: `undo/${index}`, rescued });
  }
  putBack(grounds, `old/${index}`, { path: move.path, rescued });
}

/** Files are looked at one by one: the user may have put others into the folder, or changed some. */
function takeFolderBack(
  grounds: Grounds,
  move: Extract<Move, { type: 'folder' }>,
  { index, rescued }: Undoing,
): void {
  if (fileSystem.stat(inStage(grounds, `new/${index}`)) !== null) return;
  for (const [at, file] of move.files.entries())
    takeAway(grounds, file, { undo: `undo/${index}-${at}`, rescued });
  for (const folder of [...foldersOf(move)].reverse()) removeIfEmpty(grounds, folder);
}

function isHalfPlaced(grounds: Grounds, staged: string, path: string): boolean {
  const held = grounds.tree.at(path);
  return held !== null && isSameFile(inStage(grounds, staged), held);
}

/** Moves a file that was put in place away, unless it is not that file any more. */
function takeAway(
  grounds: Grounds,
  { path, sha256 }: NewFile,
  { undo, rescued }: { readonly undo: string; readonly rescued: string[] },
): void {
  if (fileSystem.stat(inStage(grounds, undo)) === null) {
    const held = grounds.tree.at(path);
    if (held === null || !moveAway(held, inStage(grounds, undo))) return;
  }
  if (!hasDigest(inStage(grounds, undo), sha256)) putBack(grounds, undo, { path, rescued });
}

/** Moves what is kept aside to its place, or where something stands there, to where it is kept for the user. */
function putBack(
  grounds: Grounds,
  kept: string,
  { path, rescued }: { readonly path: string; readonly rescued: string[] },
): void {
  if (fileSystem.stat(inStage(grounds, kept)) === null) return;
  const held = grounds.tree.at(path);
  if (held !== null && placeFile(inStage(grounds, kept), held)) return;
  rescued.push(rescue(grounds, kept, path));
}

function rescue(grounds: Grounds, kept: string, path: string): string {
  for (let count = 1; ; count++) {
    const target = `${RESCUED}/${path}${count === 1 ? '' : `.${count}`}`;
    makeFolders(grounds, dirname(target));
    if (placeFile(inStage(grounds, kept), inTree(grounds, target))) return target;
  }
}

function makeFolders(grounds: Grounds, folder: string): void {
  if (folder === LINTEL_FOLDER) return;
  makeFolders(grounds, dirname(folder));
  try {
    fileSystem.makeFolder(inTree(grounds, folder));
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  }
}

function removeIfEmpty(grounds: Grounds, folder: string): void {
  const held = grounds.tree.at(folder);
  if (held === null) return;
  try {
    fileSystem.removeFolder(held);
  } catch (error) {
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST', 'ENOTDIR'].some((code) => hasCode(error, code))) throw error;
  }
}
