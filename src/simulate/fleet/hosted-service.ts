import type { Seams } from '../../../templates/typescript/kit/src/seams.ts';
import type { Service } from '../../../templates/typescript/kit/src/server.ts';
import type { Clock } from '../clock.ts';
import type { LogRing } from './log-ring.ts';
import type { HostedService } from './protocol.ts';
import type { ServerSockets } from './server-sockets.ts';

export interface RunningServiceOptions {
  readonly hosted: HostedService;
  readonly seams: Seams;
  readonly environment: Readonly<Record<string, string>>;
  readonly log: LogRing;
  readonly sockets: ServerSockets;
}

/** How often and how long a port that a killed service had is tried again. */
const relistenEveryMs = 50;
const relistenTries = 40;

/** One service in this process: it is started, may be killed and revived, and is stopped. */
export class RunningService {
  readonly element: string;
  readonly log: LogRing;
  readonly #options: RunningServiceOptions;
  #service: Service | null = null;
  #address = { url: '', port: 0 };

  constructor(options: RunningServiceOptions) {
    this.element = options.hosted.element;
    this.log = options.log;
    this.#options = options;
  }

  get address(): { readonly url: string; readonly port: number } {
    return this.#address;
  }

  /** Loads the generated modules and listens on the loopback interface. Rejects with whatever the service throws. */
  async start(): Promise<void> {
    const { hosted, seams, environment } = this.#options;
    const [service, config] = await Promise.all([import(hosted.serviceModule), import(hosted.configModule)]);
    const created: Service = await service.createService(config.readConfig(environment), seams);
    const port = this.#address.port === 0 ? hosted.port : this.#address.port;
    this.#address = await created.listen({ host: '127.0.0.1', port });
    this.#service = created;
  }

  /** Ends the service as a kill of its process would: connections break, new ones are refused. */
  async kill(): Promise<void> {
    const service = this.#service;
    this.#service = null;
    this.#options.sockets.cut(this.#address.port);
    await service?.close();
  }

  /** Starts the service again on the port that it had. */
  async revive(clock: Clock): Promise<void> {
    this.#options.sockets.restore(this.#address.port);
    for (let tries = 1; ; tries++) {
      try {
        return await this.start();
      } catch (error) {
        // A connection of somebody else may use the port for a moment.
        if (!isPortTaken(error) || tries === relistenTries) throw error;
      }
      await new Promise<void>((resume) => clock.after(relistenEveryMs, resume));
    }
  }

  async stop(): Promise<void> {
    await this.#service?.close();
  }
}

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
