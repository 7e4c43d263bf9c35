import { join } from 'node:path';
import { acceptedModel } from '../../src/api/accepted-model.ts';
import { applyPlan, planSystem } from '../../src/api/generate.ts';
import { freshNonce, systemClock } from '../../src/simulate/clock.ts';
import { buildFleet } from '../../src/simulate/fleet/build-fleet.ts';
import { hostsFor } from '../../src/simulate/fleet/host-plan.ts';
import { startFleet } from '../../src/simulate/fleet/start-fleet.ts';

export interface BenchFleetOptions {
  readonly blueprint: string;
  /** Where the system is generated. */
  readonly folder: string;
  readonly hostsDir: string;
}

/** Starts the generated services of a blueprint as a simulation does, and leaves the traffic to the caller. */
export async function startBenchFleet({ blueprint, folder, hostsDir }: BenchFleetOptions) {
  const model = await acceptedModel(blueprint, '.');
  applyPlan(folder, planSystem(model, ['typescript']), {
    generation: { lintel: 'bench', blueprintDigest: model.digest, inputs: '' },
  });
  const elements = model.elements
    .filter(({ tier }) => tier !== 'devices')
    .map(({ name, tier }) => ({ name, standIn: tier === 'backends' || tier === 'providers' }));
  let spans = 0;
  const starting = startFleet({
    services: buildFleet({
      generatedDir: folder,
      elements: elements.map(({ name }) => name),
      outDir: join(folder, '.built'),
      packagesDir: join(hostsDir, '../packages'),
    }),
    hosts: hostsFor(elements, 'shared'),
    hostsDir,
    run: {
      nonce: freshNonce(),
      epochMs: systemClock.monotonic(),
      seed: 1,
      storageFolder: join(folder, '.data'),
      faults: [],
    },
    onEvent: (event) => {
      if (event.type === 'span') spans += 1;
    },
    nowMs: () => systemClock.monotonic(),
  });
  const fleet = await starting.ready;
  const gateway = model.gateways[0]?.name;
  return {
    url: fleet.services.find(({ name }) => name === gateway)?.url ?? '',
    async stop(): Promise<void> {
      await fleet.stop();
      if (spans === 0) throw new Error('the fleet recorded no spans: that is not everything on');
    },
  };
}
