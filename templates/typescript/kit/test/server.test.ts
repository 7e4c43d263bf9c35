import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import {
  badGateway,
  createApp,
  createHttpService,
  notFound,
  type Operation,
  type ServiceConfig,
  type ServiceOptions,
} from '../src/index.ts';
import { type Client, serve, type TestSeams, testSeams } from '../src/testing.ts';

const config: ServiceConfig = {
  name: 'shop',
  host: '127.0.0.1',
  port: 0,
  logLevel: 'error',
  instanceId: 'nonce',
};

const operation = (overrides: Partial<Operation>): Operation => ({
  name: 'op',
  method: 'POST',
  path: '/things/{id}',
  deadlineMs: 1000,
  handle: async (input) => ({ status: 200, body: input }),
  ...overrides,
});

describe('http service', () => {
  let client: Client | null = null;
  afterEach(() => client?.close());
  const start = async (
    one: Partial<Operation> = {},
    options: ServiceOptions = {},
    seams: TestSeams = testSeams(),
  ) => {
    client = await serve(createHttpService(config, seams, [operation(one)], options), seams);
    return client;
  };

  it('hands parameters, query and body to its operation', async () => {
    const { request } = await start();
    const reply = await request('POST', '/things/a%2Fb?x=1&x=2', { body: { y: 3 } });
    expect(reply.body).toEqual({ params: { id: 'a/b' }, query: { x: ['1', '2'] }, body: { y: 3 } });
  });

  it.each([
    [
      '/accounts/{account-id}/cards/{card.id}',
      '/accounts/a-1/cards/c.2',
      { 'account-id': 'a-1', 'card.id': 'c.2' },
    ],
    ['/things/all:sync', '/things/all:sync', {}],
  ])('answers %s', async (path, asked, params) => {
    const { request } = await start({ path });
    expect((await request('POST', asked, { body: {} })).body).toMatchObject({ params });
  });

  it('takes a path parameter as long as a push token', async () => {
    const { request } = await start();
    expect((await request('POST', `/things/${'t'.repeat(512)}`)).status).toBe(200);
  });

  it('answers with status, headers and, where there is none, no body', async () => {
    const { request } = await start({ handle: async () => ({ status: 204, headers: { 'x-a': 'b' } }) });
    const reply = await request('POST', '/things/1');
    expect([reply.status, reply.headers.get('x-a'), reply.body]).toEqual([204, 'b', null]);
  });

  it('hands on who called, the key, the headers, and the time that is left', async () => {
    const { request } = await start({
      handle: async (_input, { caller, idempotencyKey, deadline }, headers) => ({
        status: 200,
        body: { caller, idempotencyKey, left: deadline.remainingMs(), own: headers['x-own'] },
      }),
    });
    const headers = { 'idempotency-key': 'k', 'x-deadline-ms': '250', 'x-own': 'o' };
    const { body } = await request('POST', '/things/1', { headers, caller: 'ann' });
    expect(body).toEqual({
      caller: { id: 'ann', app: 'app', plan: 'standard' },
      idempotencyKey: 'k',
      left: 250,
      own: 'o',
    });
  });

  it.each([
    ['an unknown path', 'GET', '/nowhere?a=1', undefined, 404, 'nothing answers GET /nowhere'],
    ['another method', 'DELETE', '/things/1', undefined, 404, 'nothing answers DELETE /things/1'],
    ['a problem of its operation', 'POST', '/things/1', {}, 404, 'this thing does not exist'],
    ['a body that is no JSON', 'POST', '/things/1', '{', 400, 'Body is not valid JSON'],
  ])('answers %s with problem details', async (_what, method, path, body, status, detail) => {
    const { request } = await start({
      handle: async () => {
        throw notFound('this thing');
      },
    });
    const reply = await request(method, path, { body });
    expect(reply.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(reply.body).toMatchObject({
      type: 'about:blank',
      status,
      detail: expect.stringContaining(detail),
    });
    expect(reply.status).toBe(status);
  });

  it.each(['text/csv', 'text/plain'])('titles a refused media type for what it is: %s', async (type) => {
    const { request } = await start();
    const headers = { 'content-type': type };
    const reply = await request('POST', '/things/1', { body: 'a', headers });
    expect(reply.body).toMatchObject({ status: 415, title: 'Unsupported Media Type' });
  });

  const body: Operation['body'] = {
    schemas: { Count: { type: 'integer', minimum: 1 } },
    schema: { type: 'object', required: ['count'], properties: { count: { $ref: '#/schemas/Count' } } },
  };

  it.each([
    ['a field of another type', { count: 'many' }, [{ pointer: '#/count', detail: 'must be integer' }]],
    ['a field that is missing', {}, [{ pointer: '#/count', detail: 'is required' }]],
    ['a body of another type', [], [{ pointer: '#', detail: 'must be object' }]],
    [
      'no body',
      undefined,
      [
        { pointer: '#', detail: 'is required' },
        { pointer: '#/count', detail: 'is required' },
      ],
    ],
  ])('refuses %s where it says what the body has to be, and does nothing', async (_what, sent, errors) => {
    let handled = 0;
    const handle = async () => ({ status: 200, body: { handled: ++handled } });
    const { request } = await start({ body, handle });
    const reply = await request('POST', '/things/1', { body: sent });
    expect(reply.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect([reply.status, handled]).toEqual([400, 0]);
    expect(reply.body).toMatchObject({ title: 'Bad Request', status: 400, errors });
  });

  it('handles a body that fits as it is', async () => {
    const { request } = await start({ body });
    const reply = await request('POST', '/things/1', { body: { count: 2, more: 'x' } });
    expect(reply.body).toMatchObject({ body: { count: 2, more: 'x' } });
  });

  it.each(['/things/1', '/nowhere'])(
    'names the trace in the problem that %s is answered with',
    async (path) => {
      const { request } = await start({ body });
      const traceId = '0af7651916cd43dd8448eb211c80319c';
      const headers = { traceparent: `00-${traceId}-b7ad6b7169203331-01` };
      expect((await request('POST', path, { headers, body: {} })).body).toMatchObject({ traceId });
      const none = { traceparent: `00-${'0'.repeat(32)}-${'0'.repeat(16)}-00` };
      expect((await request('POST', path, { headers: none, body: {} })).body).not.toHaveProperty('traceId');
    },
  );

  it('tells nobody of an unforeseen error, and logs it with its stack', async () => {
    const lines: string[] = [];
    const seams = testSeams({ logSink: { write: (line: string) => lines.push(line) } });
    const handle = async () => {
      throw new Error('the password is sesame');
    };
    const { request } = await start({ handle }, {}, seams);
    const reply = await request('POST', '/things/1');
    expect([reply.status, JSON.stringify(reply.body)]).toEqual([500, expect.not.stringContaining('sesame')]);
    expect(JSON.parse(lines.join(''))).toMatchObject({
      service: 'shop',
      err: { stack: expect.stringContaining('sesame') },
    });
  });

  it.each<[string, Operation['handle'], object]>([
    [
      'what failed',
      async () => {
        throw badGateway('erp', 'answered 503');
      },
      { status: 502, msg: 'erp answered 503' },
    ],
    [
      'that it was answered so',
      async () => ({ status: 503, body: { secret: 'not for the log' } }),
      { status: 503, msg: 'answered with a failure' },
    ],
  ])('logs of an answer of 500 and above %s, in a line of its trace', async (_what, handle, said) => {
    const lines: string[] = [];
    const seams = testSeams({ logSink: { write: (line: string) => lines.push(line) } });
    const service = createHttpService({ ...config, logLevel: 'info' }, seams, [operation({ handle })]);
    client = await serve(service, seams);
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const headers = { traceparent: `00-${traceId}-b7ad6b7169203331-01` };
    await client.request('POST', '/things/1', { headers, body: { card: 'not to be told' } });
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { level: 40, service: 'shop', operation: 'op', trace_id: traceId, ...said },
    ]);
    expect(lines.join('')).not.toMatch(/not to be told|not for the log/);
  });

  it('logs nothing of an answer below 500', async () => {
    const lines: string[] = [];
    const seams = testSeams({ logSink: { write: (line: string) => lines.push(line) } });
    const handle: Operation['handle'] = async () => {
      throw notFound('this thing');
    };
    const service = createHttpService({ ...config, logLevel: 'info' }, seams, [operation({ handle })]);
    client = await serve(service, seams);
    await client.request('POST', '/things/1');
    expect(lines).toEqual([]);
  });

  it.each([
    ['names the trace of the request', '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'],
    ['names no trace where there is none', undefined],
  ])('logs a line that %s', async (_, traceparent) => {
    const lines: string[] = [];
    const seams = testSeams({ logSink: { write: (line: string) => lines.push(line) } });
    const handle: Operation['handle'] = async (_input, { log }) => {
      log.error('said by the operation');
      throw new Error('and by the server');
    };
    const { request } = await start({ handle }, {}, seams);
    await request('POST', '/things/1', traceparent === undefined ? {} : { headers: { traceparent } });
    const [, traceId] = traceparent?.split('-') ?? [];
    expect(lines.map((line) => JSON.parse(line).trace_id)).toEqual([traceId, traceId]);
  });

  it('reads a further media type as text where it is asked to', async () => {
    const { request } = await start({}, { textType: 'text/csv' });
    const headers = { 'content-type': 'text/csv; charset=utf-8' };
    expect((await request('POST', '/things/1', { body: 'a,b', headers })).body).toMatchObject({
      body: 'a,b',
    });
  });

  it('says that it lives and whether it is ready, with its instance', async () => {
    let isReady = false;
    const { request } = await start({}, { isReady: () => isReady });
    expect(await request('GET', '/health/live')).toMatchObject({ status: 200, body: { status: 'live' } });
    const instance = { service: 'shop', instance: 'nonce' };
    expect(await request('GET', '/health/ready')).toMatchObject({
      status: 503,
      body: { status: 'starting', ...instance },
    });
    isReady = true;
    expect(await request('GET', '/health/ready')).toMatchObject({
      status: 200,
      body: { status: 'ready', ...instance },
    });
  });

  it('gives clients a time to send a request, and connections more than a request may take', async () => {
    const { app } = createApp({ ...config, deadlineMs: 20_000 }, testSeams());
    await app.ready();
    const { requestTimeout, headersTimeout, timeout } = app.server;
    expect({ requestTimeout, headersTimeout, timeout }).toEqual({
      requestTimeout: 30_000,
      headersTimeout: 30_000,
      timeout: 50_000,
    });
    await app.close();
  });

  it.each([
    [1000, 10_000],
    [20_000, 20_000],
  ])(
    'is held up by no client that trickles its request, where requests take %i ms',
    async (deadlineMs, waits) => {
      const seams = testSeams();
      const { url, close } = await start({ deadlineMs }, {}, seams);
      const trickling = connect(Number(new URL(url).port), '127.0.0.1');
      const ended = once(trickling, 'close');
      trickling.on('error', () => {});
      trickling.write(
        'POST /things/1 HTTP/1.1\r\nhost: shop\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{',
      );
      // Once another one has its answer, the first is known to be there.
      await client?.request('GET', '/health/live');
      const closed = close();
      await seams.clock.untilScheduled(waits);
      seams.clock.advance(waits - 1);
      expect(trickling.destroyed).toBe(false);
      seams.clock.advance(1);
      await Promise.all([closed, ended]);
      expect(seams.clock.waiting).toBe(0);
    },
  );

  it('releases what it opened once, when it is closed', async () => {
    let closed = 0;
    const { close } = await start({}, { onClose: () => void closed++ });
    await close();
    await close();
    expect(closed).toBe(1);
  });

  it('refuses to listen on a port that is taken', async () => {
    const { url } = await start();
    const seams = testSeams();
    const other = createHttpService(config, seams, []);
    const port = Number(new URL(url).port);
    await expect(other.listen({ host: '127.0.0.1', port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await other.close();
  });
});
