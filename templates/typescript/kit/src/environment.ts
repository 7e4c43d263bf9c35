import { readFileSync } from 'node:fs';
import { StartError } from './start-error.ts';

/** Reads the settings of a service from its environment. Kept out of the services so that they read none by themselves. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Returns a setting, or the fallback where it is absent or empty. */
export function text(environment: Environment, name: string, fallback: string): string {
  const value = environment[name];
  return value === undefined || value === '' ? fallback : value;
}

/** Returns a setting that is a whole number, of at most `max`. Throws a {@link StartError} where it is something else. */
export function wholeNumber(
  environment: Environment,
  name: string,
  fallback: number,
  max = Number.MAX_SAFE_INTEGER,
): number {
  const value = text(environment, name, String(fallback));
  if (!/^\d+$/.test(value) || Number(value) > max) {
    const bound = max === Number.MAX_SAFE_INTEGER ? '' : ` of at most ${max}`;
    throw new StartError(`${name} must be a whole number${bound}, not ${JSON.stringify(value)}`, {
      hint: `set ${name} to one, or leave it out for ${fallback}`,
    });
  }
  return Number(value);
}

/**
 * Returns a setting that is the URL of a service. Throws a {@link StartError} where it is something else, which does not
 * repeat it: there may be credentials in it.
 */
export function url(environment: Environment, name: string, fallback: string): string {
  const value = text(environment, name, fallback);
  const protocol = URL.canParse(value) ? new URL(value).protocol : '';
  if (protocol !== 'http:' && protocol !== 'https:')
    throw new StartError(`${name} must be a URL that begins with http:// or https://`, {
      hint: `set ${name} to where the service is, or leave it out for ${fallback}`,
    });
  return value;
}

/** Returns a setting that is one of the choices. Throws a {@link StartError} where it is something else. */
export function oneOf(
  environment: Environment,
  name: string,
  choices: readonly string[],
  fallback: string,
): string {
  const value = text(environment, name, fallback);
  if (choices.includes(value)) return value;
  throw new StartError(`${name} must be one of ${choices.join(', ')}, not ${JSON.stringify(value)}`, {
    hint: `set ${name} to one of them, or leave it out for ${fallback}`,
  });
}

/**
 * Returns the text of the file that a setting names: how a service is handed a secret. Null where the setting is absent or empty.
 * Throws a {@link StartError} where the file cannot be read.
 */
export function fileText(environment: Environment, name: string): string | null {
  const path = text(environment, name, '');
  if (path === '') return null;
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
    throw new StartError(`${name} names a file that cannot be read: ${path}${code}`, {
      hint: `put the file there, or leave ${name} out`,
      cause,
    });
  }
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/** Returns the settings that every service has: HOST, PORT, LOG_LEVEL and INSTANCE_ID. */
export function serviceSettings(environment: Environment, name: string) {
  return {
    name,
    host: text(environment, 'HOST', '0.0.0.0'),
    port: wholeNumber(environment, 'PORT', 8080, 65_535),
    logLevel: oneOf(environment, 'LOG_LEVEL', logLevels, 'info'),
    instanceId: text(environment, 'INSTANCE_ID', ''),
  };
}
