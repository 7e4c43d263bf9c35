import { ExitCode } from './exit-codes.ts';
import type { Io } from './io.ts';

/** The signals that end a command, and what becomes of them. */
export interface Interruption {
  /** Says that the command ends by itself when the signal is aborted; before that, a signal ends the process at once. */
  take(): AbortSignal;
  /** The exit code that the signal asks for; null: there was none. */
  readonly exitCode: number | null;
}

const codes = {
  SIGINT: ExitCode.interrupted,
  SIGTERM: ExitCode.terminated,
  SIGHUP: ExitCode.hungUp,
} as const;

/** Listens to SIGINT, SIGTERM and SIGHUP. A second one ends the process at once, whatever it is doing. */
export function watchSignals(io: Io): Interruption {
  const controller = new AbortController();
  let taken = false;
  let exitCode: number | null = null;
  for (const [name, code] of Object.entries(codes)) {
    io.on(name, () => {
      if (!taken || exitCode !== null) io.exit(code);
      exitCode = code;
      controller.abort();
    });
  }
  return {
    take() {
      taken = true;
      return controller.signal;
    },
    get exitCode() {
      return exitCode;
    },
  };
}
