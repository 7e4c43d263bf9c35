import { createHash } from 'node:crypto';
import type { FaultSpec } from '../../model/model.ts';
import { planArrivals } from './plan-arrivals.ts';
import type { TrafficSpec } from './traffic-spec.ts';

/** Returns `sha256:<hex>` over every planned arrival with its payloads, and over the faults. */
export function planHash(spec: TrafficSpec, faults: readonly FaultSpec[]): string {
  const hash = createHash('sha256');
  for (const journey of planArrivals(spec)) hash.update(JSON.stringify(journey)).update('\n');
  for (const { span: _span, ...fault } of faults) hash.update(JSON.stringify(fault)).update('\n');
  return `sha256:${hash.digest('hex')}`;
}
