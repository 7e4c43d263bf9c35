import { StartError } from './start-error.ts';

/** Reads the settings of a service from its environment. Kept out of the services so that they read none by themselves. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Returns a setting, or the fallback where it is absent or empty. */
export function text(environment: Environment, name: string, fallback: string): string {
  const value = environment[name];
  return value === undefined || value === '' ? fallback : value;
}

/** Returns a setting that is a whole number. Throws a StartError where it is something else. */
export function wholeNumber(environment: Environment, name: string, fallback: number): number {
  const value = text(environment, name, String(fallback));
  if (!/^\d+$/.test(value)) {
    throw new StartError(`${name} must be a whole number, not ${JSON.stringify(value)}`, {
      hint: `set ${name} to one, or leave it out for ${fallback}`,
    });
  }
  return Number(value);
}

/** Returns the settings that every service has: HOST, PORT, LOG_LEVEL and INSTANCE_ID. */
export function serviceSettings(environment: Environment, name: string) {
  return {
    name,
    host: text(environment, 'HOST', '0.0.0.0'),
    port: wholeNumber(environment, 'PORT', 8080),
    logLevel: text(environment, 'LOG_LEVEL', 'info'),
    instanceId: text(environment, 'INSTANCE_ID', ''),
  };
}
