import type { Attributes, Meter } from '@opentelemetry/api';
import type { Breaker, BreakerState } from './breaker.ts';
import { durationBuckets } from './duration-buckets.ts';
import type { Metrics } from './metrics.ts';

/** Methods that the conventions know; any other a client may have made up. */
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'CONNECT', 'TRACE']);

const breakerStates: readonly BreakerState[] = ['closed', 'half-open', 'open'];

/**
 * Returns metrics that are counted by an OpenTelemetry meter, under the names that OpenTelemetry's semantic conventions for HTTP
 * (https://opentelemetry.io/docs/specs/semconv/http/http-metrics/) have in Prometheus, with units. Another service is called
 * `peer_service`, as on spans: an address may change, its name in the architecture stays.
 */
export function meterMetrics(meter: Meter): Metrics {
  const served = durations(
    meter,
    'http_server_request_duration_seconds',
    'Duration of requests that came in.',
  );
  const called = durations(
    meter,
    'http_client_request_duration_seconds',
    'Duration of attempts to call other services.',
  );
  const breakers: { readonly peer: string; readonly operation: string; readonly breaker: Breaker }[] = [];
  meter
    .createObservableGauge('http_client_breaker_state', {
      description: '1 for the state that a breaker is in, and 0 for the others.',
    })
    .addCallback((gauge) => {
      for (const { peer, operation, breaker } of breakers) {
        const current = breaker.state();
        for (const state of breakerStates)
          gauge.observe(Number(state === current), { peer_service: peer, operation, state });
      }
    });
  return {
    served({ method, route, status, durationMs }) {
      const attributes: Attributes = {
        http_request_method: knownMethod(method),
        http_response_status_code: status,
      };
      if (route !== null) attributes['http_route'] = route;
      served.record(durationMs / 1000, attributes);
    },
    called({ peer, method, durationMs, outcome }) {
      const attributes: Attributes = { peer_service: peer, http_request_method: knownMethod(method) };
      if (typeof outcome === 'number') attributes['http_response_status_code'] = outcome;
      else attributes['error_type'] = outcome;
      called.record(durationMs / 1000, attributes);
    },
    watchBreaker(peer, operation, breaker) {
      breakers.push({ peer, operation, breaker });
    },
  };
}

function durations(meter: Meter, name: string, description: string) {
  return meter.createHistogram(name, { description, advice: { explicitBucketBoundaries: durationBuckets } });
}

function knownMethod(method: string): string {
  return methods.has(method) ? method : '_OTHER';
}
