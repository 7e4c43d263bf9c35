import { UserError } from '../../src/diagnostics/user-error.ts';

/** Returns the UserError that something throws. Throws on what is none, and where nothing is thrown. */
export function userErrorOf(run: () => unknown): UserError {
  try {
    run();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
