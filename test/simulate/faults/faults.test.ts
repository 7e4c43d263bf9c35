import { request } from 'undici';
import { describe, expect, it } from 'vitest';
import type { FaultEffect, FaultSpec } from '../../../src/model/model.ts';
import { createRandom } from '../../../src/simulate/clock.ts';
import { createActiveFaults } from '../../../src/simulate/faults/active-faults.ts';
import { faults as catalogue } from '../../../src/simulate/faults/index.ts';
import { wrapDispatcher } from '../../../src/simulate/faults/wrap-dispatcher.ts';
import { FakeClock, settle } from '../../support/fake-clock.ts';
import { type FakeAnswer, FakeDispatcher, watch } from '../../support/fake-dispatcher.ts';
import { fault } from '../../support/tiny-model.ts';

const effects: readonly FaultEffect[] = [
  { kind: 'latency', delayMs: 1000, jitterMs: 0 },
  { kind: 'bandwidth', kbitPerSecond: 8 },
  { kind: 'timeout' },
  { kind: 'reset' },
  { kind: 'status', status: 503 },
  { kind: 'kill' },
];

const edge = 'caller -> callee';
const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const spanId = 'b7ad6b7169203331';

function stage(specs: readonly FaultSpec[], answer: () => FakeAnswer = () => ({ body: 'hello' })) {
  const clock = new FakeClock();
  const callee = new FakeDispatcher(clock, answer);
  const active = createActiveFaults(specs, { clock, random: createRandom(1) });
  active.startAt(0);
  return { clock, callee, active, dispatcher: wrapDispatcher(callee, 'caller', active) };
}

it('has a fixture for each kind of the catalogue', () => {
  expect(effects.map(({ kind }) => kind).sort()).toEqual(catalogue.map(({ id }) => id).sort());
});

describe.each(effects)('$kind', (effect) => {
  it('marks the span that it hits', async () => {
    const { clock, active, dispatcher } = stage([fault(edge, effect)]);
    watch(dispatcher, { headers: { traceparent } });
    await clock.advance(1);
    expect(active.marks.take(spanId)).toBe(`${edge}: ${effect.kind}`);
    expect(active.marks.take(spanId)).toBeNull();
  });

  it('ends when the caller aborts, telling it once, and leaves no timer', async () => {
    const { clock, dispatcher } = stage([fault(edge, effect)], () => ({ afterMs: 50, body: 'hello' }));
    const seen = watch(dispatcher, { body: 'x'.repeat(1000), method: 'POST' });
    seen.abort(new Error('enough'));
    await settle();
    expect(seen.ends).toBe(1);
    expect(clock.waiting).toBe(0);
  });

  it('ends when the run ends, and leaves no timer', async () => {
    const { clock, active, dispatcher } = stage([fault(edge, effect)]);
    const seen = watch(dispatcher, { body: 'x'.repeat(1000), method: 'POST' });
    active.lifetime.end();
    await clock.advance(1);
    expect(seen.ends).toBe(1);
    expect(clock.waiting).toBe(0);
  });

  it('does nothing to another edge, nor outside its window', async () => {
    const { clock, callee, dispatcher } = stage([fault(edge, effect, { fromMs: 100, toMs: 200 })]);
    const before = watch(dispatcher);
    await clock.advance(150);
    const other = watch(dispatcher, { origin: 'http://other:8080' });
    await clock.advance(100);
    const after = watch(dispatcher);
    await clock.advance(1);
    for (const seen of [before, other, after])
      expect(seen).toMatchObject({ status: 200, body: 'hello', ends: 1 });
    expect(callee.requests.map(({ atMs }) => atMs)).toEqual([0, 150, 250]);
  });
});

describe("a caller that uses undici's own request(), whose handlers are of the older kind", () => {
  const ask = (effect: FaultEffect) => {
    const { clock, dispatcher } = stage([fault(edge, effect)], () => ({ body: 'hello' }));
    const options = { method: 'GET', headersTimeout: 500, headers: { traceparent } } as const;
    return { clock, answer: request('http://callee:8080/', { ...options, dispatcher }) };
  };

  it.each([
    ['reset', { code: 'ECONNRESET' }],
    ['kill', { code: 'ECONNREFUSED' }],
    ['timeout', { code: 'UND_ERR_HEADERS_TIMEOUT' }],
  ] as const)('is told of %s', async (kind, error) => {
    const { clock, answer } = ask({ kind });
    const told = expect(answer).rejects.toMatchObject(error);
    await clock.advance(500);
    await told;
  });

  it.each([
    [{ kind: 'status', status: 503 }, 503],
    [{ kind: 'latency', delayMs: 100, jitterMs: 0 }, 200],
    [{ kind: 'bandwidth', kbitPerSecond: 8 }, 200],
  ] as const)('gets the answer of %j', async (effect, status) => {
    const { clock, answer } = ask(effect);
    await clock.advance(200);
    const { statusCode, body } = await answer;
    const read = body.text();
    await clock.advance(200);
    expect([statusCode, (await read).length > 0]).toEqual([status, true]);
  });
});

