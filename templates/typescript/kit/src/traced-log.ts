import { isSpanContextValid, type Span } from '@opentelemetry/api';
import type { Logger } from 'pino';

/**
 * Returns a log whose lines name the trace and the span of a request, under OpenTelemetry's names for logs that are not its
 * own (https://opentelemetry.io/docs/specs/otel/compatibility/logging_trace_context/). Without a trace it is the log itself.
 */
export function tracedLog(log: Logger, span: Span): Logger {
  const context = span.spanContext();
  if (!isSpanContextValid(context)) return log;
  return log.child({ trace_id: context.traceId, span_id: context.spanId });
}
