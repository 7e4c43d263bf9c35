import { createHttpService, openStore, type Seams, type Service } from '@lintel/kit';
import { record } from './operations/record.ts';
import { summary } from './operations/summary.ts';
import { createRetention } from './retention.ts';
import { createTables, type MetricsTables } from './schema.ts';
import type { MetricsConfig } from './settings.ts';

/** Returns the metrics service: it takes events from applications and counts them. */
export async function createService(config: MetricsConfig, seams: Seams): Promise<Service> {
  const { clock } = seams;
  const store = openStore<MetricsTables>(config.name, seams);
  await createTables(store.database);
  const world = { store, clock, retention: createRetention(config.retentionMs, clock) };
  return createHttpService(
    config,
    seams,
    [
      {
        name: 'record',
        method: 'POST',
        path: '/metrics',
        deadlineMs: 2000,
        handle: (input, context) => record(input, context, world),
      },
      {
        name: 'summary',
        method: 'GET',
        path: '/summary',
        deadlineMs: 10_000,
        handle: (input, context) => summary(input, context, world),
      },
    ],
    { onClose: () => store.close() },
  );
}
