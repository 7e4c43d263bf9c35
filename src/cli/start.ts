import { compileLaterIfLong } from './compile-later.ts';
import { directOutput } from './direct-output.ts';
import type { Io } from './io.ts';
import { main } from './main.ts';

/** What a command line that is started has: a process for itself. Its `stdout` is asked for only where it is needed. */
export interface OwnProcess extends Io {
  exitCode?: number | string | null | undefined;
}

/**
 * Runs the command line in a process that is there for nothing else. The process ends with the exit code: at once where all is
 * written, and where its streams were used, when they are done.
 */
export async function start(argv: readonly string[], process: OwnProcess): Promise<void> {
  compileLaterIfLong(argv, process.cwd());
  let usesStreams = false;
  const stdout = directOutput(1, () => process.stdout);
  const exitCode = await main(argv, {
    stdout,
    get stdin() {
      return process.stdin;
    },
    get stderr() {
      usesStreams = true;
      return process.stderr;
    },
    env: process.env,
    cwd: () => process.cwd(),
    on: (signal, listener) => process.on(signal, listener),
    exit: (code) => process.exit(code),
  });
  if (stdout.isWritten && !usesStreams) process.exit(exitCode);
  process.exitCode = exitCode;
}
