import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type Environment, text, wholeNumber } from './environment.ts';
import { meterMetrics } from './meter-metrics.ts';
import type { Metrics } from './metrics.ts';
import { showProcess } from './process-metrics.ts';

/** The metrics of a process, and how they are read. */
export interface MetricsExport {
  /** For the seams of the service. */
  readonly metrics: Metrics;
  /** Where they are read: `http://0.0.0.0:9464/metrics`. */
  readonly url: string;
  stop(): Promise<void>;
}

/** The text format of Prometheus (https://prometheus.io/docs/instrumenting/exposition_formats/). */
const mediaType = 'text/plain; version=0.0.4; charset=utf-8';

/**
 * Answers `GET /metrics` in Prometheus' text format on METRICS_PORT, a port of its own that no route leads to, and loads the SDK
 * only then. Returns null where METRICS_PORT is not set: nothing is counted. Rejects if the port is taken.
 */
export async function startMetricsExport(
  host: string,
  environment: Environment,
): Promise<MetricsExport | null> {
  if (text(environment, 'METRICS_PORT', '') === '') return null;
  const [{ MeterProvider, MetricReader }, { PrometheusSerializer }] = await Promise.all([
    import('@opentelemetry/sdk-metrics'),
    import('@opentelemetry/exporter-prometheus'),
  ]);
  /** Collects when it is asked to, and at no other time. */
  class ReaderOnDemand extends MetricReader {
    protected async onForceFlush() {}
    protected async onShutdown() {}
  }
  const reader = new ReaderOnDemand();
  const provider = new MeterProvider({ readers: [reader] });
  // Neither the scope nor the resource: which target it is, Prometheus says itself.
  const serializer = new PrometheusSerializer(undefined, false, undefined, true, true);
  const server = metricsServer(async () => {
    const { resourceMetrics, errors } = await reader.collect();
    if (errors.length > 0) throw errors[0];
    return serializer.serialize(resourceMetrics);
  });
  const url = await listen(server, host, wholeNumber(environment, 'METRICS_PORT', 0));
  const meter = provider.getMeter('kit');
  const hideProcess = showProcess(meter);
  return {
    metrics: meterMetrics(meter),
    url,
    async stop() {
      hideProcess();
      await provider.shutdown();
      server.close();
      server.closeAllConnections();
    },
  };
}

function metricsServer(read: () => Promise<string>): Server {
  return createServer((request, response) => {
    if (request.method !== 'GET' || request.url?.split('?', 1)[0] !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    read().then(
      (metrics) => response.writeHead(200, { 'content-type': mediaType }).end(metrics),
      () => response.writeHead(500).end(),
    );
  });
}

/** Listens, port 0 being a free one, and returns where. */
async function listen(server: Server, host: string, port: number): Promise<string> {
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('metrics are served on a port');
  const shownHost = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `http://${shownHost}:${address.port}/metrics`;
}
