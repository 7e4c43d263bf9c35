import type { Environment } from './environment.ts';

/**
 * Sends spans by OTLP over HTTP where OTEL_EXPORTER_OTLP_ENDPOINT is set, and loads the SDK only then. Returns a function
 * that sends what is left; without an endpoint it does nothing.
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
  const provider = new sdk.BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    spanProcessors: [new sdk.BatchSpanProcessor(new OTLPTraceExporter())],
  });
  trace.setGlobalTracerProvider(provider);
  return () => provider.shutdown();
}
