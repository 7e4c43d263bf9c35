import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBreaker, type MetricsExport, startMetricsExport } from '../src/index.ts';
import { manualClock } from '../src/testing.ts';

/** Returns the samples of a text in Prometheus' format: the value of each, by its name and its labels. */
function samplesOf(text: string): ReadonlyMap<string, number> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const [, name = '', value] = /^([a-z_0-9]+(?:\{.*\})?) (\S+)$/.exec(line) ?? [];
      return [name, Number(value === '+Inf' ? Number.POSITIVE_INFINITY : value)];
    }),
  );
}

it('does nothing where METRICS_PORT is not set, or is empty', async () => {
  expect(await startMetricsExport('127.0.0.1', {})).toBeNull();
  expect(await startMetricsExport('127.0.0.1', { METRICS_PORT: '' })).toBeNull();
});

describe('metrics export', () => {
  let exported: MetricsExport;
  beforeEach(async () => {
    const started = await startMetricsExport('127.0.0.1', { METRICS_PORT: '0' });
    if (started === null) throw new Error('there is no export');
    exported = started;
  });
  afterEach(() => exported.stop());
  const read = async () => samplesOf(await (await fetch(exported.url)).text());

  it("answers in Prometheus' text format, and nothing else", async () => {
    const reply = await fetch(exported.url);
    expect([reply.status, reply.headers.get('content-type')]).toEqual([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
    ]);
    const text = await reply.text();
    expect(
      text.split('\n').filter((line) => !/^(|# (HELP|TYPE) .+|[a-z_0-9]+(\{.*\})? \S+)$/.test(line)),
    ).toEqual([]);
    expect((await fetch(`${exported.url}?x=1`)).status).toBe(200);
    expect((await fetch(exported.url.replace('/metrics', '/'))).status).toBe(404);
    expect((await fetch(exported.url, { method: 'POST' })).status).toBe(404);
  });

  it('counts requests by method, route and status, in seconds', async () => {
    const { metrics } = exported;
    metrics.served({ method: 'GET', route: '/products/{sku}', status: 200, durationMs: 30 });
    metrics.served({ method: 'GET', route: '/products/{sku}', status: 200, durationMs: 300 });
    metrics.served({ method: 'BREW', route: null, status: 404, durationMs: 1 });
    const samples = await read();
    const name = 'http_server_request_duration_seconds';
    const labels = 'http_request_method="GET",http_response_status_code="200",http_route="/products/{sku}"';
    expect(samples.get(`${name}_count{${labels}}`)).toBe(2);
    expect(samples.get(`${name}_sum{${labels}}`)).toBeCloseTo(0.33);
    expect(samples.get(`${name}_bucket{${labels},le="0.025"}`)).toBe(0);
    expect(samples.get(`${name}_bucket{${labels},le="0.05"}`)).toBe(1);
    expect(samples.get(`${name}_bucket{${labels},le="+Inf"}`)).toBe(2);
    const other = 'http_request_method="_OTHER",http_response_status_code="404"';
    expect(samples.get(`${name}_count{${other}}`)).toBe(1);
  });

  it('counts calls by who was called and what they came to', async () => {
    const { metrics } = exported;
    metrics.called({ peer: 'erp', method: 'GET', durationMs: 40, outcome: 200 });
    metrics.called({ peer: 'erp', method: 'GET', durationMs: 400, outcome: 'timeout' });
    const samples = await read();
    const name = 'http_client_request_duration_seconds';
    const of = 'peer_service="erp",http_request_method="GET"';
    expect(samples.get(`${name}_count{${of},http_response_status_code="200"}`)).toBe(1);
    expect(samples.get(`${name}_sum{${of},error_type="timeout"}`)).toBeCloseTo(0.4);
  });

  it('shows each breaker as it is when it is looked at', async () => {
    const clock = manualClock();
    const breaker = createBreaker({ errors: 1, over: 1, openMs: 5000 }, clock);
    exported.metrics.watchBreaker('erp', 'createOrder', breaker);
    const states = async () => {
      const samples = await read();
      return ['closed', 'half-open', 'open'].filter((state) => {
        const labels = `peer_service="erp",operation="createOrder",state="${state}"`;
        return samples.get(`http_client_breaker_state{${labels}}`) === 1;
      });
    };
    expect(await states()).toEqual(['closed']);
    breaker.record(breaker.admit(), true);
    expect(await states()).toEqual(['open']);
    clock.advance(5000);
    expect(await states()).toEqual(['half-open']);
    expect(breaker.admit().refusalMs).toBe(0);
  });

  it('shows the process and its event loop', async () => {
    const samples = await read();
    expect(samples.get('process_resident_memory_bytes')).toBeGreaterThan(1e6);
    expect(samples.get('process_cpu_seconds_total')).toBeGreaterThan(0);
    expect(samples.get('process_start_time_seconds')).toBeGreaterThan(1.7e9);
    expect(samples.get('v8js_memory_heap_used_bytes{v8js_heap_space_name="old_space"}')).toBeGreaterThan(1e6);
    expect(samples.get('nodejs_eventloop_utilization_ratio')).toBeLessThanOrEqual(1);
    for (const part of ['p50', 'p99', 'max'])
      expect(samples.get(`nodejs_eventloop_delay_${part}_seconds`)).toBeGreaterThanOrEqual(0);
  });

  it('rejects where its port is taken', async () => {
    const { port } = new URL(exported.url);
    await expect(startMetricsExport('127.0.0.1', { METRICS_PORT: port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });

  it('answers no more when it has ended, and leaves nothing open', async () => {
    await read();
    await exported.stop();
    await expect(fetch(exported.url)).rejects.toThrow('fetch failed');
  });
});
