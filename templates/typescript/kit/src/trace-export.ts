import { readFile } from 'node:fs/promises';
import type { Environment } from './environment.ts';

/**
 * Sends spans by OTLP over HTTP where OTEL_EXPORTER_OTLP_ENDPOINT is set, and loads the SDK only then. Returns a function
 * that sends what is left; without an endpoint it does nothing. What the collector asks for can be in the file that
 * OTEL_EXPORTER_OTLP_HEADERS_FILE names: it is read again for each batch.
 */
export async function startTraceExport(
  service: string,
  environment: Environment,
): Promise<() => Promise<void>> {
  if (environment['OTEL_EXPORTER_OTLP_ENDPOINT'] === undefined) return async () => {};
  const [{ trace }, sdk, { OTLPTraceExporter }, { resourceFromAttributes }] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace-base'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ]);
  const file = environment['OTEL_EXPORTER_OTLP_HEADERS_FILE'];
  const exporter = new OTLPTraceExporter(file === undefined ? {} : { headers: () => readOtlpHeaders(file) });
  const provider = new sdk.BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    spanProcessors: [new sdk.BatchSpanProcessor(exporter)],
  });
  trace.setGlobalTracerProvider(provider);
  return () => provider.shutdown();
}

/**
 * Returns the headers that a file has in the form of OTEL_EXPORTER_OTLP_HEADERS, `name=value,name=value` with percent signs as in
 * URLs; none where there is no such file. What is no header is left out: no span is worth a service that does not start.
 */
export async function readOtlpHeaders(file: string): Promise<Record<string, string>> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const headers = text.split(',').flatMap((pair) => {
    const at = pair.indexOf('=');
    const name = pair.slice(0, Math.max(at, 0)).trim();
    return name === '' ? [] : [[name, percentDecoded(pair.slice(at + 1).trim())] as const];
  });
  return Object.fromEntries(headers);
}

function percentDecoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
