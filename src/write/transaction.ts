import { join } from 'node:path';
import { UserError } from '../diagnostics/user-error.ts';
import { finish, isStagedWhole, makeMoves } from './carry-out.ts';
import { environmentError } from './environment-error.ts';
import { fileSystem } from './file-system.ts';
import { type Grounds, inStage, inTree, openGrounds, STAGE } from './grounds.ts';
import { JOURNAL, type Journal, ROLLBACK, readJournal } from './journal.ts';
import { LINTEL_FOLDER } from './manifest.ts';
import { rescuedError, rollBack } from './roll-back.ts';
import { type Ahead, commit, type StagedRest, type Step, stageSteps } from './stage.ts';

export type { Step } from './stage.ts';

const STAGE_PATH = `${LINTEL_FOLDER}/${STAGE}`;

/**
 * Puts all steps in place and then the manifest, or, where anything fails, nothing: what was moved is moved back and the
 * error is thrown on. Takes the lock as held.
 *
 * All content is staged beside the tree, and then the journal is put on the disk: that is the commit. What follows is renames,
 * none of them over anything; what is replaced is moved aside and looked at first. A process that is killed before the commit
 * leaves the tree all-old; after it, `recover` makes it all-new, or, where the user changed it since, all-old.
 *
 * Throws a UserError: `conflict` where something else stands in a place than what a step was decided on, `environment` where
 * what was moved could not be moved back now; and what the file system throws.
 */
export function runTransaction(
  root: string,
  steps: readonly Step[],
  manifest: string,
  ahead: Ahead | null = null,
): void {
  const grounds = openGrounds(root);
  try {
    const journal = stageOrDiscard(grounds, steps, { manifest, ahead });
    try {
      commit(grounds);
      makeMoves(grounds, journal);
    } catch (error) {
      moveBack(grounds, journal, error);
      throw error;
    }
    endWrite(grounds, journal);
  } finally {
    grounds.close();
  }
}

/**
 * Ends what a killed process began: does nothing where it had begun nothing. Takes the lock as held. Throws a UserError
 * `conflict` where a file could not go back to its place, once; and what `runTransaction` throws.
 */
export function recover(root: string): void {
  if (fileSystem.stat(join(root, LINTEL_FOLDER)) === null) return;
  const grounds = openGrounds(root);
  try {
    const undone = readJournal(grounds, ROLLBACK);
    const rescued = undone === null ? [] : rollBack(grounds, undone);
    const journal = readJournal(grounds, JOURNAL);
    if (journal !== null) carryOn(grounds, journal);
    fileSystem.removeTree(inTree(grounds, STAGE_PATH));
    if (rescued.length > 0) throw rescuedError(root, rescued);
  } finally {
    grounds.close();
  }
}

/** True if another process is writing, or a killed one left something to end. */
export function needsRecovery(root: string): boolean {
  return hasAny(root, /^(?:lock\b|journal\.json$|rollback\.json$|stage$)/);
}

/** True if a write has begun that has not ended: another process is in it, or was killed. */
export function isWriteOpen(root: string): boolean {
  return hasAny(root, /^(?:journal\.json|rollback\.json|stage)$/);
}

function hasAny(root: string, name: RegExp): boolean {
  const folder = join(root, LINTEL_FOLDER);
  if (fileSystem.stat(folder)?.isDirectory() !== true) return false;
  return fileSystem.names(folder).some((one) => name.test(one));
}

function stageOrDiscard(grounds: Grounds, steps: readonly Step[], rest: StagedRest): Journal {
  try {
    return stageSteps(grounds, steps, rest);
  } catch (error) {
    discardStage(grounds);
    throw error;
  }
}

/** Removes what is staged. What cannot be removed now is removed by the next run. */
export function discardStage(grounds: Grounds): void {
  try {
    fileSystem.removeTree(inTree(grounds, STAGE_PATH));
  } catch {
    return;
  }
}

function carryOn(grounds: Grounds, journal: Journal): void {
  try {
    if (!isStagedWhole(grounds, journal)) throw new UserError('conflict', 'what was staged is incomplete');
    makeMoves(grounds, journal);
  } catch (error) {
    moveBack(grounds, journal, error);
    // As before the write that was cut off: what the user changed since is compared with the plan like any other change.
    if (error instanceof UserError && error.code === 'conflict') return;
    throw error;
  }
  endWrite(grounds, journal);
}

/** With the manifest in place everything is: then nothing is moved back, and the next run ends what is left. */
function moveBack(grounds: Grounds, journal: Journal, cause: unknown): void {
  let rescued: readonly string[];
  try {
    if (fileSystem.stat(inStage(grounds, 'manifest')) === null) return;
    if (fileSystem.stat(inTree(grounds, JOURNAL)) !== null)
      fileSystem.rename(inTree(grounds, JOURNAL), inTree(grounds, ROLLBACK));
    rescued = rollBack(grounds, journal);
  } catch (error) {
    throw unfinished(grounds.root, cause instanceof UserError ? error : cause);
  }
  if (rescued.length > 0) throw rescuedError(grounds.root, rescued);
}

function endWrite(grounds: Grounds, journal: Journal): void {
  try {
    finish(grounds, journal);
  } catch (error) {
    throw unfinished(grounds.root, error);
  }
}

function unfinished(root: string, cause: unknown): UserError {
  const { message } = environmentError(`the write to ${root} was cut off`, cause);
  return new UserError(
    'environment',
    message,
    'run again: that ends it, or makes everything as it was before',
  );
}
