import { type Storage, sqliteStorage } from '@lintel/kit';
import { type Client, serve, type TestSeams, testSeams } from '@lintel/kit/testing';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PushTables } from '../src/schema.ts';
import { createService } from '../src/service.ts';
import type { PushConfig } from '../src/settings.ts';

const dayMs = 86_400_000;

const config: PushConfig = {
  name: 'push',
  host: '127.0.0.1',
  port: 0,
  logLevel: 'warn',
  instanceId: 'test',
  providers: { fcm: 'http://push-fcm:8080', apns: 'http://push-apns:8080' },
  fcmProject: 'shop',
  apnsTopic: 'org.example.shop',
  retentionMs: 30 * dayMs,
};

interface ProviderCall {
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
}

interface ProviderAnswer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

/** A provider that notes what it is sent and answers as it is told, 200 if it is told nothing. */
class FakeProvider {
  readonly calls: ProviderCall[] = [];
  answers: ProviderAnswer[] = [];
  readonly #app: FastifyInstance = Fastify({ forceCloseConnections: true });
  #held: Promise<void> | null = null;
  #wake: () => void = () => {};

  async start(name: string, seams: TestSeams) {
    this.#app.post('/*', async (request, reply) => {
      this.calls.push({ url: request.url, headers: request.headers, body: request.body });
      this.#wake();
      await this.#held;
      const { status, headers, body } = this.answers.shift() ?? { status: 200 };
      return reply
        .code(status)
        .headers(headers ?? {})
        .send(body ?? {});
    });
    seams.dispatcher.setAddress(name, await this.#app.listen({ host: '127.0.0.1', port: 0 }));
  }

  /** Resolves when so many calls have come in. */
  async received(count: number): Promise<void> {
    while (this.calls.length < count) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Answers nothing until the returned function is called. */
  hold(): () => void {
    let release = () => {};
    this.#held = new Promise((resolve) => {
      release = resolve;
    });
    return release;
  }

  stop() {
    return this.#app.close();
  }
}

interface Sent {
  readonly messageId: string;
  readonly recipients: number;
}

interface State {
  readonly completedAt: string | null;
}

