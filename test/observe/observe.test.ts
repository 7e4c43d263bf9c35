import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRunCollector } from '../../src/observe/collect-run.ts';
import { createEdgeObserver } from '../../src/observe/observed-edges.ts';
import { recordSpans } from '../../src/observe/recorder.ts';
import type { JourneyEnded, RequestEnded, RunEvent, SpanEnded } from '../../src/observe/run-event.ts';

function span(changes: Partial<SpanEnded>): SpanEnded {
  return {
    type: 'span',
    atMs: 0,
    traceId: 't1',
    spanId: 's1',
    parentSpanId: null,
    element: 'shop',
    kind: 'client',
    peer: 'crm',
    name: 'getCustomer',
    durationMs: 12,
    failed: false,
    httpStatus: 200,
    fault: null,
    ...changes,
  };
}

function ended(changes: Partial<RequestEnded>): RequestEnded {
  return {
    type: 'request-ended',
    atMs: 500,
    app: 'phone',
    device: 1,
    journey: 'browse',
    label: 'GET /home',
    method: 'GET',
    path: '/home',
    intendedMs: 100,
    latencyMs: 40,
    status: 200,
    outcome: 'ok',
    error: null,
    missing: [],
    network: '4g',
    traceId: 't1',
    ...changes,
  };
}

function journey(changes: Partial<JourneyEnded>): JourneyEnded {
  return {
    type: 'journey-ended',
    atMs: 600,
    app: 'phone',
    device: 1,
    journey: 'browse',
    intendedMs: 100,
    latencyMs: 80,
    outcome: 'ok',
    offline: false,
    ...changes,
  };
}

describe('createEdgeObserver', () => {
  const edgesOf = (...spans: SpanEnded[]) => {
    const observer = createEdgeObserver();
    for (const one of spans) observer.add(one);
    return observer.edges();
  };

  it('takes a client span as one use of the edge to its peer', () => {
    const edge = edgesOf(span({ failed: true, fault: 'crm: reset' })).get('shop\u0000crm');
    expect(edge).toEqual({ from: 'shop', to: 'crm', count: 1, failed: 1, faulted: 1, latenciesMs: [12] });
  });

  it('goes to the element that took the request, in whichever order the two spans arrive', () => {
    const client = span({ peer: 'crm' });
    const server = span({ spanId: 's2', parentSpanId: 's1', element: 'billing', kind: 'server', peer: null });
    expect([...edgesOf(client, server).keys()]).toEqual(['shop\u0000billing']);
    expect([...edgesOf(server, client).keys()]).toEqual(['shop\u0000billing']);
  });

  it('counts each use once, though it is asked twice', () => {
    const observer = createEdgeObserver();
    observer.add(span({}));
    expect(observer.edges().get('shop\u0000crm')?.count).toBe(1);
    expect(observer.edges().get('shop\u0000crm')?.count).toBe(1);
  });

  it('takes a storage span as a use of the storage', () => {
    const use = span({ element: 'sync', kind: 'storage', peer: 'sync/storage' });
    expect([...edgesOf(use).keys()]).toEqual(['sync\u0000sync/storage']);
  });

  it('takes no edge from a server span alone, whose caller is unknown', () => {
    expect(edgesOf(span({ kind: 'server', peer: null, parentSpanId: 's0' })).size).toBe(0);
  });
});

