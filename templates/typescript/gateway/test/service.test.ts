import {
  type Answer,
  type CallContext,
  createHttpService,
  type Input,
  Problem,
  type Service,
} from '@lintel/kit';
import { type Client, NotedMetrics, type Reply, serve, type TestSeams, testSeams } from '@lintel/kit/testing';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createService } from '../src/service.ts';
import type { GatewayConfig, Route } from '../src/settings.ts';

const keys = await generateKeyPair('ES256');
const otherKeys = await generateKeyPair('ES256');

const plain = { cacheMs: null, cachePer: 'caller', idempotency: 'accepted', public: false } as const;
const routes: readonly Route[] = [
  { ...plain, pattern: '/things/**', to: 'shop' },
  { ...plain, pattern: '/news', to: 'shop', cacheMs: 1000, cachePer: 'everyone' },
  { ...plain, pattern: '/mine', to: 'shop', cacheMs: 1000 },
  { ...plain, pattern: '/long', to: 'shop', cacheMs: 60_000 },
  { ...plain, pattern: '/orders', to: 'shop', idempotency: 'required' },
  { ...plain, pattern: '/auth/**', to: 'shop', public: true },
  { ...plain, pattern: '/shown', to: 'shop', public: true, cacheMs: 1000, cachePer: 'everyone' },
  { ...plain, pattern: '/gone', to: 'nobody' },
];

const config: GatewayConfig = {
  name: 'gateway',
  host: '127.0.0.1',
  port: 0,
  logLevel: 'silent',
  instanceId: 'this-one',
  deadlineMs: 3000,
  identity: {
    name: 'identity',
    url: 'http://identity:8080',
    keysPath: '/auth/jwks',
    issuer: 'http://identity:8080',
    audience: 'shop',
  },
  plans: [{ name: 'standard', ratePerSecond: 1000, burst: 1000, per: 'app' }],
  routes,
  upstreams: { shop: 'http://shop:8080', nobody: 'http://nobody:8080' },
  bodyBytes: 500_000,
  cacheBytes: 1_000_000,
};

let seams: TestSeams;
let gateway: Client;
let started: Client[];
/** What the service behind the gateway was asked, in order. */
let asked: { readonly operation: string; readonly input: Input; readonly context: CallContext }[];
let answerWith: (input: Input) => Promise<Answer>;

function operation(name: string, method: string, path: string) {
  const handle = (input: Input, context: CallContext) => {
    asked.push({ operation: name, input, context });
    return answerWith(input);
  };
  return { name, method, path, deadlineMs: 10_000, handle };
}

function shop(): Service {
  return createHttpService({ ...config, name: 'shop' }, seams, [
    operation('getThing', 'GET', '/things/{id}'),
    operation('putThing', 'PUT', '/things/{id}'),
    operation('getNews', 'GET', '/news'),
    operation('getMine', 'GET', '/mine'),
    operation('getShown', 'GET', '/shown'),
    operation('getLong', 'GET', '/long'),
    operation('order', 'POST', '/orders'),
    operation('token', 'POST', '/auth/token'),
  ]);
}

function identity(): Service {
  const handle = async () => {
    const key = { ...(await exportJWK(keys.publicKey)), kid: 'first', alg: 'ES256' };
    return { status: 200, body: { keys: [key] } };
  };
  const operations = [{ name: 'keys', method: 'GET', path: '/auth/jwks', deadlineMs: 1000, handle }];
  return createHttpService({ ...config, name: 'identity' }, seams, operations);
}

async function token(
  subject: string,
  change: { key?: typeof keys.privateKey; audience?: string; expiresInS?: number } = {},
) {
  const nowS = Math.floor(seams.clock.now() / 1000);
  return new SignJWT({ app: 'shopper', plan: 'standard' })
    .setProtectedHeader({ alg: 'ES256', kid: 'first' })
    .setIssuer('http://identity:8080')
    .setAudience(change.audience ?? 'shop')
    .setSubject(subject)
    .setIssuedAt(nowS)
    .setExpirationTime(nowS + (change.expiresInS ?? 300))
    .sign(change.key ?? keys.privateKey);
}

async function bearer(subject: string, change = {}) {
  return { authorization: `Bearer ${await token(subject, change)}` };
}