describe('push', () => {
  let seams: TestSeams;
  let client: Client;
  let fcm: FakeProvider;
  let apns: FakeProvider;
  let opened: Kysely<PushTables> | null;
  let logged: string[];
  const memory = sqliteStorage(null);
  const storage: Storage = {
    open<T>(service: string) {
      const database = memory.open<T>(service);
      opened = database as unknown as Kysely<PushTables>;
      return database;
    },
  };
  beforeEach(async () => {
    logged = [];
    seams = testSeams({ storage, logSink: { write: (line) => logged.push(line) } });
    fcm = new FakeProvider();
    apns = new FakeProvider();
    await Promise.all([fcm.start('push-fcm', seams), apns.start('push-apns', seams)]);
    client = await serve(await createService(config, seams), seams);
  });
  afterEach(async () => {
    await client.close();
    await Promise.all([fcm.stop(), apns.stop(), seams.dispatcher.destroy()]);
  });

  const register = (deviceToken: string, more: object = {}, headers: Record<string, string> = {}) =>
    client.request('POST', '/push/registry/device', {
      body: { deviceToken, operatingSystem: 'android', ...more },
      headers,
      caller: `owner-of-${deviceToken}`,
    });
  const registerAnonymously = (deviceToken: string, more: object = {}) =>
    client.request('POST', '/push/registry/device', {
      body: { deviceToken, operatingSystem: 'android', ...more },
    });
  const send = async (body: object, headers: Record<string, string> = {}) => {
    const reply = await client.request('POST', '/sender', { body, headers });
    return { ...reply, sent: reply.body as Sent };
  };
  const stateOf = async (id: string) => (await client.request('GET', `/sender/${id}`)).body as State;
  const completed = async (id: string): Promise<State> => {
    let state = await stateOf(id);
    while (state.completedAt === null) state = await stateOf(id);
    return state;
  };
  const hello = { message: { alert: 'Hello' } };

  it('answers at once, before any provider did', async () => {
    const release = fcm.hold();
    await register('t1');
    const { status, sent } = await send(hello);
    expect([status, sent.recipients]).toEqual([202, 1]);
    expect(await stateOf(sent.messageId)).toMatchObject({ completedAt: null, delivered: 0 });
    release();
    expect(await completed(sent.messageId)).toMatchObject({ delivered: 1, failed: 0, removed: 0 });
  });

  it('hands a message to the provider of each device, as that provider takes it', async () => {
    await register('a1');
    await register('i1', { operatingSystem: 'iOS' });
    const { sent } = await send({
      message: { alert: 'Hi', badge: 2, 'user-data': { order: 7 }, priority: 'high', consolidationKey: 'k' },
      config: { ttl: 60 },
    });
    await completed(sent.messageId);
    expect(fcm.calls).toMatchObject([
      {
        url: '/v1/projects/shop/messages:send',
        body: {
          message: {
            token: 'a1',
            notification: { body: 'Hi' },
            data: { order: '7', messageId: sent.messageId },
            android: { priority: 'HIGH', collapse_key: 'k', ttl: '60s' },
          },
        },
      },
    ]);
    expect(apns.calls).toMatchObject([
      {
        url: '/3/device/i1',
        headers: {
          'apns-topic': 'org.example.shop',
          'apns-push-type': 'alert',
          'apns-priority': '10',
          'apns-collapse-id': 'k',
          'apns-expiration': '1767225660',
        },
        body: { aps: { alert: 'Hi', badge: 2 }, order: 7, messageId: sent.messageId },
      },
    ]);
  });

  it('calls the providers within the trace of the request, and tells them nothing of its caller', async () => {
    await register('t1');
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const { sent } = await send(hello, {
      traceparent: `00-${traceId}-b7ad6b7169203331-01`,
      'x-caller-id': 'someone',
      'idempotency-key': 'key-1',
    });
    await completed(sent.messageId);
    const [call] = fcm.calls;
    expect(call?.headers['traceparent']).toContain(traceId);
    expect(call?.headers).not.toHaveProperty('x-caller-id');
    expect(call?.headers).not.toHaveProperty('idempotency-key');
  });

  it.each([
    ['all devices without criteria', {}, ['t1', 't2', 't3']],
    ['those of any of the categories', { categories: ['news', 'sale'] }, ['t1', 't2']],
    ['those with an alias', { alias: ['ann'] }, ['t1']],
    ['those of a caller', { alias: ['owner-of-t3'] }, ['t3']],
    ['those of a type', { deviceType: ['tablet'] }, ['t2']],
    ['those that meet all lists', { alias: ['ann', 'bob'], categories: ['sale'] }, ['t2']],
  ])('reaches %s', async (_what, criteria, tokens) => {
    await registerAnonymously('t1', { alias: 'ann', categories: ['news'] });
    await registerAnonymously('t2', {
      alias: 'bob',
      categories: ['sale', 'news'],
      deviceType: 'tablet',
    });
    await register('t3');
    await register('t4', { enabled: false, categories: ['news', 'sale'] });
    const { sent } = await send({ ...hello, criteria });
    expect(sent.recipients).toBe(tokens.length);
    await completed(sent.messageId);
    const reached = fcm.calls.map((call) => (call.body as { message: { token: string } }).message.token);
    expect(reached.sort()).toEqual(tokens);
  });

  it('delivers again after 1.5 s, then after 2.25 s, until the provider takes it', async () => {
    await register('t1');
    fcm.answers = [{ status: 503 }, { status: 429 }];
    const { sent } = await send(hello);
    await seams.clock.untilScheduled(1500);
    seams.clock.advance(1500);
    await seams.clock.untilScheduled(2250);
    expect(fcm.calls).toHaveLength(2);
    seams.clock.advance(2250);
    expect(await completed(sent.messageId)).toMatchObject({ delivered: 1, failed: 0 });
    expect(fcm.calls).toHaveLength(3);
  });

  it('gives up after six attempts', async () => {
    await register('t1');
    fcm.answers = Array.from({ length: 6 }, () => ({ status: 500 }));
    const { sent } = await send(hello);
    for (const delayMs of [1500, 2250, 3375, 5000, 5000]) {
      await seams.clock.untilScheduled(delayMs);
      seams.clock.advance(delayMs);
      await fcm.received(fcm.calls.length + 1);
    }
    expect(await completed(sent.messageId)).toMatchObject({ delivered: 0, failed: 1 });
    expect(fcm.calls).toHaveLength(6);
  });

  it('waits as long as the provider asks for', async () => {
    await register('t1');
    fcm.answers = [{ status: 429, headers: { 'retry-after': '7' } }];
    const { sent } = await send(hello);
    await seams.clock.untilScheduled(7000);
    seams.clock.advance(7000);
    expect(await completed(sent.messageId)).toMatchObject({ delivered: 1 });
  });

  it('does not deliver again what would come too late', async () => {
    await register('t1');
    fcm.answers = [{ status: 503 }];
    const { sent } = await send({ ...hello, config: { ttl: 1 } });
    expect(await completed(sent.messageId)).toMatchObject({ delivered: 0, failed: 1 });
  });

  const fcmError = (errorCode: string) => ({
    error: {
      code: 404,
      message: 'Requested entity was not found.',
      status: 'NOT_FOUND',
      details: [{ '@type': 'type.googleapis.com/google.firebase.fcm.v1.FcmError', errorCode }],
    },
  });
  /** 2026-01-01, when the clock of the tests starts. */
  const startMs = Date.UTC(2026, 0, 1);

  it.each([
    ['android', { status: 404, body: fcmError('UNREGISTERED') }],
    ['ios', { status: 410, body: { reason: 'Unregistered', timestamp: startMs + 1 } }],
    ['ios', { status: 410, body: { reason: 'ExpiredToken', timestamp: startMs + 1 } }],
    ['ios', { status: 400, body: { reason: 'BadDeviceToken' } }],
  ])('forgets a device of %s, and its categories, for the answer %j', async (operatingSystem, answer) => {
    await register('t1', { operatingSystem, categories: ['news'] });
    (operatingSystem === 'ios' ? apns : fcm).answers = [answer];
    const { sent } = await send(hello);
    expect(await completed(sent.messageId)).toMatchObject({ delivered: 0, failed: 0, removed: 1 });
    expect((await send(hello)).sent.recipients).toBe(0);
    expect(await opened?.selectFrom('device_categories').selectAll().execute()).toEqual([]);
  });

  it.each([
    ['android', { status: 404, headers: { 'content-type': 'text/html' }, body: '<h1>Not Found</h1>' }],
    ['android', { status: 404, body: { error: { code: 404, status: 'NOT_FOUND' } } }],
    ['android', { status: 403, body: fcmError('SENDER_ID_MISMATCH') }],
    ['android', { status: 410 }],
    ['ios', { status: 404, body: { reason: 'BadPath' } }],
    ['ios', { status: 400, body: { reason: 'BadTopic' } }],
    ['ios', { status: 400, body: { reason: 'DeviceTokenNotForTopic' } }],
    ['ios', { status: 410, body: 'Gone' }],
    ['ios', { status: 410, body: { reason: 'Unregistered', timestamp: startMs } }],
  ])('keeps a device of %s for the answer %j', async (operatingSystem, answer) => {
    await register('t1', { operatingSystem, categories: ['news'] });
    (operatingSystem === 'ios' ? apns : fcm).answers = [answer];
    const { sent } = await send(hello);
    expect(await completed(sent.messageId)).toMatchObject({ delivered: 0, failed: 1, removed: 0 });
    expect((await send({ ...hello, criteria: { categories: ['news'] } })).sent.recipients).toBe(1);
  });

  it('keeps a device that registers again while it is found to be gone', async () => {
    await register('t1', { categories: ['news'] });
    const release = fcm.hold();
    fcm.answers = [{ status: 404, body: fcmError('UNREGISTERED') }];
    const { sent } = await send(hello);
    await fcm.received(1);
    seams.clock.advance(1);
    await register('t1', { categories: ['news'] });
    release();
    expect(await completed(sent.messageId)).toMatchObject({ failed: 1, removed: 0 });
    expect((await send({ ...hello, criteria: { categories: ['news'] } })).sent.recipients).toBe(1);
  });

  it('does not deliver again what the provider refuses', async () => {
    await register('t1');
    fcm.answers = [{ status: 400 }];
    const { sent } = await send(hello);
    expect(await completed(sent.messageId)).toMatchObject({ failed: 1 });
    expect((await send(hello)).sent.recipients).toBe(1);
  });

  /** As pino numbers them. */
  const levels = { warn: 40, error: 50 };
  const logLines = (): readonly object[] => logged.map((line) => JSON.parse(line));

  it('logs a mistake in the configuration once, and how many devices were not reached by what answer', async () => {
    for (const token of ['t1', 't2', 't3', 't4']) await register(token);
    for (const token of ['i1', 'i2']) await register(token, { operatingSystem: 'ios' });
    const unauthorised = { status: 401, body: { error: { code: 401, status: 'UNAUTHENTICATED' } } };
    fcm.answers = [unauthorised, unauthorised, { status: 404, body: 'no such page' }, { status: 503 }];
    apns.answers = [200, 413].map((status) => ({ status }));
    const { sent } = await send({ ...hello, config: { ttl: 1 } });
    await completed(sent.messageId);
    const [mistake, summary, ...more] = logLines();
    expect(more).toEqual([]);
    expect(mistake).toMatchObject({
      level: levels.error,
      msg: expect.stringContaining('configuration is at fault'),
      messageId: sent.messageId,
      provider: 'fcm',
      status: 401,
      reason: 'UNAUTHENTICATED',
    });
    expect(summary).toMatchObject({
      level: levels.warn,
      messageId: sent.messageId,
      devices: { 'fcm 401': 2, 'fcm 404': 1, 'fcm 503': 1, 'apns 413': 1 },
    });
  });

  it('logs nothing of devices that are reached, at whatever attempt, or are gone', async () => {
    for (const token of ['t1', 't2']) await register(token);
    fcm.answers = [{ status: 404, body: fcmError('UNREGISTERED') }, { status: 503 }];
    const { sent } = await send(hello);
    await seams.clock.untilScheduled(1500);
    seams.clock.advance(1500);
    expect(await completed(sent.messageId)).toMatchObject({ delivered: 1, removed: 1 });
    expect(logLines()).toEqual([]);
  });

  it('logs that a provider does not answer', async () => {
    await register('t1');
    await fcm.stop();
    const { sent } = await send({ ...hello, config: { ttl: 1 } });
    await completed(sent.messageId);
    expect(logLines()).toMatchObject([{ level: levels.warn, devices: { 'fcm no answer': 1 } }]);
  });

  it('sends once for one Idempotency-Key', async () => {
    await register('t1');
    const key = { 'idempotency-key': 'order-7' };
    const [first, second] = await Promise.all([send(hello, key), send(hello, key)]);
    expect(second.sent).toEqual(first.sent);
    await completed(first.sent.messageId);
    expect(fcm.calls).toHaveLength(1);
  });

  it('reaches more devices than one batch holds, each once', async () => {
    const devices = Array.from({ length: 1100 }, (_, index) => ({
      token: `t${index}`,
      provider: 'fcm' as const,
      owner: '',
      enabled: 1,
      registered_at: 0,
    }));
    await opened?.insertInto('devices').values(devices).execute();
    const { sent } = await send(hello);
    expect(await completed(sent.messageId)).toMatchObject({ recipients: 1100, delivered: 1100, failed: 0 });
    const bodies = fcm.calls.map((call) => (call.body as { message: { token: string } }).message.token);
    expect(new Set(bodies).size).toBe(1100);
  });

  it('gives up redelivery when it is closed, and waits for no timer', async () => {
    await register('t1');
    fcm.answers = [{ status: 503 }];
    await send(hello);
    await seams.clock.untilScheduled(1500);
    await client.close();
    expect(seams.clock.waiting).toBe(0);
    expect(fcm.calls).toHaveLength(1);
  });

  it('replaces the old token that a device names', async () => {
    await register('t1');
    const renewed = await client.request('POST', '/push/registry/device', {
      body: { deviceToken: 't2', operatingSystem: 'android' },
      headers: { 'x-ag-old-token': 't1' },
      caller: 'owner-of-t1',
    });
    expect(renewed.status).toBe(200);
    expect((await send(hello)).sent.recipients).toBe(1);
    const stolen = await register('t3', {}, { 'x-ag-old-token': 't2' });
    expect(stolen.status).toBe(200);
    expect((await send(hello)).sent.recipients).toBe(2);
  });

  it('lets who signed in be reached as nobody else', async () => {
    expect((await register('t1', { alias: 'owner-of-t1' })).status).toBe(200);
    const refused = await register('t2', { alias: 'owner-of-t1' });
    expect([refused.status, refused.body]).toMatchObject([
      403,
      { detail: '"alias" must be the id of the caller, or left out' },
    ]);
    expect((await send({ ...hello, criteria: { alias: ['owner-of-t1'] } })).sent.recipients).toBe(1);
    expect((await send(hello)).sent.recipients).toBe(1);
  });

  it('renews a registration, categories included, instead of adding one', async () => {
    await register('t1', { categories: ['news', 'sale'] });
    const reply = await register('t1', { categories: ['news'] });
    expect(reply.body).toEqual({ deviceToken: 't1', variant: 'fcm', categories: ['news'] });
    expect((await send({ ...hello, criteria: { categories: ['sale'] } })).sent.recipients).toBe(0);
    expect((await send(hello)).sent.recipients).toBe(1);
  });

  it('unregisters a device for its owner only, a token of 163 characters too', async () => {
    const token = 'T'.repeat(163);
    await register(token);
    const remove = (caller: string) => client.request('DELETE', `/push/registry/device/${token}`, { caller });
    expect((await remove('someone-else')).status).toBe(404);
    expect((await remove(`owner-of-${token}`)).status).toBe(204);
    expect((await remove(`owner-of-${token}`)).status).toBe(404);
  });

  it('counts that a message was opened once for each device', async () => {
    await register('t1');
    const { sent } = await send(hello);
    const open = (caller: string, id = sent.messageId) =>
      client.request('PUT', `/push/registry/device/pushMessage/${id}`, { caller });
    expect((await open('d1')).status).toBe(204);
    await Promise.all([open('d1'), open('d2')]);
    expect(await stateOf(sent.messageId)).toMatchObject({ opened: 2 });
    expect((await open('d1', 'unknown')).status).toBe(404);
  });

  it('forgets a message, and who opened it, when the retention is over', async () => {
    await register('t1');
    const open = (id: string) =>
      client.request('PUT', `/push/registry/device/pushMessage/${id}`, { caller: 'd1' });
    const { sent: first } = await send(hello);
    await completed(first.messageId);
    await open(first.messageId);
    seams.clock.advance(20 * dayMs);
    const { sent: second } = await send(hello);
    await completed(second.messageId);
    await open(second.messageId);
    seams.clock.advance(11 * dayMs);
    expect((await open(first.messageId)).status).toBe(404);
    expect(await stateOf(second.messageId)).toMatchObject({ delivered: 1, opened: 1 });
    expect(await opened?.selectFrom('messages').select('id').execute()).toEqual([{ id: second.messageId }]);
    expect(await opened?.selectFrom('opens').select('message_id').execute()).toEqual([
      { message_id: second.messageId },
    ]);
    seams.clock.advance(20 * dayMs);
    await send(hello);
    expect(await opened?.selectFrom('opens').selectAll().execute()).toEqual([]);
  });

  it.each([
    ['no token', { operatingSystem: 'ios' }, '"deviceToken" is missing'],
    ['no system', { deviceToken: 't' }, '"operatingSystem" is missing'],
    [
      'categories that are no list',
      { deviceToken: 't', operatingSystem: 'ios', categories: 'a' },
      'must be a list',
    ],
  ])('refuses a registration with %s', async (_what, body, detail) => {
    const reply = await client.request('POST', '/push/registry/device', { body });
    expect([reply.status, reply.body]).toMatchObject([400, { detail: expect.stringContaining(detail) }]);
  });

  it.each([
    ['no message', {}, '"message" is missing'],
    ['nothing to say', { message: {} }, 'needs an "alert"'],
    ['another priority', { message: { alert: 'x', priority: 'urgent' } }, '"priority" must be'],
    ['more than 4096 bytes', { message: { alert: 'x'.repeat(4097) } }, 'at most 4096 bytes'],
    [
      'a consolidation key that no header can hold',
      { message: { alert: 'x', consolidationKey: 'Größe €' } },
      '"consolidationKey" must have printable ASCII',
    ],
    [
      'a consolidation key of two lines',
      { message: { alert: 'x', consolidationKey: 'a\nb' } },
      '"consolidationKey" must have printable ASCII',
    ],
    [
      'a consolidation key of more than 64 bytes',
      { message: { alert: 'x', consolidationKey: 'k'.repeat(65) } },
      '"consolidationKey" must have at most 64',
    ],
    ['half a second to live', { message: { alert: 'x' }, config: { ttl: 0.5 } }, '"ttl" must be'],
  ])('refuses to send %s', async (_what, body, detail) => {
    const { status, body: answer } = await send(body);
    expect([status, answer]).toMatchObject([400, { detail: expect.stringContaining(detail) }]);
  });
});
