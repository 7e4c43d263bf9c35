import type { Environment } from './environment.ts';
import { exitOnListenError } from './listen-error.ts';
import { startMetricsExport } from './metrics-export.ts';
import { realSeams } from './real-seams.ts';
import type { Seams } from './seams.ts';
import { type Service, type ServiceConfig, serviceLog } from './server.ts';
import { exitOnSettingError } from './setting-error.ts';
import { startTraceExport } from './trace-export.ts';

/** What a service's folder offers to whoever starts it. */
export interface ServiceModule<C extends ServiceConfig> {
  readonly readConfig: (environment: Environment) => C;
  readonly createService: (config: C, seams: Seams) => Service | Promise<Service>;
}

/** Runs one service until SIGTERM or SIGINT, then lets it finish what is under way. Rejects if it cannot start. */
export function runService<C extends ServiceConfig>(
  module: ServiceModule<C>,
  environment: Environment,
): Promise<void> {
  return start(module, environment).catch(exitOnSettingError);
}

async function start<C extends ServiceConfig>(
  module: ServiceModule<C>,
  environment: Environment,
): Promise<void> {
  const config = module.readConfig(environment);
  const stopExport = await startTraceExport(config.name, environment);
  const exported = await startMetricsExport(config.host, environment).catch((error: unknown) =>
    exitOnListenError(error, 'METRICS_PORT'),
  );
  const seams = realSeams(config.name, environment, { metrics: exported?.metrics });
  const log = serviceLog(config, seams);
  const service = await module.createService(config, seams);
  const { url } = await service.listen().catch(exitOnListenError);
  const stop = async (signal: NodeJS.Signals) => {
    log.info({ signal }, 'stopping');
    await service.close();
    await exported?.stop();
    await stopExport();
    process.exit(0);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  // Said last: whoever reads it may end the service at once.
  log.info({ url }, 'listening');
}
