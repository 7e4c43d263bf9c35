import { join } from 'node:path';
import { UserError } from '../diagnostics/user-error.ts';
import { type HeldFolders, holdFolders } from './held-folders.ts';
import { LINTEL_FOLDER } from './manifest.ts';

/** Where everything of a transaction lies, in `.lintel`. */
export const STAGE = 'stage';
/** Where in the stage that lies which was staged while the rest was being planned: files at the paths that they are to have. */
export const AHEAD = 'ahead';

/** Where a transaction works: the output folder, and beside it, in `.lintel`, what is not in place yet or no more. */
export interface Grounds {
  readonly root: string;
  readonly tree: HeldFolders;
  readonly lintel: HeldFolders;
  close(): void;
}

/** Returns the grounds of an output folder that has a `.lintel`. `close` them. Throws what the file system throws. */
export function openGrounds(root: string): Grounds {
  const tree = holdFolders(root);
  try {
    const lintel = holdFolders(join(root, LINTEL_FOLDER));
    const close = () => {
      lintel.close();
      tree.close();
    };
    return { root, tree, lintel, close };
  } catch (error) {
    tree.close();
    throw error;
  }
}

/**
 * Returns a path of what is staged, to be used before the next call. Throws a UserError `conflict` where its folder is gone.
 */
export function inStage({ lintel }: Pick<Grounds, 'lintel'>, path: string): string {
  return lintel.at(`${STAGE}/${path}`) ?? refuse(`${LINTEL_FOLDER}/${STAGE}`);
}

/**
 * Returns a path in the output folder, to be used before the next call. Throws a UserError `conflict` where its folder is
 * gone, or is a link or a file by now.
 */
export function inTree({ tree }: Grounds, path: string): string {
  return tree.at(path) ?? refuse(path);
}

function refuse(path: string): never {
  throw changedMeanwhile(path);
}

/** Returns what is said where somebody else changed the tree between the comparison and the write. */
export function changedMeanwhile(path: string): UserError {
  return new UserError(
    'conflict',
    `"${path}" was changed while Lintel was writing; nothing was written`,
    'run again, and what was changed is taken into account',
  );
}
