import type { InputRequest } from '../api/blueprint-inputs.ts';
import { watchBlueprints } from '../api/watch-blueprints.ts';
import { escapeControl } from '../diagnostics/escape-control.ts';
import { UserError } from '../diagnostics/user-error.ts';
import type { Session } from './command.ts';
import { ExitCode } from './exit-codes.ts';

/** Clears the screen and what was scrolled off it, and goes to its top. */
const CLEAR = '\u001b[2J\u001b[3J\u001b[H';

/**
 * Runs a validation now and after every change, until a signal ends it; resolves to the exit code of the signal. What
 * cannot be read after a change is told, and the watching goes on.
 */
export async function watchFindings(
  request: InputRequest,
  validate: () => Promise<number>,
  { io, interruption }: Session,
): Promise<number> {
  let isFirst = true;
  const run = async () => {
    if (io.stdout.isTTY === true) io.stdout.write(CLEAR);
    try {
      await validate();
    } catch (error) {
      if (isFirst || !(error instanceof UserError)) throw error;
      io.stderr.write(`error: ${escapeControl(error.message)}\n`);
    }
    isFirst = false;
    io.stderr.write('watching for changes; Ctrl-C ends\n');
  };
  await watchBlueprints({ ...request, signal: interruption.take(), run });
  return interruption.exitCode ?? ExitCode.interrupted;
}
