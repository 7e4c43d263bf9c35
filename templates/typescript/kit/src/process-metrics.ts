import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { getHeapSpaceStatistics } from 'node:v8';
import type { Meter } from '@opentelemetry/api';

/** How often the event loop is looked at. What it takes longer than that is its delay. */
const resolutionMs = 10;

/**
 * Has a meter show how the process is: what every client of Prometheus shows of one, by the same names, and the event loop and
 * the heap by OpenTelemetry's (https://opentelemetry.io/docs/specs/semconv/runtime/). Figures of the event loop are of the
 * time since they were last asked for. Returns a function that ends it.
 */
export function showProcess(meter: Meter): () => void {
  const delay = monitorEventLoopDelay({ resolution: resolutionMs });
  delay.enable();
  let utilization = performance.eventLoopUtilization();

  const gauge = (name: string, description: string) => meter.createObservableGauge(name, { description });
  const cpu = meter.createObservableCounter('process_cpu_seconds_total', {
    description: 'Processor time of the process.',
  });
  const started = gauge('process_start_time_seconds', 'When the process started, since the epoch.');
  const resident = gauge('process_resident_memory_bytes', 'Memory that the process has in use.');
  const heap = gauge('v8js_memory_heap_used_bytes', 'Memory of the heap that is in use.');
  const utilized = gauge(
    'nodejs_eventloop_utilization_ratio',
    'Share of the time that the event loop was busy.',
  );
  const p50 = gauge('nodejs_eventloop_delay_p50_seconds', 'Median of the delay of the event loop.');
  const p99 = gauge('nodejs_eventloop_delay_p99_seconds', '99th percentile of the delay of the event loop.');
  const max = gauge('nodejs_eventloop_delay_max_seconds', 'Largest delay of the event loop.');

  meter.addBatchObservableCallback(
    (result) => {
      const { user, system } = process.cpuUsage();
      result.observe(cpu, (user + system) / 1e6);
      result.observe(started, performance.timeOrigin / 1000);
      result.observe(resident, process.memoryUsage.rss());
      for (const { space_name, space_used_size } of getHeapSpaceStatistics())
        result.observe(heap, space_used_size, { v8js_heap_space_name: space_name });
      result.observe(utilized, performance.eventLoopUtilization(utilization).utilization);
      utilization = performance.eventLoopUtilization();
      result.observe(p50, delaySeconds(delay.percentile(50)));
      result.observe(p99, delaySeconds(delay.percentile(99)));
      result.observe(max, delaySeconds(delay.max));
      delay.reset();
    },
    [cpu, started, resident, heap, utilized, p50, p99, max],
  );
  return () => delay.disable();
}

/** What was measured, in nanoseconds, has the time between two looks in it. */
function delaySeconds(measuredNs: number): number {
  return Math.max(0, measuredNs / 1e9 - resolutionMs / 1000);
}
