import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createUpstream,
  expectSuccess,
  openDeadline,
  Problem,
  readJson,
  startServerSpan,
  type Upstream,
  type UpstreamRequest,
} from '../src/index.ts';
import { type TestSeams, testSeams } from '../src/testing.ts';
import { callContext } from './call-context.ts';
import { type FakeAnswer, FakeServer, type Received } from './fake-server.ts';

const get: UpstreamRequest = { operation: 'read', method: 'GET', path: '/things/1' };
const retrying: UpstreamRequest = { ...get, resilience: { timeoutMs: 500, retries: 2 } };

describe('upstream', () => {
  let seams: TestSeams;
  let server: FakeServer;
  let answer: (request: Received, index: number) => FakeAnswer | null;
  beforeEach(async () => {
    // Every pause of a retry is half of its step: 25 ms, then 50 ms.
    seams = testSeams({ random: { next: () => 0.5 } });
    answer = () => ({ body: { ok: true } });
    server = await FakeServer.start(seams, 'backend', (request, index) => answer(request, index));
  });
  afterEach(async () => {
    await seams.dispatcher.destroy();
    await server.close();
  });
  const backend = () => createUpstream('backend', 'http://backend:8080', seams);
  const pass = async (delayMs: number) => {
    await seams.clock.untilScheduled(delayMs);
    seams.clock.advance(delayMs);
  };

  it('hands on trace, deadline, caller and key', async () => {
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const context = callContext(seams, {
      caller: { id: 'c', app: 'shop', plan: 'gold' },
      idempotencyKey: 'k',
      span: startServerSpan(seams.tracer, 'test', `00-${traceId}-b7ad6b7169203331-01`),
    });
    await backend().call(context, get);
    expect(server.received[0]?.headers).toMatchObject({
      'x-deadline-ms': '1000',
      'x-caller-id': 'c',
      'x-caller-app': 'shop',
      'x-caller-plan': 'gold',
      'idempotency-key': 'k',
      traceparent: expect.stringContaining(traceId),
    });
  });

  it('puts the path of its URL before every path, and sends an object as JSON', async () => {
    const upstream = createUpstream('backend', 'http://backend:8080/v2', seams);
    await upstream.call(callContext(seams), { ...get, method: 'POST', body: { a: 1 } });
    expect(server.received).toMatchObject([{ url: '/v2/things/1', method: 'POST', body: { a: 1 } }]);
  });

  it('returns an answer of whatever status', async () => {
    answer = () => ({ status: 404, body: { detail: 'no such thing' } });
    const reply = await backend().call(callContext(seams), get);
    expect(reply.status).toBe(404);
    expect(() => expectSuccess('backend', reply)).toThrow('no such thing');
  });

  it('gives up with 504 when the time of the call is over, and tells the other side how long it had', async () => {
    answer = () => null;
    const call = backend().call(callContext(seams), { ...get, resilience: { timeoutMs: 300 } });
    await server.hasReceived(1);
    seams.clock.advance(300);
    await expect(call).rejects.toMatchObject({ status: 504 });
    expect(server.received[0]?.headers['x-deadline-ms']).toBe('300');
    expect(seams.clock.waiting).toBe(0);
  });

  it('gives up with 504 when the deadline is nearer than its own time-out', async () => {
    answer = () => null;
    const call = backend().call(callContext(seams), { ...get, resilience: { timeoutMs: 3000 } });
    await server.hasReceived(1);
    seams.clock.advance(1000);
    await expect(call).rejects.toMatchObject({ status: 504 });
  });

  it('reads an answer by its charset, and answers 502 where that is not known', async () => {
    const body = Buffer.from('Müller', 'latin1');
    answer = ({ url }) => ({ type: `text/plain; charset=${url === '/odd' ? 'odd' : 'iso-8859-1'}`, body });
    expect((await backend().call(callContext(seams), get)).text).toBe('Müller');
    const odd = backend().call(callContext(seams), { ...get, path: '/odd' });
    await expect(odd).rejects.toMatchObject({ status: 502 });
  });

  it('calls nobody when the deadline has passed', async () => {
    const context = callContext(seams);
    seams.clock.advance(1000);
    await expect(backend().call(context, get)).rejects.toMatchObject({ status: 504 });
    expect(server.received).toEqual([]);
  });

  it('answers 502 when nobody listens', async () => {
    const nobody = createUpstream('nobody', 'http://nobody:8080', seams);
    await expect(nobody.call(callContext(seams), get)).rejects.toMatchObject({
      status: 502,
      message: 'nobody could not be reached (ENOTFOUND)',
    });
  });

  it('repeats what may be repeated, after a growing pause, and returns the first success', async () => {
    answer = (_request, index) => (index < 2 ? { status: 503 } : { body: { index } });
    const call = backend().call(callContext(seams), retrying);
    await pass(25);
    await pass(50);
    expect(readJson('backend', await call)).toEqual({ index: 2 });
    expect(server.received).toHaveLength(3);
  });

  it('repeats after a time-out', async () => {
    answer = (_request, index) => (index === 0 ? null : {});
    const call = backend().call(callContext(seams), retrying);
    await server.hasReceived(1);
    seams.clock.advance(500);
    await pass(25);
    expect((await call).status).toBe(200);
  });

  it('returns the last failure when the retries are used up', async () => {
    answer = () => ({ status: 500 });
    const call = backend().call(callContext(seams), retrying);
    await pass(25);
    await pass(50);
    expect((await call).status).toBe(500);
    expect(server.received).toHaveLength(3);
  });

  it('repeats no POST, unless it carries an Idempotency-Key', async () => {
    answer = (_request, index) => (index === 1 ? {} : { status: 500 });
    const post = { ...retrying, method: 'POST', body: {} };
    expect((await backend().call(callContext(seams), post)).status).toBe(500);
    server.received.length = 0;
    const keyed = backend().call(callContext(seams, { idempotencyKey: 'k' }), post);
    await pass(25);
    expect((await keyed).status).toBe(200);
  });

  it('repeats a POST that is said to change nothing', async () => {
    answer = (_request, index) => (index === 1 ? {} : { status: 500 });
    const read = { ...retrying, method: 'POST', body: {}, repeatable: true };
    const call = backend().call(callContext(seams), read);
    await pass(25);
    expect((await call).status).toBe(200);
  });

  it('repeats nothing that is said to be done once, whatever key its caller sent', async () => {
    answer = () => ({ status: 500 });
    const write = { ...retrying, method: 'POST', body: {}, repeatable: false };
    const context = callContext(seams, { idempotencyKey: 'k' });
    expect((await backend().call(context, write)).status).toBe(500);
    expect(server.received).toHaveLength(1);
  });

  it('repeats no answer below 500', async () => {
    answer = () => ({ status: 429 });
    expect((await backend().call(callContext(seams), retrying)).status).toBe(429);
    expect(server.received).toHaveLength(1);
  });

  it('returns the failure at once when the deadline leaves no time for a retry', async () => {
    answer = () => ({ status: 503 });
    const deadline = { remainingMs: () => 20 };
    const reply = await backend().call(callContext(seams, { deadline }), retrying);
    expect(reply.status).toBe(503);
    expect(server.received).toHaveLength(1);
  });

  it('fails at once while its breaker is open, with the time to wait, and recovers', async () => {
    answer = () => ({ status: 500 });
    const upstream = backend();
    const breaker = { errors: 0.5, over: 2, openMs: 5000 };
    const guarded = { ...get, resilience: { timeoutMs: 500, breaker } };
    await upstream.call(callContext(seams), guarded);
    await upstream.call(callContext(seams), guarded);
    const refused = upstream.call(callContext(seams), {
      ...guarded,
      resilience: { timeoutMs: 500, retries: 2, breaker },
    });
    await expect(refused).rejects.toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
    expect(server.received).toHaveLength(2);
    expect(seams.clock.waiting).toBe(0);
    seams.clock.advance(5000);
    answer = () => ({});
    expect((await upstream.call(callContext(seams), guarded)).status).toBe(200);
  });

  describe('with a breaker and a caller who leaves less time than a call may take', () => {
    const resilience = { timeoutMs: 500, breaker: { errors: 0.5, over: 2, openMs: 5000 } };
    const guarded = { ...get, resilience };
    const timeOut = async (upstream: Upstream, ms: number) => {
      answer = () => null;
      const seen = server.received.length;
      const deadline = openDeadline(String(ms), 1000, seams.clock);
      const call = upstream.call(callContext(seams, { deadline }), guarded);
      await server.hasReceived(seen + 1);
      seams.clock.advance(Math.min(ms, 500));
      await expect(call).rejects.toMatchObject({ status: 504 });
    };

    it('counts no time-out that is his', async () => {
      const upstream = backend();
      for (const _ of [1, 2, 3]) await timeOut(upstream, 20);
      answer = () => ({});
      expect((await upstream.call(callContext(seams), guarded)).status).toBe(200);
    });

    it("counts no other service's 504 in such a time", async () => {
      const upstream = backend();
      answer = () => ({ status: 504 });
      const deadline = { remainingMs: () => 20 };
      for (const _ of [1, 2, 3]) await upstream.call(callContext(seams, { deadline }), guarded);
      expect((await upstream.call(callContext(seams), guarded)).status).toBe(504);
    });

    it('counts a time-out of the whole time', async () => {
      const upstream = backend();
      for (const _ of [1, 2]) await timeOut(upstream, 500);
      await expect(upstream.call(callContext(seams), guarded)).rejects.toMatchObject({ status: 503 });
    });

    it('leaves the trial to the next call', async () => {
      const upstream = backend();
      for (const _ of [1, 2]) await timeOut(upstream, 500);
      seams.clock.advance(5000);
      await timeOut(upstream, 20);
      answer = () => ({});
      expect((await upstream.call(callContext(seams), guarded)).status).toBe(200);
    });
  });

  it("takes an answer that blames the request for nobody's outage: it is neither repeated nor counted", async () => {
    answer = () => ({ status: 500, body: { fault: 'Client' } });
    const upstream = backend();
    const resilience = { timeoutMs: 500, retries: 2, breaker: { errors: 0.5, over: 2, openMs: 5000 } };
    const request = {
      ...get,
      resilience,
      blamesRequest: ({ text }: { text: string }) => text.includes('Client'),
    };
    for (const _ of [1, 2, 3]) expect((await upstream.call(callContext(seams), request)).status).toBe(500);
    expect(server.received).toHaveLength(3);
  });

  it('keeps a breaker for each operation', async () => {
    answer = ({ url }) => ({ status: url === '/bad' ? 500 : 200 });
    const upstream = backend();
    const resilience = { timeoutMs: 500, breaker: { errors: 0.5, over: 1, openMs: 5000 } };
    await upstream.call(callContext(seams), { operation: 'bad', method: 'GET', path: '/bad', resilience });
    const good = { operation: 'good', method: 'GET', path: '/good', resilience };
    expect((await upstream.call(callContext(seams), good)).status).toBe(200);
  });
});

