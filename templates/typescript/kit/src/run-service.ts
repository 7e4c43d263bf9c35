import type { Environment } from './environment.ts';
import { exitOnListenError } from './listen-error.ts';
import { startMetricsExport } from './metrics-export.ts';
import { realSeams } from './real-seams.ts';
import type { Seams } from './seams.ts';
import type { Service, ServiceConfig } from './server.ts';
import { startTraceExport } from './trace-export.ts';

/** What a service's folder offers to whoever starts it. */
export interface ServiceModule<C extends ServiceConfig> {
  readonly readConfig: (environment: Environment) => C;
  readonly createService: (config: C, seams: Seams) => Service | Promise<Service>;
}

/** Runs one service until SIGTERM or SIGINT, then lets it finish what is under way. Rejects if it cannot start. */
export async function runService<C extends ServiceConfig>(
  module: ServiceModule<C>,
  environment: Environment,
): Promise<void> {
  const config = module.readConfig(environment);
  const stopExport = await startTraceExport(config.name, environment);
  const exported = await startMetricsExport(config.host, environment).catch((error: unknown) =>
    exitOnListenError(error, 'METRICS_PORT'),
  );
  const seams = realSeams(config.name, environment, { metrics: exported?.metrics });
  const service = await module.createService(config, seams);
  await service.listen().catch(exitOnListenError);
  const stop = async () => {
    await service.close();
    await exported?.stop();
    await stopExport();
    process.exit(0);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}