beforeEach(async () => {
  seams = testSeams();
  asked = [];
  answerWith = async (input) => ({
    status: 200,
    body: { id: input.params['id'] ?? null, sent: input.body ?? null },
  });
  started = [];
  for (const service of [shop(), identity()]) started.push(await serve(service, seams));
  gateway = await serve(createService(config, seams), seams);
  started.push(gateway);
});

afterEach(async () => {
  await Promise.all(started.map((client) => client.close()));
  await seams.dispatcher.destroy();
});

describe('who may come in', () => {
  it('refuses a request without a token, and says how to ask', async () => {
    const reply = await gateway.request('GET', '/things/1');
    expect(reply.status).toBe(401);
    expect(reply.headers.get('www-authenticate')).toBe('Bearer');
    expect(asked).toEqual([]);
  });

  it.each([
    ['of another signer', { key: otherKeys.privateKey }],
    ['for another audience', { audience: 'bank' }],
    ['that has expired', { expiresInS: -1 }],
  ])('refuses a token %s', async (_what, change) => {
    const reply = await gateway.request('GET', '/things/1', { headers: await bearer('ann', change) });
    expect(reply.status).toBe(401);
    expect(asked).toEqual([]);
  });

  it('refuses a token that it knew as soon as it has expired', async () => {
    const headers = await bearer('ann');
    expect((await gateway.request('GET', '/things/1', { headers })).status).toBe(200);
    seams.clock.advance(301_000);
    expect((await gateway.request('GET', '/things/1', { headers })).status).toBe(401);
  });

  it('tells the service who calls, whatever the client says it is', async () => {
    const headers = { ...(await bearer('ann')), 'x-caller-id': 'eve', 'x-caller-plan': 'gold' };
    await gateway.request('GET', '/things/1', { headers });
    expect(asked[0]?.context.caller).toEqual({ id: 'ann', app: 'shopper', plan: 'standard' });
  });

  it('names nobody on a public route', async () => {
    await gateway.request('POST', '/auth/token', { headers: { 'x-caller-id': 'eve' }, body: {} });
    expect(asked[0]?.context.caller).toBeNull();
  });
});

describe('what is passed on', () => {
  it('streams the body there and the answer back', async () => {
    const body = { text: 'x'.repeat(300_000) };
    const reply = await gateway.request('PUT', '/things/a%2Fb?deep=1', {
      headers: await bearer('ann'),
      body,
    });
    expect(reply.body).toEqual({ id: 'a/b', sent: body });
    expect(asked[0]?.input.query).toEqual({ deep: '1' });
  });

  it('passes a failure of the service on as it is', async () => {
    answerWith = () => Promise.reject(new Problem(409, 'Conflict', 'already there'));
    const reply = await gateway.request('PUT', '/things/1', { headers: await bearer('ann'), body: {} });
    expect(reply.status).toBe(409);
    expect(reply.body).toMatchObject({ detail: 'already there' });
  });

  it('gives the service what is left of its deadline', async () => {
    await gateway.request('GET', '/things/1', { headers: await bearer('ann') });
    expect(asked[0]?.context.deadline.remainingMs()).toBe(3000);
  });

  it.each(['1', '0', '700', '90000', 'soon'])(
    'lets no client say how long it may take (%s)',
    async (budget) => {
      const headers = { ...(await bearer('ann')), 'x-deadline-ms': budget };
      expect((await gateway.request('GET', '/things/1', { headers })).status).toBe(200);
      expect(asked[0]?.context.deadline.remainingMs()).toBe(3000);
    },
  );

  it('answers 504 when the deadline passes', async () => {
    // The keys are there already, so that it is the service that is waited for.
    await gateway.request('GET', '/things/1', { headers: await bearer('ann') });
    let finish = () => {};
    answerWith = () =>
      new Promise((resolve) => {
        finish = () => resolve({ status: 200, body: null });
      });
    const pending = gateway.request('GET', '/things/1', { headers: await bearer('ann') });
    await seams.clock.untilScheduled(3000);
    seams.clock.advance(3000);
    expect((await pending).status).toBe(504);
    finish();
  });

  it('answers 502 when nobody is there, and 404 where no route leads', async () => {
    expect((await gateway.request('GET', '/gone', { headers: await bearer('ann') })).status).toBe(502);
    expect((await gateway.request('GET', '/nowhere', { headers: await bearer('ann') })).status).toBe(404);
  });

  it('asks for an Idempotency-Key where the route requires it', async () => {
    const headers = await bearer('ann');
    for (const key of [undefined, '', ' ']) {
      const given = key === undefined ? headers : { ...headers, 'idempotency-key': key };
      expect((await gateway.request('POST', '/orders', { headers: given, body: {} })).status).toBe(400);
    }
    await gateway.request('POST', '/orders', { headers: { ...headers, 'idempotency-key': 'k1' }, body: {} });
    expect(asked.map(({ context }) => context.idempotencyKey)).toEqual(['k1']);
  });
});

