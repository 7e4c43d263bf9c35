import { watchSignals } from './interruption.ts';
import type { Io } from './io.ts';
import { version } from './version.ts';

/**
 * Runs the command line and resolves to its exit code. Reports go to stdout, everything else to stderr. The version is
 * answered before anything else is loaded.
 */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  // Whoever reads the output may stop reading (`| head`): that is no error of ours.
  io.stdout.on('error', (error) => {
    if (error.code !== 'EPIPE') throw error;
  });
  if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
    io.stdout.write(`${version}\n`);
    return 0;
  }
  const interruption = watchSignals(io);
  const { run } = await import('./program.ts');
  return run(argv, { io, interruption });
}
