/** Says in one sentence why a service cannot start for a reason that is not in its code, and what may be done about it. */
export class StartError extends Error {
  override readonly name = 'StartError';
  /** `set PORT to another one`. */
  readonly hint: string;

  constructor(message: string, options: { readonly hint: string; readonly cause?: unknown }) {
    super(message, { cause: options.cause });
    this.hint = options.hint;
  }
}

/**
 * Ends the process with that sentence and exit code 4 where a service cannot start. `portSetting` is what decides on which port
 * it listens. Throws anything else again.
 */
export function exitOnStartError(error: unknown, portSetting = 'PORT'): never {
  const reason = error instanceof StartError ? error : listenError(error, portSetting);
  if (reason === null) throw error;
  process.stderr.write(`error: ${reason.message}\n  hint: ${reason.hint}\n`);
  process.exit(4);
}

/** Why a port cannot be listened on, by the code of the system. */
const listenReasons = new Map([
  ['EADDRINUSE', 'is taken'],
  ['EACCES', 'may not be used by this user'],
  ['EADDRNOTAVAIL', 'is on an address that this machine does not have'],
]);

function listenError(error: unknown, portSetting: string): StartError | null {
  const { code, port } = (error instanceof Error ? error : {}) as {
    readonly code?: string;
    readonly port?: number;
  };
  const reason = listenReasons.get(code ?? '');
  if (reason === undefined || port === undefined) return null;
  return new StartError(`port ${port} ${reason}`, {
    hint: `set ${portSetting} to another one`,
    cause: error,
  });
}
