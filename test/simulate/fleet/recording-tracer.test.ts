import { beforeEach, describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/simulate/clock.ts';
import { FaultMarks } from '../../../src/simulate/faults/fault-marks.ts';
import { packSpan, unpackSpan } from '../../../src/simulate/fleet/protocol.ts';
import {
  createRecorder,
  idSequence,
  type SpanRecorder,
} from '../../../src/simulate/fleet/recording-tracer.ts';
import {
  endSpan,
  failSpan,
  startClientSpan,
  startServerSpan,
  traceparent,
} from '../../../templates/typescript/kit/src/telemetry.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const remote = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

let clock: FakeClock;
let marks: FaultMarks;
let recorder: SpanRecorder;

beforeEach(() => {
  clock = new FakeClock();
  marks = new FaultMarks();
  recorder = createRecorder({ clock, epochMs: -1000, random: createRandom(1), marks });
});

describe('createRecorder', () => {
  it('records what the kit says of a request that comes in and of one that goes out', async () => {
    const tracer = recorder.tracerFor('shop');
    const server = startServerSpan(tracer, 'getHome', remote);
    const client = startClientSpan(tracer, server, 'getCustomer', 'crm');
    await clock.advance(30);
    endSpan(client, 503, 500);
    await clock.advance(10);
    endSpan(server, 200, 500);
    expect(recorder.drain()).toEqual([
      {
        type: 'span',
        atMs: 1030,
        traceId: '0af7651916cd43dd8448eb211c80319c',
        spanId: client.spanContext().spanId,
        parentSpanId: server.spanContext().spanId,
        element: 'shop',
        kind: 'client',
        peer: 'crm',
        name: 'getCustomer',
        durationMs: 30,
        failed: true,
        httpStatus: 503,
        fault: null,
      },
      expect.objectContaining({
        kind: 'server',
        peer: null,
        parentSpanId: 'b7ad6b7169203331',
        durationMs: 40,
        failed: false,
        httpStatus: 200,
      }),
    ]);
    expect(recorder.drain()).toEqual([]);
  });

  it('tells storage from other peers, and takes the mark of a fault along', () => {
    const tracer = recorder.tracerFor('sync');
    const server = startServerSpan(tracer, 'pull', undefined);
    const storage = startClientSpan(tracer, server, 'select', 'sync/storage');
    marks.mark(traceparent(storage), 'sync: latency');
    failSpan(storage, 'locked');
    storage.end();
    expect(recorder.drain()).toMatchObject([{ kind: 'storage', failed: true, fault: 'sync: latency' }]);
  });

  it('begins a trace of its own where there is none, with ids of the right form', () => {
    const { traceId, spanId } = startServerSpan(
      recorder.tracerFor('shop'),
      'getHome',
      'garbage',
    ).spanContext();
    expect(traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(spanId).toMatch(/^[0-9a-f]{16}$/);
  });

  it('keeps no span that is no hop', () => {
    recorder.tracerFor('shop').startActiveSpan('compute', (span) => span.end());
    expect(recorder.drain()).toEqual([]);
  });
});

it('gives ids that never repeat, and others in another process', () => {
  const next = idSequence(createRandom('run/services'));
  const ids = Array.from({ length: 1000 }, next);
  expect(new Set(ids).size).toBe(1000);
  expect(ids).not.toContain(idSequence(createRandom('run/stand-ins'))());
});

it('sends a span as a row and reads it back', () => {
  const span = startServerSpan(recorder.tracerFor('shop'), 'getHome', remote);
  span.end();
  for (const recorded of recorder.drain()) expect(unpackSpan(packSpan(recorded))).toEqual(recorded);
});
