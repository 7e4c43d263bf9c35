import { once } from 'node:events';
import { get } from 'node:http';
import Fastify from 'fastify';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type Answer,
  countCalls,
  countRequests,
  createHttpService,
  createUpstream,
  Problem,
  timedOut,
  type UpstreamRequest,
} from '../src/index.ts';
import { type Client, NotedMetrics, serve, type TestSeams, testSeams } from '../src/testing.ts';
import { callContext } from './call-context.ts';
import { FakeServer } from './fake-server.ts';

let metrics: NotedMetrics;
let seams: TestSeams;
beforeEach(() => {
  metrics = new NotedMetrics();
  seams = testSeams({ metrics });
});

describe('requests that come in', () => {
  let client: Client | null = null;
  afterEach(() => client?.close());
  const start = async (handle: () => Promise<Answer> = async () => ({ status: 200 })) => {
    const config = { name: 'shop', host: '127.0.0.1', port: 0, logLevel: 'silent', instanceId: '' };
    const operation = { name: 'op', method: 'POST', path: '/things/{thing-id}', deadlineMs: 1000, handle };
    client = await serve(createHttpService(config, seams, [operation]), seams);
    return client;
  };

  it('are counted by the template of their route, with status and duration', async () => {
    const { request } = await start(async () => {
      seams.clock.advance(30);
      return { status: 201 };
    });
    await request('POST', '/things/4711?x=1');
    expect(await metrics.hasServed(1)).toEqual([
      { method: 'POST', route: '/things/{thing-id}', status: 201, durationMs: 30 },
    ]);
  });

  it('are counted where they fail, and without a route where none serves them', async () => {
    const { request } = await start(async () => {
      throw new Problem(409, 'Conflict', 'no');
    });
    await request('POST', '/things/1');
    await request('POST', '/things/1', { body: '{' });
    await request('GET', '/made/up');
    await request('GET', '/health/live');
    expect(await metrics.hasServed(4)).toMatchObject([
      { route: '/things/{thing-id}', status: 409 },
      { route: '/things/{thing-id}', status: 400 },
      { route: null, status: 404 },
      { route: '/health/live', status: 200 },
    ]);
  });

  it('are counted with 499 where the client goes away before there is an answer', async () => {
    let begun = () => {};
    const isUnderWay = new Promise<void>((resolve) => {
      begun = resolve;
    });
    let end = (_answer: Answer) => {};
    const { url } = await start(() => {
      begun();
      return new Promise((resolve) => {
        end = resolve;
      });
    });
    const asking = get(`${url}/things/1`, { method: 'POST' });
    await isUnderWay;
    asking.destroy();
    await once(asking, 'error');
    expect(await metrics.hasServed(1)).toMatchObject([{ route: '/things/{thing-id}', status: 499 }]);
    end({ status: 200 });
  });

  it('cost nothing where nothing is counted: there is no hook', () => {
    const app = Fastify();
    const addHook = vi.spyOn(app, 'addHook');
    countRequests(app, testSeams(), () => null);
    expect(addHook).not.toHaveBeenCalled();
    countRequests(app, seams, () => null);
    expect(addHook).toHaveBeenCalledOnce();
  });
});

describe('calls that go out', () => {
  const read: UpstreamRequest = { operation: 'read', method: 'GET', path: '/things/1' };

  it('are counted an attempt each, with what each came to', async () => {
    const server = await FakeServer.start(seams, 'backend', (_request, index) =>
      index === 2 ? null : { status: index === 0 ? 503 : 200 },
    );
    const backend = createUpstream('backend', 'http://backend:8080', { ...seams, random: { next: () => 0 } });
    const resilience = { timeoutMs: 500, retries: 1 };
    const answered = backend.call(callContext(seams), { ...read, resilience });
    await seams.clock.untilScheduled(0);
    seams.clock.advance(0);
    await answered;
    const unanswered = backend.call(callContext(seams), { ...read, resilience: { timeoutMs: 500 } });
    await server.hasReceived(3);
    seams.clock.advance(500);
    await expect(unanswered).rejects.toMatchObject({ status: 504 });
    const of = { peer: 'backend', method: 'GET' };
    expect(metrics.calls).toEqual([
      { ...of, durationMs: 0, outcome: 503 },
      { ...of, durationMs: 0, outcome: 200 },
      { ...of, durationMs: 500, outcome: 'timeout' },
    ]);
    await seams.dispatcher.destroy();
    await server.close();
  });

  it.each([
    ['timeout', timedOut('backend')],
    ['cancelled', new Problem(499, 'Client Closed Request', 'gone')],
    ['connection', new Problem(502, 'Bad Gateway', 'down')],
    ['connection', new Error('ECONNRESET')],
  ])('are counted as %s, by why there was no answer', async (outcome, error) => {
    const send = countCalls(
      seams,
      () => 'backend',
      async (_request: { readonly method: string }): Promise<Answer> => {
        throw error;
      },
    );
    await expect(send({ method: 'GET' })).rejects.toBe(error);
    expect(metrics.calls).toMatchObject([{ peer: 'backend', outcome }]);
  });

  it('go out as they are where nothing is counted', () => {
    const send = async (_request: { readonly method: string }) => ({ status: 200 });
    expect(countCalls(testSeams(), () => 'backend', send)).toBe(send);
  });

  it('show the breaker that watches over them', async () => {
    const server = await FakeServer.start(seams, 'backend', () => ({ status: 500 }));
    const backend = createUpstream('backend', 'http://backend:8080', seams);
    const breaker = { errors: 0.5, over: 2, openMs: 5000 };
    const request = { ...read, resilience: { timeoutMs: 500, breaker } };
    await backend.call(callContext(seams), request);
    expect(metrics.breakers).toMatchObject([{ peer: 'backend', operation: 'read' }]);
    expect(metrics.breakers[0]?.breaker.state()).toBe('closed');
    await backend.call(callContext(seams), request);
    expect(metrics.breakers[0]?.breaker.state()).toBe('open');
    expect(metrics.breakers).toHaveLength(1);
    await seams.dispatcher.destroy();
    await server.close();
  });
});
