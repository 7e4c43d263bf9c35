import { ExitCode } from './exit-codes.ts';
import { watchSignals } from './interruption.ts';
import type { Io } from './io.ts';
import { run } from './program.ts';

/** Runs the command line and resolves to its exit code. Reports go to stdout, everything else to stderr. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  io.stdout.on('error', (error) => {
    // Whoever reads the output may stop reading (`| head`): that is no error of ours.
    if (error.code === 'EPIPE') return;
    io.stderr.write(`error: cannot write to the standard output: ${error.message}\n`);
    io.exit(ExitCode.environment);
  });
  return run(argv, { io, interruption: watchSignals(io) });
}
