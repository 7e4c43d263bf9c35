import { join } from 'node:path';
import type { FaultSpec, Model, Scenario } from '../model/model.ts';
import { createRunCollector } from '../observe/collect-run.ts';
import type { Run, RunListener } from '../observe/run.ts';
import type { RunEvent } from '../observe/run-event.ts';
import { checkFaults } from './check-faults.ts';
import { freshNonce, systemClock } from './clock.ts';
import { openFaultWindows } from './fault-windows.ts';
import { buildFleet } from './fleet/build-fleet.ts';
import { hostsFor, type Isolation } from './fleet/host-plan.ts';
import { createRunFolder, defaultHostsDir, type RunFolder } from './fleet/run-folder.ts';
import type { RunningFleet } from './fleet/running-fleet.ts';
import { startFleet } from './fleet/start-fleet.ts';
import type { LoadChange } from './plan/load.ts';
import { planHash } from './plan/plan-hash.ts';
import { describeTraffic, type TrafficSpec } from './plan/traffic-spec.ts';

export interface SimulateOptions {
  readonly model: Model;
  /**
   * The folder that was generated from the model; or what generates it into a folder of the run's own, which is called when
   * the host processes have been started: they load meanwhile.
   */
  readonly generatedDir: string | ((folder: string) => void);
  readonly scenario: Scenario;
  readonly seed: number;
  /** Undefined: as the scenario says. */
  readonly durationMs?: number | undefined;
  /** Undefined: as the scenario says. */
  readonly load?: LoadChange | undefined;
  /** Beside those of the scenario. */
  readonly extraFaults: readonly FaultSpec[];
  readonly isolation: Isolation;
  /** Stops the run: everything it started is gone when `simulate` settles. */
  readonly signal: AbortSignal;
  /** Told every event in order. */
  readonly listeners: readonly RunListener[];
  /** When the command began, on `systemClock.monotonic()`: events count from here. */
  readonly startedAt: number;
  /** Of the host entries; undefined: those beside the bundle. */
  readonly hostsDir?: string | undefined;
}

/** Between the order to begin and the first arrival: enough for the order to reach every host. */
const leadMs = 15;

/**
 * Runs a scenario against a generated folder: starts the fleet, lets the devices run, injects the faults, stops everything,
 * and returns what was observed. Throws a UserError where the folder or a service is not fit to run, and where a fault is on
 * something that does not exist; then, as after an abort, nothing is left running.
 */
export async function simulate(options: SimulateOptions): Promise<Run> {
  const { model, scenario, startedAt } = options;
  const faults = [...scenario.faults, ...options.extraFaults];
  checkFaults(model, faults);
  const spec = describeTraffic(model, scenario, options);
  const backends = model.backends.map(({ name }) => name);
  const collector = createRunCollector({ backends });
  const nowMs = () => systemClock.monotonic() - startedAt;
  const emit = (event: RunEvent) => {
    collector.on(event);
    for (const listener of options.listeners) listener.on(event);
  };
  const stage: Stage = { options, spec, faults, emit, nowMs };
  const folder = createRunFolder();
  const plan = fleetOptions(stage, folder);
  const fleet = startFleet(plan);
  try {
    const hash = planHash(spec, faults);
    emit({ type: 'run-started', atMs: nowMs(), scenario: scenario.name, seed: options.seed, planHash: hash });
    const lagP99Ms = await unlessAborted(options.signal, play(stage, fleet.ready));
    await fleet.destroy();
    emit({ type: 'run-ended', atMs: nowMs(), lagP99Ms: lagP99Ms ?? 0, interrupted: lagP99Ms === null });
    return collector.run();
  } finally {
    await fleet.destroy();
    // The compiler is a process too, and writes to the folder.
    await plan.services.catch(() => {});
    folder.remove();
  }
}

interface Stage {
  readonly options: SimulateOptions;
  readonly spec: TrafficSpec;
  readonly faults: readonly FaultSpec[];
  readonly emit: (event: RunEvent) => void;
  readonly nowMs: () => number;
}

function fleetOptions({ options, faults, emit, nowMs }: Stage, folder: RunFolder) {
  const { model, isolation, seed } = options;
  const elements = model.elements
    .filter(({ tier }) => tier !== 'devices')
    .map(({ name, tier }) => ({ name, standIn: tier === 'backends' || tier === 'providers' }));
  const hostsDir = options.hostsDir ?? defaultHostsDir();
  return {
    // Not before whoever takes these options has started the processes that load meanwhile.
    services: Promise.resolve().then(() =>
      buildFleet({
        generatedDir: generatedDirOf(options, folder),
        elements: elements.map(({ name }) => name),
        outDir: folder.builtDir,
        packagesDir: join(hostsDir, '../packages'),
      }),
    ),
    hosts: hostsFor(elements, isolation),
    hostsDir,
    run: {
      nonce: freshNonce(),
      epochMs: options.startedAt,
      seed,
      storageFolder: folder.storageDir,
      // Where a fault is written is of no use to a host, and would bring the whole source along.
      faults: faults.map((fault) => ({ ...fault, span: null })),
    },
    onEvent: emit,
    nowMs,
  };
}

function generatedDirOf({ generatedDir }: SimulateOptions, folder: RunFolder): string {
  if (typeof generatedDir === 'string') return generatedDir;
  generatedDir(folder.generatedDir);
  return folder.generatedDir;
}

/** Plays the scenario once the fleet is ready, and resolves to how late arrivals were begun. */
async function play(stage: Stage, ready: Promise<RunningFleet>): Promise<number> {
  const { spec, faults, emit, nowMs, options } = stage;
  const fleet = await ready;
  if (options.signal.aborted) return 0;
  emit({ type: 'fleet-ready', atMs: nowMs(), services: fleet.services });
  emit({ type: 'traffic-started', atMs: nowMs() + leadMs });
  const closeWindows = openFaultWindows(faults, {
    clock: systemClock,
    fleet,
    inMs: leadMs,
    durationMs: spec.durationMs,
    onEvent: emit,
    nowMs,
  });
  try {
    const { lagP99Ms } = await fleet.runTraffic(spec, systemClock.monotonic() + leadMs);
    await closeWindows();
    await fleet.stop();
    return lagP99Ms;
  } finally {
    await closeWindows();
  }
}

/** Resolves to what the work does, or to null as soon as the signal is aborted; the work's own end is then of no interest. */
function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const abort = () => resolve(null);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
