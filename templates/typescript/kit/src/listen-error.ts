/** Why a port cannot be listened on, by the code of the system. */
const reasons = new Map([
  ['EADDRINUSE', 'is taken'],
  ['EACCES', 'may not be used by this user'],
  ['EADDRNOTAVAIL', 'is on an address that this machine does not have'],
]);

/** Ends the process with a sentence and exit code 4 where the port of a setting cannot be had. Throws anything else again. */
export function exitOnListenError(error: unknown, setting = 'PORT'): never {
  const { code, port } = (error instanceof Error ? error : {}) as {
    readonly code?: string;
    readonly port?: number;
  };
  const reason = reasons.get(code ?? '');
  if (reason === undefined) throw error;
  process.stderr.write(`error: port ${port} ${reason}\n  hint: set ${setting} to another one\n`);
  process.exit(4);
}
