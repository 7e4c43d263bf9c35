import type { KindId } from '../../kinds/kind.ts';
import { contractPath } from '../contracts/open-api-contract.ts';
import type { Design } from '../design/design.ts';
import { serviceNames } from '../design/element-names.ts';
import { tombstoneDays } from '../design/storage-sizes.ts';
import { type Block, type BlockEntry, block, noted } from '../yaml-text.ts';

/** Returns the `mobileServices` of a blueprint, each with storage of its own. */
export function writeMobileServices({ answers, services, sizing }: Design): Block {
  const written: Readonly<Record<KindId, readonly BlockEntry[]>> = {
    identity: [noted('token-lifetime', '300s', 'then a phone asks for the next one')],
    security: [noted('minimum-version', '1.0.0', 'older ones are told to stop')],
    sync: [
      {
        key: 'collections',
        value: block([
          noted(
            answers.kind.collection,
            { conflict: 'merge-fields' },
            'changed on both sides: field by field',
          ),
        ]),
      },
      noted('tombstones', `${tombstoneDays}d`, 'how long a phone may be away without starting anew'),
    ],
    push: [
      noted('providers', ['fcm', 'apns'], 'Android and iOS'),
      noted('retention', '30d', 'then messages and their counts are deleted'),
    ],
    metrics: [{ key: 'retention', value: '30d' }],
  };
  const order: readonly KindId[] = ['identity', 'security', 'sync', 'push', 'metrics'];
  return block(
    order
      .filter((kind) => services.has(kind))
      .map((kind) => ({
        key: serviceNames[kind],
        value: block([
          { key: 'kind', value: kind },
          ...written[kind],
          { key: 'storage', value: { engine: 'sqlite', size: sizing.storages[kind] } },
        ]),
      })),
  );
}

/** Returns the `backends` of a blueprint, with assumptions on how they behave. */
export function writeBackends({ systems, sizing }: Design): Block {
  return block(
    systems.map((system) => ({
      key: system.name,
      value: block({
        title: system.title,
        owner: system.owner,
        protocol: system.protocol,
        contract: contractPath(system),
        behaves: {
          latency: { p50: `${system.latency.p50Ms}ms`, p99: `${system.latency.p99Ms}ms` },
          errors: '0.1%',
          capacity: `${sizing.capacities.get(system.name) ?? 0}/s`,
        },
      }),
    })),
  );
}