describe('what each does', () => {
  it('latency sends the request later, within its jitter', async () => {
    const { clock, callee, dispatcher } = stage([
      fault(edge, { kind: 'latency', delayMs: 100, jitterMs: 20 }),
    ]);
    for (let at = 0; at < 50; at++) watch(dispatcher);
    await clock.advance(200);
    const delays = callee.requests.map(({ atMs }) => atMs);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(80);
    expect(Math.max(...delays)).toBeLessThanOrEqual(120);
    expect(new Set(delays).size).toBeGreaterThan(10);
  });

  it('bandwidth lets a body of 1000 bytes take a second at 8 kbit/s, each way, and loses none of it', async () => {
    const body = 'y'.repeat(1000);
    const { clock, callee, dispatcher } = stage(
      [fault(edge, { kind: 'bandwidth', kbitPerSecond: 8 })],
      () => ({
        body,
      }),
    );
    const seen = watch(dispatcher, { body: 'x'.repeat(1000), method: 'POST' });
    await clock.advance(1999);
    expect(callee.requests[0]?.atMs).toBe(1000);
    expect(seen.ended).toBe(false);
    await clock.advance(1);
    expect(seen).toMatchObject({ status: 200, body, ended: true });
  });

  it('timeout ends with the header timeout that the caller asks for', async () => {
    const { clock, dispatcher } = stage([fault(edge, { kind: 'timeout' })]);
    const seen = watch(dispatcher, { headersTimeout: 400 });
    await clock.advance(399);
    expect(seen.ends).toBe(0);
    await clock.advance(1);
    expect(seen.error?.code).toBe('UND_ERR_HEADERS_TIMEOUT');
  });

  it('reset and kill fail as the network does', async () => {
    for (const [kind, code] of [
      ['reset', 'ECONNRESET'],
      ['kill', 'ECONNREFUSED'],
    ] as const) {
      const { callee, dispatcher } = stage([fault(edge, { kind })]);
      const seen = watch(dispatcher);
      await settle();
      expect(seen.error?.code).toBe(code);
      expect(callee.requests).toEqual([]);
    }
  });

  it('status answers with problem details in place of the callee', async () => {
    const { callee, dispatcher } = stage([fault(edge, { kind: 'status', status: 503 })]);
    const seen = watch(dispatcher);
    await settle();
    expect(seen.status).toBe(503);
    expect(JSON.parse(seen.body)).toMatchObject({ status: 503, title: 'Service Unavailable' });
    expect(callee.requests).toEqual([]);
  });

  it('kill on an element touches only the requests that fail by it', async () => {
    const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    for (const [answer, mark] of [
      [{ error: refused }, 'callee: kill'],
      [{}, null],
    ] as const) {
      const { clock, active, dispatcher } = stage([fault('callee', { kind: 'kill' })], () => answer);
      watch(dispatcher, { headers: ['traceparent', traceparent] });
      await clock.advance(1);
      expect(active.marks.take(spanId)).toBe(mark);
    }
  });
});

describe('which requests are hit', () => {
  it('hits every caller of an element', async () => {
    const { clock, dispatcher } = stage([fault('callee', { kind: 'status', status: 500 })]);
    const seen = watch(dispatcher);
    await clock.advance(1);
    expect(seen.status).toBe(500);
  });

  it('hits the first so many requests and no more', async () => {
    const { clock, dispatcher } = stage([fault(edge, { kind: 'reset' }, { first: 2 })]);
    const all = [watch(dispatcher), watch(dispatcher), watch(dispatcher)];
    await clock.advance(1);
    expect(all.map(({ error }) => error?.code ?? 'answered')).toEqual([
      'ECONNRESET',
      'ECONNRESET',
      'answered',
    ]);
  });

  it('hits a share of the requests, the same ones each time', async () => {
    const outcome = async () => {
      const { clock, dispatcher } = stage([fault(edge, { kind: 'reset' }, { share: 0.3 })]);
      const all = Array.from({ length: 500 }, () => watch(dispatcher));
      await clock.advance(1);
      return all.map(({ error }) => error !== null);
    };
    const hit = await outcome();
    expect(hit.filter(Boolean).length / 500).toBeCloseTo(0.3, 1);
    expect(await outcome()).toEqual(hit);
  });

  it('lets several faults act one after the other, in the order in which they are declared', async () => {
    const { clock, active, dispatcher } = stage([
      fault(edge, { kind: 'latency', delayMs: 100, jitterMs: 0 }),
      fault(edge, { kind: 'status', status: 502 }),
    ]);
    const seen = watch(dispatcher, { headers: { traceparent } });
    await clock.advance(99);
    expect(seen.status).toBeNull();
    await clock.advance(1);
    expect(seen).toMatchObject({ status: 502, ends: 1 });
    expect(active.marks.take(spanId)).toBe(`${edge}: latency + ${edge}: status`);
  });

  it('works under the request method of undici, whose handlers are of the old form', async () => {
    const { clock, dispatcher } = stage([fault(edge, { kind: 'status', status: 503 })]);
    const answered = dispatcher.request({ origin: 'http://callee:8080', path: '/', method: 'GET' });
    await clock.advance(1);
    const { statusCode, body } = await answered;
    expect(statusCode).toBe(503);
    expect(await body.json()).toMatchObject({ status: 503 });
  });
});
