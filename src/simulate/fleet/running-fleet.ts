import { systemClock } from '../clock.ts';
import type { TrafficSpec } from '../plan/traffic-spec.ts';
import type { BuiltService } from './build-fleet.ts';
import type { HostPlan } from './host-plan.ts';
import type { HostProcess } from './host-process.ts';
import type { Addresses, RunSettings } from './protocol.ts';

export interface RunningFleetOptions {
  readonly run: RunSettings;
  readonly hosts: readonly (HostPlan & { process: HostProcess })[];
  readonly devices: HostProcess;
  readonly relaunch: (plan: HostPlan) => HostProcess;
  /** Those that are alive. */
  readonly processes: ReadonlySet<HostProcess>;
}

type Host = RunningFleetOptions['hosts'][number];

/** How long hosts have to finish before they are killed. */
const graceMs = 2_000;

/** The services, stand-ins and devices of a run, in processes of their own. */
export class RunningFleet {
  readonly #options: RunningFleetOptions;
  readonly #addresses = new Map<string, { readonly url: string; readonly port: number }>();
  #built: readonly BuiltService[] = [];
  #scenarioStartsMs: number | null = null;
  #destroyed = false;

  constructor(options: RunningFleetOptions) {
    this.#options = options;
  }

  /** In the order in which the services were given. */
  get services(): readonly { readonly name: string; readonly url: string; readonly host: string }[] {
    return this.#built.map(({ element }) => ({
      name: element,
      url: this.#addresses.get(element)?.url ?? '',
      host: this.#hostOf(element)?.label ?? '',
    }));
  }

  /** Starts every service and resolves when all are ready. Rejects with a UserError that names the one that is not. */
  async start(built: readonly BuiltService[]): Promise<this> {
    this.#built = built;
    const { hosts } = this.#options;
    await Promise.all(hosts.map((host) => this.#listen(host)));
    // Only now is every address known, which a service may need in order to be ready.
    await Promise.all(hosts.map((host) => this.#makeReady(host)));
    return this;
  }

  /** Tells every host when the scenario begins, and runs the devices; resolves when the last journey has ended. */
  async runTraffic(spec: TrafficSpec, startAtMs: number): Promise<{ readonly lagP99Ms: number }> {
    const { devices, hosts, run } = this.#options;
    this.#scenarioStartsMs = startAtMs;
    for (const { process } of hosts) process.send({ type: 'scenario-starts', atMs: startAtMs });
    const ended = devices.next('traffic-ended');
    const traffic = { spec, startAtMs, addresses: this.#addressPairs() };
    devices.send({ type: 'start-traffic', run, traffic });
    const { lagP99Ms } = await ended;
    return { lagP99Ms };
  }

  /** Ends an element as SIGKILL does: really so where it has a process of its own. */
  async kill(element: string): Promise<void> {
    const host = this.#hostOf(element);
    if (host === undefined) return;
    if (host.elements.length === 1) return host.process.kill();
    const killed = host.process.next('killed');
    host.process.send({ type: 'kill', element });
    await killed;
  }

  /** Starts a killed element again, on the port that it had. Rejects with a UserError if it does not start. */
  async revive(element: string): Promise<void> {
    const host = this.#hostOf(element);
    if (host === undefined || this.#destroyed) return;
    if (host.elements.length > 1) {
      const revived = host.process.next('revived');
      host.process.send({ type: 'revive', element });
      await revived;
      return;
    }
    host.process = this.#options.relaunch(host);
    await this.#listen(host);
    await this.#makeReady(host);
    if (this.#scenarioStartsMs !== null) {
      host.process.send({ type: 'scenario-starts', atMs: this.#scenarioStartsMs });
    }
  }

  /** Lets hosts finish and hand over their last spans, then kills what is left after 2 s. Nothing runs when it resolves. */
  async stop(): Promise<void> {
    const { processes } = this.#options;
    for (const host of processes) host.send({ type: 'stop' });
    const gone = Promise.all([...processes].map(({ exited }) => exited));
    await new Promise<void>((resolve) => {
      const cancel = systemClock.after(graceMs, resolve);
      void gone.then(() => {
        cancel();
        resolve();
      });
    });
    await this.destroy();
  }

  /** Kills every process at once; nothing runs when it resolves. */
  async destroy(): Promise<void> {
    this.#destroyed = true;
    await Promise.all([...this.#options.processes].map((host) => host.kill()));
  }

  #hostOf(element: string): Host | undefined {
    return this.#options.hosts.find(({ elements }) => elements.includes(element));
  }

  #addressPairs(): Addresses {
    return [...this.#addresses].map(([name, { url }]) => [name, url] as const);
  }

  /** A service that ran before gets the port that it had. */
  async #listen(host: Host): Promise<void> {
    const services = this.#built
      .filter(({ element }) => host.elements.includes(element))
      .map((service) => ({ ...service, port: this.#addresses.get(service.element)?.port ?? 0 }));
    const listening = host.process.next('listening');
    host.process.send({ type: 'start-services', run: this.#options.run, services });
    for (const { element, url, port } of (await listening).services) {
      this.#addresses.set(element, { url, port });
    }
  }

  async #makeReady({ process, label }: Host): Promise<void> {
    const ready = process.next('ready');
    process.send({ type: 'addresses', addresses: this.#addressPairs() });
    const { nonce } = await ready;
    if (nonce !== this.#options.run.nonce) throw new Error(`the host "${label}" is ready for another run`);
  }
}
