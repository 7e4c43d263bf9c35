import { UserError } from '../diagnostics/user-error.ts';

/**
 * Throws a UserError `usage` for an empty name of a folder. It would be the current folder, which a script whose variable is not set does
 * not mean.
 */
export function refuseNoFolder(out: string | undefined): void {
  if (out === '')
    throw new UserError(
      'usage',
      'the name of the folder is empty',
      'name it after -o; the current one is "."',
    );
}
