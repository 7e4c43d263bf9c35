import { join } from 'node:path';
import type { RunEvent } from '../../observe/run-event.ts';
import type { BuiltService } from './build-fleet.ts';
import type { HostPlan } from './host-plan.ts';
import { forkHost, type HostProcess } from './host-process.ts';
import { type HostMessage, type RunSettings, unpackSpan } from './protocol.ts';
import { RunningFleet } from './running-fleet.ts';

export interface FleetOptions {
  /** Resolves to the modules of the services; hosts start while it is pending. */
  readonly services: Promise<readonly BuiltService[]>;
  readonly hosts: readonly HostPlan[];
  /** The folder of `service-host.js` and `device-host.js`. */
  readonly hostsDir: string;
  readonly run: RunSettings;
  readonly onEvent: (event: RunEvent) => void;
  /** Now, in ms since the start of the run. */
  readonly nowMs: () => number;
}

/** Processes that exist from now on, before any of them is ready, so that whoever starts them can also end them. */
export interface StartingFleet {
  /** Rejects with a UserError that names the service that does not start, with its last log lines. */
  readonly ready: Promise<RunningFleet>;
  /** Kills every process at once; nothing runs when it resolves. */
  destroy(): Promise<void>;
}

const serviceHost = 'service-host.js';

/** Starts the processes of a fleet and makes them ready. */
export function startFleet(options: FleetOptions): StartingFleet {
  const processes = new Set<HostProcess>();
  const launch = (entry: string, plan: HostPlan): HostProcess => {
    const host = forkHost({
      entry: join(options.hostsDir, entry),
      label: plan.label,
      // Services under full load must not keep the devices from their schedule, nor this process from its observing.
      stepsBack: entry === serviceHost,
      onMessage: (message) => relay(message, options.onEvent),
      onUnexpectedExit: (logs, lastLines) => {
        for (const element of plan.elements) {
          const own = logs.find((log) => log.element === element)?.lastLines ?? [];
          options.onEvent({
            type: 'service-stopped',
            atMs: options.nowMs(),
            element,
            expected: false,
            lastLines: [...own, ...lastLines],
          });
        }
      },
    });
    processes.add(host);
    void host.exited.then(() => processes.delete(host));
    return host;
  };
  const fleet = new RunningFleet({
    run: options.run,
    hosts: options.hosts.map((plan) => ({ ...plan, process: launch(serviceHost, plan) })),
    devices: launch('device-host.js', { label: 'devices', elements: [] }),
    relaunch: (plan) => launch(serviceHost, plan),
    processes,
  });
  return { ready: options.services.then((built) => fleet.start(built)), destroy: () => fleet.destroy() };
}

function relay(message: HostMessage, onEvent: (event: RunEvent) => void): void {
  if (message.type === 'spans') for (const row of message.spans) onEvent(unpackSpan(row));
  else if (message.type === 'events') for (const event of message.events) onEvent(event);
}
