import type { UserError } from '../diagnostics/user-error.ts';

/** Every exit code of the command line. Documented in the README; scripts rely on them. */
export const ExitCode = {
  /** Clean, passed. */
  ok: 0,
  /** Judged and found short: findings, drift, an objective that failed. */
  short: 1,
  /** Cannot judge: usage, an unreadable file, too few samples. */
  cannotJudge: 2,
  /** A merge conflict; nothing was written. */
  conflict: 3,
  /** The environment: a port, a lock, a disk, a service that does not start, a load generator that cannot keep up. */
  environment: 4,
  /** A bug in Lintel. */
  bug: 70,
  /** Ended by SIGINT. */
  interrupted: 130,
  /** Ended by SIGHUP: the terminal was closed. */
  hungUp: 129,
  /** Ended by SIGTERM. */
  terminated: 143,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** Returns the exit code that a mistake of the user ends with. */
export function exitCodeOf(error: UserError): ExitCode {
  if (error.code === 'conflict') return ExitCode.conflict;
  return error.code === 'environment' ? ExitCode.environment : ExitCode.cannotJudge;
}
