import { watchSignals } from './interruption.ts';
import type { Io } from './io.ts';
import { run } from './program.ts';

/** Runs the command line and resolves to its exit code. Reports go to stdout, everything else to stderr. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  // Whoever reads the output may stop reading (`| head`): that is no error of ours.
  io.stdout.on('error', (error) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return run(argv, { io, interruption: watchSignals(io) });
}
