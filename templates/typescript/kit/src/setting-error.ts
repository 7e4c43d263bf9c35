/** A setting that is not what it must be: a mistake of whoever set it, not of the service. */
export class SettingError extends Error {
  override readonly name = 'SettingError';
}

/** Ends the process with a sentence and exit code 2 where a setting is not what it must be. Throws anything else again. */
export function exitOnSettingError(error: unknown): never {
  if (!(error instanceof SettingError)) throw error;
  process.stderr.write(`error: ${error.message}\n`);
  process.exit(2);
}
