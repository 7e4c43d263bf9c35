import { createRandom } from '../clock.ts';
import { type PlannedJourney, planArrivals } from '../plan/plan-arrivals.ts';
import type { TrafficSpec } from '../plan/traffic-spec.ts';
import { createDevice, type Device } from './device.ts';
import type { PhoneWorld } from './phone-world.ts';
import { dropJourney, runJourney } from './run-journey.ts';

/** An arrival that is this late when the scenario is over is not begun any more. */
const latestStartMs = 250;

/**
 * Runs the arrivals of a plan at their instants, whatever becomes of those before (an open model), and resolves when the last
 * journey has ended. Then the 99th percentile of how late arrivals were begun tells whether the schedule was kept.
 */
export async function runTraffic(
  world: PhoneWorld,
  spec: TrafficSpec,
): Promise<{ readonly lagP99Ms: number }> {
  const devices = new Map<string, Device>();
  const random = createRandom(spec.seed).fork('loss');
  const running = new Set<Promise<void>>();
  const lagsMs: number[] = [];
  const begin = (planned: PlannedJourney) => {
    const device = deviceOf(devices, spec, planned);
    const nowMs = world.scenarioMs();
    lagsMs.push(nowMs - planned.atMs);
    if (nowMs > spec.durationMs + latestStartMs) return dropJourney(world, device, planned);
    const journey = runJourney(world, device, { planned, random: random.fork(`${planned.index}`) });
    running.add(journey);
    void journey.finally(() => running.delete(journey));
  };
  for (const planned of planArrivals(spec)) {
    if (planned.atMs > world.scenarioMs()) await world.waitUntil(planned.atMs);
    begin(planned);
  }
  await world.waitUntil(spec.durationMs);
  world.close();
  await Promise.all(running);
  return { lagP99Ms: percentile(lagsMs, 0.99) };
}

function deviceOf(devices: Map<string, Device>, spec: TrafficSpec, planned: PlannedJourney): Device {
  const key = `${planned.app}/${planned.device}`;
  const known = devices.get(key);
  if (known !== undefined) return known;
  const app = spec.apps.find(({ name }) => name === planned.app);
  if (app === undefined) throw new Error(`the plan has an arrival of the unknown app "${planned.app}"`);
  const device = createDevice(app, planned.device, {
    platform: planned.platform,
    version: planned.version,
  });
  devices.set(key, device);
  return device;
}

/** The nearest-rank percentile; 0 without values. */
function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
