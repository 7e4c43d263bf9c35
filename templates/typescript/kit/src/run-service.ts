import type { Environment } from './environment.ts';
import { startMetricsExport } from './metrics-export.ts';
import { realSeams } from './real-seams.ts';
import type { Seams } from './seams.ts';
import { type Service, type ServiceConfig, serviceLog } from './server.ts';
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
  const { log, url, close } = await start(module, environment).catch(exitOnStartError);
  const stop = async (signal: NodeJS.Signals) => {
    log.info({ signal }, 'stopping');
    await close();
    process.exit(0);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  // Said last: whoever reads it may end the service at once.
  log.info({ url }, 'listening');
}

/** Returns, once the service listens, where, its log, and what closes it and sends the last of its spans. */
async function start<C extends ServiceConfig>(module: ServiceModule<C>, environment: Environment) {
  const config = module.readConfig(environment);
  const stopExport = await startTraceExport(config.name, environment);
  const exported = await startMetricsExport(config.host, environment).catch((error: unknown) =>
    exitOnStartError(error, 'METRICS_PORT'),
  );
  const seams = realSeams(config.name, environment, { metrics: exported?.metrics });
  const service = await module.createService(config, seams);
  const { url } = await service.listen();
  return {
    log: serviceLog(config, seams),
    url,
    async close() {
      await service.close();
      await exported?.stop();
      await stopExport();
    },
  };
}