describe('createRunCollector', () => {
  const collect = (...events: RunEvent[]) => {
    const collector = createRunCollector({ backends: ['erp'] });
    for (const event of events) collector.on(event);
    return collector.run();
  };

  it('keeps what the run says of itself, with times from its start', () => {
    const run = collect(
      { type: 'run-started', atMs: 1, scenario: 'everyday', seed: 7, planHash: 'sha256:1' },
      { type: 'fleet-ready', atMs: 400, services: [] },
      { type: 'traffic-started', atMs: 420 },
      { type: 'run-ended', atMs: 1420, lagP99Ms: 3, interrupted: false },
    );
    expect(run).toMatchObject({ scenario: 'everyday', seed: 7, planHash: 'sha256:1', interrupted: false });
    expect(run).toMatchObject({ readyMs: 400, durationMs: 1000, lagP99Ms: 3, firstAnswerMs: null });
  });

  it('counts a run whose end never came as interrupted', () => {
    expect(collect().interrupted).toBe(true);
  });

  it('counts requests, and keeps the samples of each step with its errors', () => {
    const run = collect(
      ended({}),
      ended({ outcome: 'failed', status: 503, error: 'status 503', latencyMs: 5 }),
      ended({ missing: ['offers'] }),
      ended({ outcome: 'dropped', latencyMs: 0 }),
    );
    expect(run.requests).toEqual({ scheduled: 4, sent: 3, dropped: 1, failed: 1 });
    expect(run.steps.get('GET /home')).toEqual({
      latenciesMs: [40, 5, 40],
      failed: [false, true, false],
      partial: 1,
      missing: new Map([['offers', 1]]),
      errors: new Map([['status 503', 1]]),
    });
    expect(run.elements.get('phone')).toEqual({ count: 3, failed: 1 });
  });

  it('keeps an unfinished journey out of the samples, and a dropped one out of everything', () => {
    const run = collect(
      journey({}),
      journey({ outcome: 'failed', offline: true }),
      journey({ outcome: 'unfinished' }),
      journey({ outcome: 'dropped' }),
    );
    expect(run.journeys.get('phone\u0000browse')).toMatchObject({
      started: 3,
      unfinished: 1,
      offline: 1,
      latenciesMs: [80, 80],
      failed: [false, true],
    });
  });

  it('puts requests into the second in which they were meant to start', () => {
    const run = collect(ended({ intendedMs: 2100 }), ended({ intendedMs: 999 }), ended({ intendedMs: 2999 }));
    expect(run.timeline.map(({ second, sent }) => [second, sent])).toEqual([
      [0, 1],
      [2, 2],
    ]);
  });

  it('takes the first answer in which a backend took part, though its spans come later', () => {
    const run = collect(
      ended({ atMs: 300, traceId: 'cached' }),
      ended({ atMs: 700, traceId: 'later' }),
      ended({ atMs: 600, traceId: 'through' }),
      span({ element: 'erp', kind: 'server', traceId: 'later' }),
      span({ element: 'erp', kind: 'server', traceId: 'through' }),
    );
    expect(run.firstAnswerMs).toBe(600);
  });

  it('counts what each fault touched, also those that touched one request together, and those that touched none', () => {
    const run = collect(
      { type: 'fault-changed', atMs: 0, fault: 'erp: kill', active: true },
      span({ fault: 'crm: latency + crm: status' }),
      span({ fault: 'crm: latency' }),
    );
    expect(Object.fromEntries(run.faults)).toEqual({ 'crm: latency': 2, 'crm: status': 1, 'erp: kill': 0 });
  });

  it('counts statements of storage and requests served by an element', () => {
    const run = collect(
      span({ element: 'erp', kind: 'server', failed: true }),
      span({ element: 'sync', kind: 'storage', peer: 'sync/storage' }),
    );
    expect(run.elements.get('erp')).toEqual({ count: 1, failed: 1 });
    expect(run.elements.get('sync/storage')).toEqual({ count: 1, failed: 0 });
  });
});

describe('recordSpans', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lintel-recorder-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('writes each span as a line, and nothing else of the stream', () => {
    const file = recordSpans(join(folder, 'report'));
    for (let at = 0; at < 1000; at++) file.on(span({ spanId: `s${at}` }));
    file.on(ended({}));
    file.close();
    const lines = readFileSync(file.path, 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(1000);
    expect(JSON.parse(lines[999] ?? '')).toMatchObject({ spanId: 's999', element: 'shop', peer: 'crm' });
  });

  it('says what to do where the folder cannot be written to', () => {
    writeFileSync(join(folder, 'taken'), '');
    expect(() => recordSpans(join(folder, 'taken'))).toThrow(
      expect.objectContaining({ code: 'environment' }),
    );
  });
});
