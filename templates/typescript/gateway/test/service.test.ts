import { Problem } from '@lintel/kit';
import { NotedMetrics, serve } from '@lintel/kit/testing';
import { generateKeyPair } from 'jose';
import { describe, expect, it } from 'vitest';
import { createService } from '../src/service.ts';
import { config, useGateway } from './gateway-under-test.ts';

const otherKeys = await generateKeyPair('ES256');
const gateway = useGateway();

describe('who may come in', () => {
  it('refuses a request without a token, and says how to ask', async () => {
    const reply = await gateway().client.request('GET', '/things/1');
    expect(reply.status).toBe(401);
    expect(reply.headers.get('www-authenticate')).toBe('Bearer');
    expect(gateway().asked).toEqual([]);
  });

  it.each([
    ['of another signer', { key: otherKeys.privateKey }],
    ['for another audience', { audience: 'bank' }],
    ['that has expired', { expiresInS: -1 }],
  ])('refuses a token %s', async (_what, change) => {
    const reply = await gateway().client.request('GET', '/things/1', {
      headers: await gateway().bearer('ann', change),
    });
    expect(reply.status).toBe(401);
    expect(gateway().asked).toEqual([]);
  });

  it('refuses a token that it knew as soon as it has expired', async () => {
    const headers = await gateway().bearer('ann');
    expect((await gateway().client.request('GET', '/things/1', { headers })).status).toBe(200);
    gateway().seams.clock.advance(301_000);
    expect((await gateway().client.request('GET', '/things/1', { headers })).status).toBe(401);
  });

  it('tells the service who calls, whatever the client says it is', async () => {
    const headers = { ...(await gateway().bearer('ann')), 'x-caller-id': 'eve', 'x-caller-plan': 'gold' };
    await gateway().client.request('GET', '/things/1', { headers });
    expect(gateway().asked[0]?.context.caller).toEqual({ id: 'ann', app: 'shopper', plan: 'standard' });
  });

  it('names nobody on a public route', async () => {
    await gateway().client.request('POST', '/auth/token', { headers: { 'x-caller-id': 'eve' }, body: {} });
    expect(gateway().asked[0]?.context.caller).toBeNull();
  });
});

describe('what is passed on', () => {
  it('streams the body there and the answer back', async () => {
    const body = { text: 'x'.repeat(300_000) };
    const reply = await gateway().client.request('PUT', '/things/a%2Fb?deep=1', {
      headers: await gateway().bearer('ann'),
      body,
    });
    expect(reply.body).toEqual({ id: 'a/b', sent: body });
    expect(gateway().asked[0]?.input.query).toEqual({ deep: '1' });
  });

  it('passes a failure of the service on as it is', async () => {
    gateway().answerWith = () => Promise.reject(new Problem(409, 'Conflict', 'already there'));
    const reply = await gateway().client.request('PUT', '/things/1', {
      headers: await gateway().bearer('ann'),
      body: {},
    });
    expect(reply.status).toBe(409);
    expect(reply.body).toMatchObject({ detail: 'already there' });
  });

  it('gives the service what is left of its deadline', async () => {
    await gateway().client.request('GET', '/things/1', { headers: await gateway().bearer('ann') });
    expect(gateway().asked[0]?.context.deadline.remainingMs()).toBe(3000);
  });

  it.each(['1', '0', '700', '90000', 'soon'])(
    'lets no client say how long it may take (%s)',
    async (budget) => {
      const headers = { ...(await gateway().bearer('ann')), 'x-deadline-ms': budget };
      expect((await gateway().client.request('GET', '/things/1', { headers })).status).toBe(200);
      expect(gateway().asked[0]?.context.deadline.remainingMs()).toBe(3000);
    },
  );

  it('answers 504 when the deadline passes', async () => {
    // The keys are there already, so that it is the service that is waited for.
    await gateway().client.request('GET', '/things/1', { headers: await gateway().bearer('ann') });
    let finish = () => {};
    gateway().answerWith = () =>
      new Promise((resolve) => {
        finish = () => resolve({ status: 200, body: null });
      });
    const pending = gateway().client.request('GET', '/things/1', { headers: await gateway().bearer('ann') });
    await gateway().seams.clock.untilScheduled(3000);
    gateway().seams.clock.advance(3000);
    expect((await pending).status).toBe(504);
    finish();
  });

  it('answers 502 when nobody is there, and 404 where no route leads', async () => {
    expect(
      (await gateway().client.request('GET', '/gone', { headers: await gateway().bearer('ann') })).status,
    ).toBe(502);
    expect(
      (await gateway().client.request('GET', '/nowhere', { headers: await gateway().bearer('ann') })).status,
    ).toBe(404);
  });

  it('asks for an Idempotency-Key where the route requires it', async () => {
    const headers = await gateway().bearer('ann');
    for (const key of [undefined, '', ' ']) {
      const given = key === undefined ? headers : { ...headers, 'idempotency-key': key };
      expect((await gateway().client.request('POST', '/orders', { headers: given, body: {} })).status).toBe(
        400,
      );
    }
    await gateway().client.request('POST', '/orders', {
      headers: { ...headers, 'idempotency-key': 'k1' },
      body: {},
    });
    expect(gateway().asked.map(({ context }) => context.idempotencyKey)).toEqual(['k1']);
  });
});

/** A body as a client sends it that does not know its length beforehand. */
const inChunks = (text: string): Body => new Blob([text]).stream();

type Body = NonNullable<RequestInit['body']>;

describe('the length of a body', () => {
  const put = async (body: Body) => {
    const headers = { ...(await gateway().bearer('ann')), 'content-type': 'application/json' };
    return fetch(`${gateway().client.url}/things/1`, { method: 'PUT', headers, body, duplex: 'half' });
  };

  it.each([
    ['says that it is', (text: string) => text],
    ['only turns out to be', inChunks],
  ])('is bounded where it %s too long', async (_, send) => {
    const reply = await put(send(JSON.stringify('x'.repeat(config.bodyBytes - 1))));
    expect([reply.status, reply.headers.get('connection')]).toEqual([413, 'close']);
    expect(await reply.json()).toMatchObject({ detail: 'the body may have at most 500000 bytes' });
    expect(gateway().asked).toEqual([]);
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
    const headers = await gateway().bearer('ann');
    for (const path of ['/things/1', '/nowhere', '/health/live']) {
      const reply = await gateway().client.request('GET', path, { headers });
      expect(reply.headers.get('cache-control')).toBe('no-store');
      expect(reply.headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  it('is for the service to decide, also of an answer that is given again', async () => {
    gateway().answerWith = async () => ({
      status: 200,
      body: [],
      headers: { 'cache-control': 'max-age=60' },
    });
    const headers = await gateway().bearer('ann');
    for (const age of [null, '0']) {
      const reply = await gateway().client.request('GET', '/news', { headers });
      expect([reply.headers.get('age'), reply.headers.get('cache-control')]).toEqual([age, 'max-age=60']);
    }
  });
});

describe('what is counted', () => {
  it('is each request by the pattern of its route, and each call by the service it went to', async () => {
    const metrics = new NotedMetrics();
    const counting = await serve(
      createService({ ...config, name: 'counting' }, { ...gateway().seams, metrics }),
      gateway().seams,
    );
    gateway().started.push(counting);
    const headers = await gateway().bearer('ann');
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
