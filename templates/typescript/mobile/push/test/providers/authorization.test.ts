import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { FakeProvider } from '../fake-provider.ts';
import { hello, usePush } from '../push-under-test.ts';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const minuteMs = 60_000;

describe('a push service with credentials', () => {
  const push = usePush({
    fcmAccount: {
      clientEmail: 'push@shop.example',
      privateKey: rsa.privateKey,
      privateKeyId: 'key-1',
      tokenUrl: 'http://oauth2:8080/token',
    },
    apnsKey: { privateKey: p256.privateKey, keyId: 'ABC1234567', teamId: 'DEF1234567' },
  });
  const verify = (token: string, key: KeyObject) =>
    jwtVerify(token, key, { currentDate: new Date(push().seams.clock.now()) });
  const sendAndWait = async () => push().completed((await push().send(hello)).sent.messageId);
  const authorizations = (of: FakeProvider) => of.calls.map(({ headers }) => headers['authorization']);

  /** Starts what gives out tokens at Google, with its next answers. */
  async function oauth(...answers: FakeProvider['answers']): Promise<FakeProvider> {
    const google = new FakeProvider();
    google.answers = answers;
    await google.start('oauth2', push().seams);
    return google;
  }
  const token = (access_token: string) => ({ status: 200, body: { access_token, expires_in: 3600 } });

  it('gives Google a signed statement for a token, and uses that until five minutes before it expires', async () => {
    const google = await oauth(token('t-1'), token('t-2'));
    for (const device of ['a', 'b', 'c']) await push().register(device);
    await sendAndWait();
    push().seams.clock.advance(54 * minuteMs);
    await sendAndWait();
    expect(google.calls).toHaveLength(1);
    expect(new Set(authorizations(push().fcm))).toEqual(new Set(['Bearer t-1']));
    push().seams.clock.advance(minuteMs);
    await sendAndWait();
    expect(authorizations(push().fcm).slice(-3)).toEqual(['Bearer t-2', 'Bearer t-2', 'Bearer t-2']);

    const [asked] = google.calls;
    expect(asked).toMatchObject({
      url: '/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    const form = new URLSearchParams(String(asked?.body));
    expect(form.get('grant_type')).toBe('urn:ietf:params:oauth:grant-type:jwt-bearer');
    const { payload, protectedHeader } = await jwtVerify(form.get('assertion') ?? '', rsa.publicKey, {
      currentDate: new Date(Date.UTC(2026, 0, 1)),
    });
    expect(protectedHeader).toEqual({ alg: 'RS256', kid: 'key-1', typ: 'JWT' });
    expect(payload).toEqual({
      iss: 'push@shop.example',
      aud: 'http://oauth2:8080/token',
      scope: 'https://www.googleapis.com/auth/firebase.messaging',
      iat: Date.UTC(2026, 0, 1) / 1000,
      exp: Date.UTC(2026, 0, 1, 1) / 1000,
    });
    await google.stop();
  });

  it('tries again later if there is no token at the moment', async () => {
    const google = await oauth({ status: 503 }, token('t-1'));
    await push().register('a');
    const { sent } = await push().send(hello);
    await push().seams.clock.untilScheduled(1500);
    push().seams.clock.advance(1500);
    expect(await push().completed(sent.messageId)).toMatchObject({ delivered: 1 });
    expect(authorizations(push().fcm)).toEqual(['Bearer t-1']);
    await google.stop();
  });

  it('says that it is refused, asks once for many devices, and again for the next message', async () => {
    const google = await oauth({ status: 400, body: { error: 'invalid_grant' } }, token('t-1'));
    for (const device of ['a', 'b', 'c']) await push().register(device);
    expect(await sendAndWait()).toMatchObject({ delivered: 0, failed: 3 });
    expect(google.calls).toHaveLength(1);
    expect(push().logLines()).toMatchObject([
      { provider: 'fcm', status: 'no access', reason: 'invalid_grant' },
      { devices: { 'fcm no access': 3 } },
    ]);
    push().seams.clock.advance(minuteMs);
    expect(await sendAndWait()).toMatchObject({ delivered: 3 });
    await google.stop();
  });

  it('gets another token, and sends again, when one is taken no more', async () => {
    const google = await oauth(token('t-1'), token('t-2'));
    for (const device of ['a', 'b']) await push().register(device);
    await sendAndWait();
    push().seams.clock.advance(minuteMs);
    push().fcm.answers = [{ status: 401 }, { status: 401 }];
    const { sent } = await push().send(hello);
    await push().seams.clock.untilScheduled(1500);
    push().seams.clock.advance(1500);
    expect(await push().completed(sent.messageId)).toMatchObject({ delivered: 2, failed: 0 });
    expect(authorizations(push().fcm).slice(-2)).toEqual(['Bearer t-2', 'Bearer t-2']);
    expect(google.calls).toHaveLength(2);
    await google.stop();
  });

  it('does not go on asking for tokens that are never taken', async () => {
    const google = await oauth(token('t-1'));
    for (const device of ['a', 'b']) await push().register(device);
    push().fcm.answers = [{ status: 401 }, { status: 401 }];
    expect(await sendAndWait()).toMatchObject({ failed: 2 });
    expect(google.calls).toHaveLength(1);
    await google.stop();
  });

  it('uses a token of little life for half of it', async () => {
    const short = (access_token: string) => ({ status: 200, body: { access_token, expires_in: 120 } });
    const google = await oauth(short('t-1'), short('t-2'));
    await push().register('a');
    await sendAndWait();
    push().seams.clock.advance(minuteMs - 1);
    await sendAndWait();
    push().seams.clock.advance(1);
    await sendAndWait();
    expect(authorizations(push().fcm)).toEqual(['Bearer t-1', 'Bearer t-1', 'Bearer t-2']);
    await google.stop();
  });

  it('takes an answer that is not about its account for no refusal', async () => {
    const google = await oauth({ status: 404, body: 'no such page' }, { status: 429 }, token('t-1'));
    await push().register('a');
    const { sent } = await push().send(hello);
    for (const delayMs of [1500, 2250]) {
      await push().seams.clock.untilScheduled(delayMs);
      push().seams.clock.advance(delayMs);
    }
    expect(await push().completed(sent.messageId)).toMatchObject({ delivered: 1 });
    await google.stop();
  });

  it.each([
    ['HTML', '<h1>Welcome</h1>'],
    ['no token', { expires_in: 3600 }],
    ['a token without end', { access_token: 't-1' }],
  ])('takes %s for no token', async (_what, body) => {
    const google = await oauth({ status: 200, body });
    await push().register('a');
    const { sent } = await push().send({ ...hello, config: { ttl: 1 } });
    expect(await push().completed(sent.messageId)).toMatchObject({ failed: 1 });
    expect(push().fcm.calls).toEqual([]);
    await google.stop();
  });

  it('signs a token for Apple, which it uses for forty minutes', async () => {
    await push().register('i', { operatingSystem: 'ios' });
    await sendAndWait();
    push().seams.clock.advance(40 * minuteMs - 1);
    await sendAndWait();
    push().seams.clock.advance(1);
    await sendAndWait();
    const [first, second, third] = authorizations(push().apns).map((value) => String(value));
    expect(second).toBe(first);
    expect(third).not.toBe(first);
    const [scheme, signed] = String(third).split(' ');
    expect(scheme).toBe('bearer');
    const { payload, protectedHeader } = await verify(signed ?? '', p256.publicKey);
    expect(protectedHeader).toEqual({ alg: 'ES256', kid: 'ABC1234567' });
    expect(payload).toEqual({ iss: 'DEF1234567', iat: Date.UTC(2026, 0, 1, 0, 40) / 1000 });
  });
});

describe('a push service that signs tokens for Apple', () => {
  const push = usePush({
    apnsKey: { privateKey: p256.privateKey, keyId: 'ABC1234567', teamId: 'DEF1234567' },
  });
  const expired = { status: 403, body: { reason: 'ExpiredProviderToken' } };
  const sendAndWait = async () => push().completed((await push().send(hello)).sent.messageId);

  it('signs another one, and sends again, when one is taken no more', async () => {
    await push().register('i', { operatingSystem: 'ios' });
    await sendAndWait();
    push().seams.clock.advance(minuteMs);
    push().apns.answers = [expired];
    const { sent } = await push().send(hello);
    await push().seams.clock.untilScheduled(1500);
    push().seams.clock.advance(1500);
    expect(await push().completed(sent.messageId)).toMatchObject({ delivered: 1 });
    const [, second, third] = push().apns.calls.map(({ headers }) => headers['authorization']);
    expect(third).not.toBe(second);
  });

  it('does not go on signing tokens that are never taken', async () => {
    await push().register('i', { operatingSystem: 'ios' });
    push().apns.answers = [expired];
    expect(await sendAndWait()).toMatchObject({ failed: 1 });
  });
});

describe('a push service without credentials', () => {
  const push = usePush();

  it('says nothing of who it is', async () => {
    await push().register('a');
    await push().register('i', { operatingSystem: 'ios' });
    await push().completed((await push().send(hello)).sent.messageId);
    for (const { calls } of [push().fcm, push().apns])
      expect(calls.map(({ headers }) => headers['authorization'])).toEqual([undefined]);
  });
});
