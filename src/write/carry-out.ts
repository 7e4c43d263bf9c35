import { dirname } from 'node:path';
import { hasCode } from './environment-error.ts';
import { fileSystem } from './file-system.ts';
import { changedMeanwhile, type Grounds, inStage, inTree, STAGE } from './grounds.ts';
import { JOURNAL, type Journal, type Move } from './journal.ts';
import { LINTEL_FOLDER, MANIFEST_PATH } from './manifest.ts';
import { hasDigest, moveAway, placeFile } from './place-file.ts';

/**
 * Makes every move of a journal, from wherever an earlier attempt was cut off. Throws a UserError `conflict` where something
 * else stands in a place than the transaction was decided on; then what was moved so far is to be moved back.
 */
export function makeMoves(grounds: Grounds, { moves }: Journal): void {
  for (const [index, move] of moves.entries()) makeMove(grounds, move, index);
  // What was replaced is kept until what replaces it is sure to be found.
  for (const folder of new Set(moves.filter(isInPlace).map(({ path }) => dirname(path))))
    fileSystem.syncFolder(inTree(grounds, `${folder}/.`));
  if (fileSystem.stat(inStage(grounds, 'manifest')) !== null)
    fileSystem.rename(inStage(grounds, 'manifest'), inTree(grounds, MANIFEST_PATH));
}

/** Takes away what a transaction needed, and the folders that it emptied. The tree is all-new already. */
export function finish(grounds: Grounds, { moves }: Journal): void {
  for (const move of moves) if (move.type === 'remove') removeEmptyFolders(grounds, dirname(move.path));
  fileSystem.syncFolder(inTree(grounds, `${LINTEL_FOLDER}/.`));
  removeIfThere(inTree(grounds, JOURNAL));
  fileSystem.removeTree(inTree(grounds, `${LINTEL_FOLDER}/${STAGE}`));
}

/** True if everything that is not in place yet is staged as it was meant: not so after a loss of power. */
export function isStagedWhole(grounds: Grounds, { moves }: Journal): boolean {
  return moves.every((move, index) => {
    if (fileSystem.stat(inStage(grounds, `new/${index}`)) === null) return true;
    if (move.type === 'file') return hasDigest(inStage(grounds, `new/${index}`), move.sha256);
    if (move.type === 'remove') return true;
    return move.files.every(({ path, sha256 }) => {
      const staged = grounds.lintel.at(`${STAGE}/new/${index}${path.slice(move.path.length)}`);
      return staged !== null && hasDigest(staged, sha256);
    });
  });
}

/** Removes a file, if it is there. */
export function removeIfThere(path: string): void {
  try {
    fileSystem.removeFile(path);
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
}

/** Removes a folder and those above it, as long as nothing is in them. */
export function removeEmptyFolders(grounds: Grounds, folder: string): void {
  for (let path = folder; path !== '.'; path = dirname(path)) {
    const held = grounds.tree.at(path);
    if (held === null) continue;
    try {
      fileSystem.removeFolder(held);
    } catch (error) {
      if (hasCode(error, 'ENOENT')) continue;
      if (['ENOTEMPTY', 'EEXIST', 'ENOTDIR'].some((code) => hasCode(error, code))) return;
      throw error;
    }
  }
}

function isInPlace(move: Move): boolean {
  return move.type === 'file' && move.was !== null;
}

function makeMove(grounds: Grounds, move: Move, index: number): void {
  if (move.type === 'remove') {
    takeAside(grounds, move, index);
  } else if (fileSystem.stat(inStage(grounds, `new/${index}`)) !== null) {
    if (move.type === 'folder') placeFolder(grounds, move.path, index);
    else placeOne(grounds, move, index);
  }
}

function placeOne(grounds: Grounds, move: Extract<Move, { type: 'file' }>, index: number): void {
  const { path, was } = move;
  // The file that is there is moved before it is looked at: so nobody can change it in between.
  if (was !== null && !takeAside(grounds, { path, was }, index)) throw changedMeanwhile(path);
  if (!placeFile(inStage(grounds, `new/${index}`), inTree(grounds, path))) throw changedMeanwhile(path);
}

/** False: nothing stands there, and nothing was kept aside before. */
function takeAside(grounds: Grounds, { path, was }: { path: string; was: string }, index: number): boolean {
  const old = `old/${index}`;
  if (fileSystem.stat(inStage(grounds, old)) === null) {
    const held = grounds.tree.at(path);
    if (held === null || !moveAway(held, inStage(grounds, old))) return false;
  }
  if (!hasDigest(inStage(grounds, old), was)) throw changedMeanwhile(path);
  return true;
}

/** rename(2) puts a folder in the place of nothing or of an empty folder, and of nothing else. */
function placeFolder(grounds: Grounds, path: string, index: number): void {
  try {
    fileSystem.rename(inStage(grounds, `new/${index}`), inTree(grounds, path));
  } catch (error) {
    if (['ENOTEMPTY', 'EEXIST', 'ENOTDIR'].some((code) => hasCode(error, code))) throw changedMeanwhile(path);
    throw error;
  }
}
