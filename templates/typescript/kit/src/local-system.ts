import { destination } from 'pino';
import type { Environment } from './environment.ts';
import { LocalNetwork } from './local-network.ts';
import { realSeams } from './real-seams.ts';
import type { Seams } from './seams.ts';
import type { Service, ServiceConfig } from './server.ts';

/** Returns a service that is ready to listen, made of an environment and of seams. */
export type StartableService = (
  environment: Environment,
  seams: (name: string) => Seams,
) => Promise<{ readonly service: Service; readonly config: ServiceConfig }>;

/** Makes a service startable in a local system. */
export function startable<C extends ServiceConfig>(module: {
  readonly readConfig: (environment: Environment) => C;
  readonly createService: (config: C, seams: Seams) => Service | Promise<Service>;
}): StartableService {
  return async (environment, seams) => {
    const config = module.readConfig(environment);
    return { config, service: await module.createService(config, seams(config.name)) };
  };
}

export interface LocalSystem {
  /** Where each service listens, in the order in which they were given. */
  readonly addresses: readonly { readonly name: string; readonly url: string }[];
  close(): Promise<void>;
}

/**
 * Runs a whole system in this process on 127.0.0.1: the service named `entry` on the given port, every other one on a free
 * port. Services find each other by name. Rejects, with everything closed again, if one cannot start.
 */
export async function startLocalSystem(
  services: readonly StartableService[],
  options: { readonly entry: string; readonly port: number; readonly environment: Environment },
): Promise<LocalSystem> {
  const dispatcher = new LocalNetwork();
  const logSink = destination({ fd: 2, sync: false });
  const seams = (name: string) => realSeams(name, options.environment, { dispatcher, logSink });
  const running: Service[] = [];
  const close = async () => {
    await Promise.all(running.map((service) => service.close()));
    await dispatcher.destroy();
  };
  const addresses: { name: string; url: string }[] = [];
  try {
    for (const create of services) {
      const { service, config } = await create(options.environment, seams);
      running.push(service);
      const port = config.name === options.entry ? options.port : 0;
      const { url } = await service.listen({ host: '127.0.0.1', port });
      dispatcher.setAddress(config.name, url);
      addresses.push({ name: config.name, url });
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { addresses, close };
}
