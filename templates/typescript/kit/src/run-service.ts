import type { Environment } from './environment.ts';
import { realSeams } from './real-seams.ts';
import type { Seams } from './seams.ts';
import type { Service, ServiceConfig } from './server.ts';
import { exitOnStartError } from './start-error.ts';
import { startTraceExport } from './trace-export.ts';

/** What a service's folder offers to whoever starts it. */
export interface ServiceModule<C extends ServiceConfig> {
  readonly readConfig: (environment: Environment) => C;
  readonly createService: (config: C, seams: Seams) => Service | Promise<Service>;
}

/**
 * Runs one service until SIGTERM or SIGINT, then lets it finish what is under way. A service that cannot start ends the process
 * with a sentence and exit code 4 if its surroundings are why; for anything else it rejects.
 */
export async function runService<C extends ServiceConfig>(
  module: ServiceModule<C>,
  environment: Environment,
): Promise<void> {
  const stopService = await start(module, environment).catch(exitOnStartError);
  const stop = async () => {
    await stopService();
    process.exit(0);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

/** Returns, once the service listens, what closes it and sends the last of its spans. */
async function start<C extends ServiceConfig>(
  module: ServiceModule<C>,
  environment: Environment,
): Promise<() => Promise<void>> {
  const config = module.readConfig(environment);
  const stopExport = await startTraceExport(config.name, environment);
  const service = await module.createService(config, realSeams(config.name, environment));
  await service.listen();
  return async () => {
    await service.close();
    await stopExport();
  };
}
