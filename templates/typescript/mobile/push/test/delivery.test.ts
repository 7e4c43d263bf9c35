import { describe, expect, it } from 'vitest';
import { hello, usePush } from './push-under-test.ts';

describe('the delivery of a push service', () => {
  const push = usePush();

  it('answers at once, before any provider did', async () => {
    const release = push().fcm.hold();
    await push().register('t1');
    const { status, sent } = await push().send(hello);
    expect([status, sent.recipients]).toEqual([202, 1]);
    expect(await push().stateOf(sent.messageId)).toMatchObject({ completedAt: null, delivered: 0 });
    release();
    expect(await push().completed(sent.messageId)).toMatchObject({ delivered: 1, failed: 0, removed: 0 });
  });

  it('hands a message to the provider of each device, as that provider takes it', async () => {
    await push().register('a1');
    await push().register('i1', { operatingSystem: 'iOS' });
    const { sent } = await push().send({
      message: { alert: 'Hi', badge: 2, 'user-data': { order: 7 }, priority: 'high', consolidationKey: 'k' },
      config: { ttl: 60 },
    });
    await push().completed(sent.messageId);
    expect(push().fcm.calls).toMatchObject([
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
    expect(push().apns.calls).toMatchObject([
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
    await push().register('t1');
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const { sent } = await push().send(hello, {
      traceparent: `00-${traceId}-b7ad6b7169203331-01`,
      'x-caller-id': 'someone',
      'idempotency-key': 'key-1',
    });
    await push().completed(sent.messageId);
    const [call] = push().fcm.calls;
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
    await push().registerAnonymously('t1', { alias: 'ann', categories: ['news'] });
    await push().registerAnonymously('t2', {
      alias: 'bob',
      categories: ['sale', 'news'],
      deviceType: 'tablet',
    });
    await push().register('t3');
    await push().register('t4', { enabled: false, categories: ['news', 'sale'] });
    const { sent } = await push().send({ ...hello, criteria });
    expect(sent.recipients).toBe(tokens.length);
    await push().completed(sent.messageId);
    const reached = push().fcm.calls.map(
      (call) => (call.body as { message: { token: string } }).message.token,
    );
    expect(reached.sort()).toEqual(tokens);
  });

  it('delivers again after 1.5 s, then after 2.25 s, until the provider takes it', async () => {
    await push().register('t1');
    push().fcm.answers = [{ status: 503 }, { status: 429 }];
    const { sent } = await push().send(hello);
    await push().seams.clock.untilScheduled(1500);
    push().seams.clock.advance(1500);
    await push().seams.clock.untilScheduled(2250);
    expect(push().fcm.calls).toHaveLength(2);
    push().seams.clock.advance(2250);
    expect(await push().completed(sent.messageId)).toMatchObject({ delivered: 1, failed: 0 });
    expect(push().fcm.calls).toHaveLength(3);
  });

  it('gives up after six attempts', async () => {
    await push().register('t1');
    push().fcm.answers = Array.from({ length: 6 }, () => ({ status: 500 }));
    const { sent } = await push().send(hello);
    for (const delayMs of [1500, 2250, 3375, 5000, 5000]) {
      await push().seams.clock.untilScheduled(delayMs);
      push().seams.clock.advance(delayMs);
      await push().fcm.received(push().fcm.calls.length + 1);
    }
    expect(await push().completed(sent.messageId)).toMatchObject({ delivered: 0, failed: 1 });
    expect(push().fcm.calls).toHaveLength(6);
  });

  it('waits as long as the provider asks for', async () => {
    await push().register('t1');
    push().fcm.answers = [{ status: 429, headers: { 'retry-after': '7' } }];
    const { sent } = await push().send(hello);
    await push().seams.clock.untilScheduled(7000);
    push().seams.clock.advance(7000);
    expect(await push().completed(sent.messageId)).toMatchObject({ delivered: 1 });
  });

  it('does not deliver again what would come too late', async () => {
    await push().register('t1');
    push().fcm.answers = [{ status: 503 }];
    const { sent } = await push().send({ ...hello, config: { ttl: 1 } });
    expect(await push().completed(sent.messageId)).toMatchObject({ delivered: 0, failed: 1 });
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
  ])('forgets a device of %s, and its categories, for the answer %j', async (operatingSystem, answer) => {
    await push().register('t1', { operatingSystem, categories: ['news'] });
    (operatingSystem === 'ios' ? push().apns : push().fcm).answers = [answer];
    const { sent } = await push().send(hello);
    expect(await push().completed(sent.messageId)).toMatchObject({ delivered: 0, failed: 0, removed: 1 });
    expect((await push().send(hello)).sent.recipients).toBe(0);
    expect(await push().opened?.selectFrom('device_categories').selectAll().execute()).toEqual([]);
  });

  it.each([
    ['android', { status: 404, headers: { 'content-type': 'text/html' }, body: '<h1>Not Found</h1>' }],
    ['android', { status: 404, body: { error: { code: 404, status: 'NOT_FOUND' } } }],
    ['android', { status: 403, body: fcmError('SENDER_ID_MISMATCH') }],
    ['android', { status: 410 }],
    ['ios', { status: 404, body: { reason: 'BadPath' } }],
    ['ios', { status: 400, body: { reason: 'BadTopic' } }],
    ['ios', { status: 400, body: { reason: 'BadDeviceToken' } }],
    ['ios', { status: 400, body: { reason: 'DeviceTokenNotForTopic' } }],
    ['ios', { status: 410, body: 'Gone' }],
    ['ios', { status: 410, body: { reason: 'Unregistered', timestamp: startMs } }],
  ])('keeps a device of %s for the answer %j', async (operatingSystem, answer) => {
    await push().register('t1', { operatingSystem, categories: ['news'] });
    (operatingSystem === 'ios' ? push().apns : push().fcm).answers = [answer];
    const { sent } = await push().send(hello);
    expect(await push().completed(sent.messageId)).toMatchObject({ delivered: 0, failed: 1, removed: 0 });
    expect((await push().send({ ...hello, criteria: { categories: ['news'] } })).sent.recipients).toBe(1);
  });

  it('keeps a device that registers again while it is found to be gone', async () => {
    await push().register('t1', { categories: ['news'] });
    const release = push().fcm.hold();
    push().fcm.answers = [{ status: 404, body: fcmError('UNREGISTERED') }];
    const { sent } = await push().send(hello);
    await push().fcm.received(1);
    push().seams.clock.advance(1);
    await push().register('t1', { categories: ['news'] });
    release();
    expect(await push().completed(sent.messageId)).toMatchObject({ failed: 1, removed: 0 });
    expect((await push().send({ ...hello, criteria: { categories: ['news'] } })).sent.recipients).toBe(1);
  });

  it('does not deliver again what the provider refuses', async () => {
    await push().register('t1');
    push().fcm.answers = [{ status: 400 }];
    const { sent } = await push().send(hello);
    expect(await push().completed(sent.messageId)).toMatchObject({ failed: 1 });
    expect((await push().send(hello)).sent.recipients).toBe(1);
  });

  /** As pino numbers them. */
  const levels = { warn: 40, error: 50 };

  it('logs a mistake in the configuration once, and how many devices were not reached by what answer', async () => {
    for (const token of ['t1', 't2', 't3', 't4']) await push().register(token);
    for (const token of ['i1', 'i2']) await push().register(token, { operatingSystem: 'ios' });
    const unauthorised = { status: 401, body: { error: { code: 401, status: 'UNAUTHENTICATED' } } };
    push().fcm.answers = [unauthorised, unauthorised, { status: 404, body: 'no such page' }, { status: 503 }];
    push().apns.answers = [200, 413].map((status) => ({ status }));
    const { sent } = await push().send({ ...hello, config: { ttl: 1 } });
    await push().completed(sent.messageId);
    const [mistake, summary, ...more] = push().logLines();
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
    for (const token of ['t1', 't2']) await push().register(token);
    push().fcm.answers = [{ status: 404, body: fcmError('UNREGISTERED') }, { status: 503 }];
    const { sent } = await push().send(hello);
    await push().seams.clock.untilScheduled(1500);
    push().seams.clock.advance(1500);
    expect(await push().completed(sent.messageId)).toMatchObject({ delivered: 1, removed: 1 });
    expect(push().logLines()).toEqual([]);
  });

  it('logs that a provider does not answer', async () => {
    await push().register('t1');
    await push().fcm.stop();
    const { sent } = await push().send({ ...hello, config: { ttl: 1 } });
    await push().completed(sent.messageId);
    expect(push().logLines()).toMatchObject([{ level: levels.warn, devices: { 'fcm no answer': 1 } }]);
  });

  it('reaches more devices than one batch holds, each once', async () => {
    const devices = Array.from({ length: 1100 }, (_, index) => ({
      token: `t${index}`,
      provider: 'fcm' as const,
      owner: '',
      enabled: 1,
      registered_at: 0,
    }));
    await push().opened?.insertInto('devices').values(devices).execute();
    const { sent } = await push().send(hello);
    expect(await push().completed(sent.messageId)).toMatchObject({
      recipients: 1100,
      delivered: 1100,
      failed: 0,
    });
    const bodies = push().fcm.calls.map(
      (call) => (call.body as { message: { token: string } }).message.token,
    );
    expect(new Set(bodies).size).toBe(1100);
  });

  it('gives up redelivery when it is closed, and waits for no timer', async () => {
    await push().register('t1');
    push().fcm.answers = [{ status: 503 }];
    await push().send(hello);
    await push().seams.clock.untilScheduled(1500);
    await push().client.close();
    expect(push().seams.clock.waiting).toBe(0);
    expect(push().fcm.calls).toHaveLength(1);
  });
});
