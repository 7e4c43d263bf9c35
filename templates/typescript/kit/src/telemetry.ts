import {
  type Context,
  isSpanContextValid,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  SpanKind,
  type Tracer,
  trace,
} from '@opentelemetry/api';

/**
 * Spans by hand against the OpenTelemetry API, and W3C Trace Context (https://www.w3.org/TR/trace-context/) between
 * services. Automatic instrumentation would cost several times as much on this path.
 */
export const traceHeader = 'traceparent';

/** All zeros is what no trace looks like. */
const pattern = /^00-((?!0+-)[0-9a-f]{32})-((?!0+-)[0-9a-f]{16})-([0-9a-f]{2})$/;

/** Returns the remote parent that a `traceparent` header names, or null where it is absent or malformed. */
export function readTraceparent(header: string | string[] | undefined): SpanContext | null {
  const match = typeof header === 'string' ? pattern.exec(header) : null;
  if (!match?.[1] || !match[2] || !match[3]) return null;
  return { traceId: match[1], spanId: match[2], traceFlags: Number.parseInt(match[3], 16), isRemote: true };
}

/** Returns the trace that a span belongs to; undefined where none is made. */
export function traceIdOf(span: Span): string | undefined {
  const context = span.spanContext();
  return isSpanContextValid(context) ? context.traceId : undefined;
}

/** Returns the `traceparent` header of a span. */
export function traceparent(span: Span): string {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return `00-${traceId}-${spanId}-${traceFlags === 0 ? '00' : '01'}`;
}

/** Starts the span of a request that came in. */
export function startServerSpan(tracer: Tracer, name: string, header: string | string[] | undefined): Span {
  const remote = readTraceparent(header);
  const parent: Context = remote === null ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, remote);
  return tracer.startSpan(name, { kind: SpanKind.SERVER }, parent);
}

/** Starts the span of a request that goes out to another service, or to storage as `<service>/storage`. */
export function startClientSpan(tracer: Tracer, parent: Span, name: string, peer: string): Span {
  const options = { kind: SpanKind.CLIENT, attributes: { 'peer.service': peer } };
  return tracer.startSpan(name, options, trace.setSpan(ROOT_CONTEXT, parent));
}

/** Ends a span with the HTTP status that it came to; 5xx counts as an error, and for a client 4xx does too. */
export function endSpan(span: Span, status: number, errorFrom: number): void {
  span.setAttribute('http.response.status_code', status);
  if (status >= errorFrom) span.setStatus({ code: 2 });
  span.end();
}

/** Ends a span that came to no answer at all. */
export function failSpan(span: Span, reason: string): void {
  span.setStatus({ code: 2, message: reason });
  span.end();
}