/** A body as a client sends it that does not know its length beforehand. */
const inChunks = (text: string): Body => new Blob([text]).stream();

type Body = NonNullable<RequestInit['body']>;

describe('the length of a body', () => {
  const put = async (body: Body) => {
    const headers = { ...(await bearer('ann')), 'content-type': 'application/json' };
    return fetch(`${gateway.url}/things/1`, { method: 'PUT', headers, body, duplex: 'half' });
  };

  it.each([
    ['says that it is', (text: string) => text],
    ['only turns out to be', inChunks],
  ])('is bounded where it %s too long', async (_, send) => {
    const reply = await put(send(JSON.stringify('x'.repeat(config.bodyBytes - 1))));
    expect([reply.status, reply.headers.get('connection')]).toEqual([413, 'close']);
    expect(await reply.json()).toMatchObject({ detail: 'the body may have at most 500000 bytes' });
    expect(asked).toEqual([]);
  });

  it.each([
    ['is said', (text: string) => text],
    ['is not said', inChunks],
  ])('may be as much as the bound where it %s', async (_, send) => {
    const text = 'x'.repeat(config.bodyBytes - 2);
    expect(await (await put(send(JSON.stringify(text)))).json()).toEqual({ id: '1', sent: text });
  });
});

describe('what answers say', () => {
  it('is that nobody may keep them or take them for another type', async () => {
    const headers = await bearer('ann');
    for (const path of ['/things/1', '/nowhere', '/health/live']) {
      const reply = await gateway.request('GET', path, { headers });
      expect(reply.headers.get('cache-control')).toBe('no-store');
      expect(reply.headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  it('is for the service to decide, also of an answer that is given again', async () => {
    answerWith = async () => ({ status: 200, body: [], headers: { 'cache-control': 'max-age=60' } });
    const headers = await bearer('ann');
    for (const age of [null, '0']) {
      const reply = await gateway.request('GET', '/news', { headers });
      expect([reply.headers.get('age'), reply.headers.get('cache-control')]).toEqual([age, 'max-age=60']);
    }
  });
});

/** Headers of an answer but those of the moment and of how it was sent. */
function comparable({ headers }: Reply): Record<string, string> {
  const sent = Object.fromEntries(headers);
  for (const name of ['date', 'content-length', 'transfer-encoding']) delete sent[name];
  return sent;
}

describe('the cache', () => {
  it('gives an answer again, to everyone, until it is stale', async () => {
    await gateway.request('GET', '/news', { headers: await bearer('ann') });
    const second = await gateway.request('GET', '/news', { headers: await bearer('bob') });
    expect([second.status, second.headers.get('age'), asked.length]).toEqual([200, '0', 1]);
    seams.clock.advance(1001);
    await gateway.request('GET', '/news', { headers: await bearer('bob') });
    expect(asked.length).toBe(2);
  });

  it('never gives the answer for one caller to another', async () => {
    await gateway.request('GET', '/mine', { headers: await bearer('ann') });
    await gateway.request('GET', '/mine', { headers: await bearer('bob') });
    expect(asked.length).toBe(2);
  });

  it('never gives what a public route answered to somebody, or answers somebody with what it has for all', async () => {
    for (const headers of [{}, await bearer('ann'), await bearer('bob'), {}])
      await gateway.request('GET', '/shown', { headers });
    expect(asked.length).toBe(3);
  });

  it('gives an answer again for no longer than the service says', async () => {
    answerWith = async () => ({ status: 200, body: [], headers: { 'cache-control': 'max-age=2', age: '1' } });
    for (const milliseconds of [0, 999, 1]) {
      seams.clock.advance(milliseconds);
      await gateway.request('GET', '/long', { headers: await bearer('ann') });
    }
    expect(asked.length).toBe(2);
  });

  it('gives an answer again with all that the service said of it', async () => {
    const said = {
      etag: '"1"',
      'last-modified': 'Thu, 01 Jan 2026 00:00:00 GMT',
      'content-language': 'de',
      'content-type': 'application/vnd.shop+json; charset=utf-8',
      link: '</news?page=2>; rel="next"',
      'x-content-type-options': 'other',
      'x-own': 'kept',
    };
    const hop = { connection: 'x-hop', 'x-hop': '1' };
    answerWith = async () => ({ status: 200, body: '{"a":1}', headers: { ...said, ...hop, age: '7' } });
    const headers = await bearer('ann');
    const first = await gateway.request('GET', '/news', { headers });
    seams.clock.advance(999);
    const second = await gateway.request('GET', '/news', { headers });
    expect(asked.length).toBe(1);
    expect(second.body).toEqual(first.body);
    expect(Object.fromEntries(first.headers)).toMatchObject(said);
    expect(comparable(second)).toEqual({ ...comparable(first), age: '7' });
  });

  it('tells a client that has an answer that it is still the same', async () => {
    const headers = { etag: '"1"', 'content-language': 'de', 'x-own': 'kept' };
    answerWith = async () => ({ status: 200, body: {}, headers });
    const authorized = await bearer('ann');
    await gateway.request('GET', '/news', { headers: authorized });
    const ask = (tag: string) =>
      gateway.request('GET', '/news', { headers: { ...authorized, 'if-none-match': tag } });
    const same = await ask('W/"1"');
    expect([same.status, same.body, asked.length]).toEqual([304, null, 1]);
    expect(Object.fromEntries(same.headers)).toMatchObject({ etag: '"1"', 'x-own': 'kept', age: '0' });
    for (const name of ['content-type', 'content-language', 'content-length'])
      expect(same.headers.has(name)).toBe(false);
    expect((await ask('"2"')).status).toBe(200);
  });

  it('keeps no answer that lacks a part, and no failure', async () => {
    answerWith = async () => ({ status: 200, body: {}, headers: { 'x-missing': 'offers' } });
    await gateway.request('GET', '/news', { headers: await bearer('ann') });
    answerWith = async () => ({ status: 500, body: {} });
    await gateway.request('GET', '/news', { headers: await bearer('ann') });
    answerWith = async () => ({ status: 200, body: {} });
    const third = await gateway.request('GET', '/news', { headers: await bearer('ann') });
    expect([third.status, asked.length]).toEqual([200, 3]);
  });

  it('keeps no answer that says that it is for one caller', async () => {
    answerWith = async () => ({ status: 200, body: {}, headers: { 'set-cookie': 'sid=1' } });
    await gateway.request('GET', '/news', { headers: await bearer('ann') });
    const second = await gateway.request('GET', '/news', { headers: await bearer('bob') });
    expect([second.headers.get('age'), asked.length]).toEqual([null, 2]);
  });

  it('is none where it may hold nothing', async () => {
    const without = await serve(createService({ ...config, name: 'without', cacheBytes: 0 }, seams), seams);
    started.push(without);
    for (const subject of ['ann', 'bob']) {
      const reply = await without.request('GET', '/news', { headers: await bearer(subject) });
      expect(reply.body).toEqual({ id: null, sent: null });
    }
    expect(asked.length).toBe(2);
  });
});

describe('what is counted', () => {
  it('is each request by the pattern of its route, and each call by the service it went to', async () => {
    const metrics = new NotedMetrics();
    const counting = await serve(
      createService({ ...config, name: 'counting' }, { ...seams, metrics }),
      seams,
    );
    started.push(counting);
    const headers = await bearer('ann');
    await counting.request('GET', '/things/4711?x=1', { headers });
    await counting.request('GET', '/gone', { headers });
    await counting.request('GET', '/made/up');
    await counting.request('GET', '/health/live');
    expect(await metrics.hasServed(4)).toMatchObject([
      { route: '/things/**', status: 200 },
      { route: '/gone', status: 502 },
      { route: null, status: 404 },
      { route: '/health/live', status: 200 },
    ]);
    expect(metrics.calls).toMatchObject([
      { peer: 'identity', method: 'GET', outcome: 200 },
      { peer: 'shop', method: 'GET', outcome: 200 },
      { peer: 'nobody', method: 'GET', outcome: 'connection' },
    ]);
  });
});
