import type { ServiceConfig } from '@lintel/kit';

/** What the metrics service is told. */
export interface MetricsConfig extends ServiceConfig {
  /** How long single events are kept. */
  readonly retentionMs: number;
}