describe('expectSuccess and readJson', () => {
  const answered = (status: number, text: string) => ({ status, headers: {}, text });

  it('passes a 4xx on as it is and makes a 502 of a redirect and of a 5xx', () => {
    const problem = (status: number) => {
      try {
        expectSuccess('backend', answered(status, '{"detail":"why"}'));
      } catch (error) {
        return error instanceof Problem ? [error.status, error.title, error.message] : error;
      }
      return null;
    };
    expect(problem(409)).toEqual([409, 'Conflict', 'why']);
    expect(problem(499)).toEqual([499, 'Bad Request', 'why']);
    expect(problem(302)).toEqual([502, 'Bad Gateway', 'backend answered 302']);
    expect(problem(503)).toEqual([502, 'Bad Gateway', 'backend answered 503']);
    expect(problem(204)).toBeNull();
  });

  it('hands on when to come again after a 429, and only then', () => {
    const headers = { 'retry-after': '30' };
    const refused = (status: number) => () =>
      expectSuccess('backend', { ...answered(status, '{}'), headers });
    expect(refused(429)).toThrow(expect.objectContaining({ status: 429, headers }));
    expect(refused(409)).toThrow(expect.objectContaining({ status: 409, headers: {} }));
  });

  it('reads an empty answer as null and refuses what is no JSON with 502', () => {
    expect(readJson('backend', answered(204, ''))).toBeNull();
    expect(() => readJson('backend', answered(200, '<html>'))).toThrow('not JSON');
  });
});
