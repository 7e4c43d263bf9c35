import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sqliteStorage } from '@lintel/kit';
import { type Client, serve, type TestSeams, testSeams } from '@lintel/kit/testing';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createService } from '../src/service.ts';
import type { IdentityConfig } from '../src/settings.ts';

const config: IdentityConfig = {
  name: 'identity',
  host: '127.0.0.1',
  port: 0,
  logLevel: 'silent',
  instanceId: 'test',
  issuer: 'http://identity:8080',
  audience: 'shop',
  tokenMs: 300_000,
  plans: { shopper: 'standard' },
};

interface Registration {
  readonly client_id: string;
  readonly client_secret: string;
}

const grant = 'grant_type=client_credentials';
const form = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };

async function register(client: Client): Promise<Registration> {
  const reply = await client.request('POST', '/auth/register', { body: { software_id: 'shopper' } });
  return reply.body as Registration;
}

function basic(id: string, secret: string) {
  const pair = `${encodeURIComponent(id)}:${encodeURIComponent(secret)}`;
  return { ...form, authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

function ask(client: Client, { client_id, client_secret }: Registration, body = grant) {
  return client.request('POST', '/auth/token', { body, headers: basic(client_id, client_secret) });
}

async function verify(client: Client, token: string, at: number) {
  const { body } = await client.request('GET', '/auth/jwks');
  const { issuer, audience } = config;
  const options = { issuer, audience, algorithms: ['ES256'], currentDate: new Date(at) };
  return (await jwtVerify(token, createLocalJWKSet(body as JSONWebKeySet), options)).payload;
}

const tokenOf = (reply: { readonly body: unknown }) => (reply.body as { access_token: string }).access_token;

describe('identity', () => {
  let seams: TestSeams;
  let client: Client;
  beforeEach(async () => {
    seams = testSeams();
    client = await serve(await createService(config, seams), seams);
  });
  afterEach(() => client.close());

  it('registers an application on a device and gives it a secret of its own', async () => {
    const body = { client_name: 'Shopper', software_id: 'shopper', software_version: '1.2.0' };
    const reply = await client.request('POST', '/auth/register', { body });
    expect(reply.status).toBe(201);
    expect(reply.headers.get('cache-control')).toBe('no-store');
    expect(reply.body).toMatchObject({
      ...body,
      client_secret_expires_at: 0,
      client_id_issued_at: 1_767_225_600,
    });
    const [one, other] = [await register(client), await register(client)];
    expect(one.client_id).not.toBe(other.client_id);
    expect(one.client_secret).not.toBe(other.client_secret);
    expect(Buffer.from(one.client_secret, 'base64url')).toHaveLength(32);
  });

  it.each([
    ['an application that it does not know', { software_id: 'constructor' }],
    ['a registration without application', { client_name: 'Shopper' }],
    ['a registration that is no object', []],
  ])('refuses %s', async (_what, body) => {
    const reply = await client.request('POST', '/auth/register', { body });
    expect([reply.status, reply.body]).toMatchObject([400, { error: 'invalid_client_metadata' }]);
  });

  it('takes the plan from its configuration, not from the application', async () => {
    const body = { software_id: 'shopper', plan: 'unlimited' };
    const registration = (await client.request('POST', '/auth/register', { body })).body as Registration;
    const token = tokenOf(await ask(client, registration));
    expect(await verify(client, token, seams.clock.now())).toMatchObject({
      app: 'shopper',
      plan: 'standard',
    });
  });

  it('issues tokens that its published keys verify, for as long as it says', async () => {
    const registration = await register(client);
    const reply = await ask(client, registration);
    expect(reply.status).toBe(200);
    expect(reply.headers.get('cache-control')).toBe('no-store');
    expect(reply.body).toMatchObject({ token_type: 'Bearer', expires_in: 300 });
    const token = tokenOf(reply);
    const now = seams.clock.now();
    const payload = await verify(client, token, now);
    expect(payload).toMatchObject({ sub: registration.client_id, iat: now / 1000, exp: now / 1000 + 300 });
    expect(payload.jti).not.toBe((await verify(client, tokenOf(await ask(client, registration)), now)).jti);
    await expect(verify(client, token, now + 300_000)).rejects.toThrow(/"exp"/);
  });

  it('publishes its keys without their private part, and lets them be cached', async () => {
    const reply = await client.request('GET', '/auth/jwks');
    expect(reply.headers.get('cache-control')).toBe('public, max-age=300');
    const { keys } = reply.body as { keys: object[] };
    expect(keys).toHaveLength(1);
    expect(Object.keys(keys[0] ?? {}).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
  });

  it('takes the credentials from the form as well', async () => {
    const { client_id, client_secret } = await register(client);
    const body = `${grant}&client_id=${client_id}&client_secret=${client_secret}`;
    expect((await client.request('POST', '/auth/token', { body, headers: form })).status).toBe(200);
  });

  it('refuses a wrong secret and an unknown client alike', async () => {
    const { client_id, client_secret } = await register(client);
    const wrong = await ask(client, { client_id, client_secret: 'wrong' });
    const unknown = await ask(client, { client_id: 'unknown', client_secret });
    expect(wrong.status).toBe(401);
    expect(wrong.headers.get('www-authenticate')).toMatch(/^Basic /);
    expect(wrong.body).toMatchObject({ error: 'invalid_client' });
    expect([unknown.status, unknown.body]).toEqual([wrong.status, wrong.body]);
  });

  it.each([
    ['no grant type', '', 'invalid_request'],
    ['another grant type', 'grant_type=password', 'unsupported_grant_type'],
    ['a scope', `${grant}&scope=admin`, 'invalid_scope'],
    ['a parameter twice', `${grant}&${grant}`, 'invalid_request'],
    ['credentials in two ways', `${grant}&client_secret=x`, 'invalid_request'],
  ])('refuses a request with %s', async (_what, body, error) => {
    const reply = await ask(client, await register(client), body);
    expect([reply.status, reply.body]).toMatchObject([400, { error }]);
  });

  it('refuses a body that is no form', async () => {
    const reply = await client.request('POST', '/auth/token', { body: { grant_type: 'client_credentials' } });
    expect([reply.status, reply.body]).toMatchObject([400, { error: 'invalid_request' }]);
  });

  it.each([undefined, 'Basic', 'Basic !', 'Bearer abc', `Basic ${Buffer.from('%zz:x').toString('base64')}`])(
    'refuses the authorization %s',
    async (authorization) => {
      const headers = authorization === undefined ? form : { ...form, authorization };
      const reply = await client.request('POST', '/auth/token', { body: grant, headers });
      expect([reply.status, reply.body]).toMatchObject([401, { error: 'invalid_client' }]);
    },
  );

  it('serves many devices that register and sign in at once', async () => {
    const tokens = await Promise.all(
      Array.from({ length: 50 }, async () => tokenOf(await ask(client, await register(client)))),
    );
    const payloads = await Promise.all(tokens.map((token) => verify(client, token, seams.clock.now())));
    expect(new Set(payloads.map((payload) => payload.sub)).size).toBe(50);
  });
});

describe('identity over a restart', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'identity-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('keeps its keys and its clients, so that tokens stay valid', async () => {
    const start = async () => {
      const seams = testSeams({ storage: sqliteStorage(folder) });
      return { seams, client: await serve(await createService(config, seams), seams) };
    };
    const first = await start();
    const registration = await register(first.client);
    const token = tokenOf(await ask(first.client, registration));
    await first.client.close();
    const second = await start();
    expect(await verify(second.client, token, second.seams.clock.now())).toMatchObject({
      sub: registration.client_id,
    });
    expect((await ask(second.client, registration)).status).toBe(200);
    await second.client.close();
  });
});
