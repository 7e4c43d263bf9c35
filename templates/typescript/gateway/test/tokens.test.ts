import {
  type CallContext,
  createApp,
  createHttpService,
  openDeadline,
  type Problem,
  type Service,
  type ServiceConfig,
} from '@lintel/kit';
import { type Client, serve, type TestSeams, testSeams } from '@lintel/kit/testing';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTokenVerifier, type TokenVerifier } from '../src/tokens.ts';

const minuteMs = 60_000;
const pairs = { first: await generateKeyPair('ES256'), second: await generateKeyPair('ES256') };

type KeyId = keyof typeof pairs;

const config: ServiceConfig = {
  name: 'identity',
  host: '127.0.0.1',
  port: 0,
  logLevel: 'silent',
  instanceId: '',
};

let seams: TestSeams;
let verifier: TokenVerifier;
let served: Client;
let log: CallContext['log'];
/** How often the keys were asked for, and what they are answered with. */
let fetches: number;
let answerKeys: () => Promise<unknown>;

function identity(): Service {
  const handle = async () => {
    fetches += 1;
    return { status: 200, body: await answerKeys() };
  };
  const operations = [{ name: 'keys', method: 'GET', path: '/auth/jwks', deadlineMs: 60_000, handle }];
  return createHttpService(config, seams, operations);
}

async function publish(...ids: readonly KeyId[]) {
  const keys = ids.map(async (kid) => ({ ...(await exportJWK(pairs[kid].publicKey)), kid, alg: 'ES256' }));
  const set = { keys: await Promise.all(keys) };
  answerKeys = async () => set;
}

const fail = () => Promise.reject(new Error('down'));

/** Returns the context of a request that has so much time. */
function context(deadlineMs = 3000): CallContext {
  return {
    span: seams.tracer.startSpan('test'),
    deadline: openDeadline(undefined, deadlineMs, seams.clock),
    caller: null,
    idempotencyKey: null,
    log,
  };
}

function claims(): SignJWT {
  return new SignJWT({ app: 'shopper', plan: 'standard' })
    .setIssuer('http://identity:8080')
    .setAudience('shop')
    .setSubject('ann')
    .setExpirationTime(seams.clock.now() / 1000 + 86_400);
}

async function bearer(kid: string, key: KeyId = 'first', token = claims()): Promise<string> {
  return `Bearer ${await token.setProtectedHeader({ alg: 'ES256', kid }).sign(pairs[key].privateKey)}`;
}

/** Resolves to the id of the caller, or to the status of the problem. */
function outcome(authorization: string, within = context()): Promise<string | number> {
  return verifier.verify(authorization, within).then(
    ({ id }) => id,
    ({ status }: Problem) => status,
  );
}

/** Lets what was begun in the background come to its end. */
async function settled(count: number) {
  await expect.poll(() => fetches).toBe(count);
  await expect.poll(() => seams.clock.waiting).toBe(0);
}

beforeEach(async () => {
  seams = testSeams();
  log = createApp(config, seams).log;
  fetches = 0;
  await publish('first');
  served = await serve(identity(), seams);
  verifier = createTokenVerifier(
    {
      name: 'identity',
      url: 'http://identity:8080',
      keysPath: '/auth/jwks',
      issuer: 'http://identity:8080',
      audience: 'shop',
    },
    seams,
  );
});

afterEach(async () => {
  await served.close();
  await seams.dispatcher.destroy();
});

describe('a token', () => {
  it('has to say who it is for, and until when', async () => {
    const endless = new SignJWT({}).setIssuer('http://identity:8080').setAudience('shop').setSubject('ann');
    const nobodys = new SignJWT({})
      .setIssuer('http://identity:8080')
      .setAudience('shop')
      .setExpirationTime(seams.clock.now() / 1000 + 60);
    expect(await outcome(await bearer('first', 'first', endless))).toBe(401);
    expect(await outcome(await bearer('first', 'first', nobodys))).toBe(401);
  });
});

describe('the keys', () => {
  it('stay while others cannot be fetched, whatever id is asked for', async () => {
    expect(await outcome(await bearer('first'))).toBe('ann');
    seams.clock.advance(11_000);
    answerKeys = fail;
    expect(await outcome(await bearer('forged', 'second'))).toBe(502);
    expect(await outcome(await bearer('first'))).toBe('ann');
    expect(fetches).toBe(2);
  });

  it('stay while something else than keys is answered', async () => {
    expect(await outcome(await bearer('first'))).toBe('ann');
    seams.clock.advance(11_000);
    answerKeys = async () => ({ error: 'none' });
    expect(await outcome(await bearer('forged', 'second'))).toBe(502);
    expect(await outcome(await bearer('first'))).toBe('ann');
  });

  it('are fetched for an unknown id, once in ten seconds', async () => {
    expect(await outcome(await bearer('first'))).toBe('ann');
    seams.clock.advance(10_001);
    await publish('first', 'second');
    expect(await outcome(await bearer('second', 'second'))).toBe('ann');
    for (const id of ['a', 'b', 'c']) expect(await outcome(await bearer(id, 'second'))).toBe(401);
    expect(fetches).toBe(2);
    answerKeys = fail;
    seams.clock.advance(10_001);
    for (const id of ['a', 'b', 'c']) expect(await outcome(await bearer(id, 'second'))).toBe(502);
    expect(fetches).toBe(3);
  });

  it('are fetched for all who wait, each of them until its own deadline', async () => {
    let answer = () => {};
    const set = await answerKeys();
    answerKeys = () => new Promise((resolve) => (answer = () => resolve(set)));
    const hasty = outcome(await bearer('first'), context(20));
    const patient = outcome(await bearer('first'), context(3000));
    await expect.poll(() => fetches).toBe(1);
    seams.clock.advance(20);
    expect(await hasty).toBe(504);
    answer();
    expect([await patient, fetches]).toEqual(['ann', 1]);
  });

  it('are not waited for without end', async () => {
    answerKeys = () => new Promise(() => {});
    const patient = outcome(await bearer('first'), context(60_000));
    await expect.poll(() => fetches).toBe(1);
    seams.clock.advance(5000);
    expect(await patient).toBe(504);
  });

  it('are asked for by one request in a second where there are none', async () => {
    answerKeys = fail;
    for (const _ of [1, 2, 3]) expect(await outcome(await bearer('first'))).toBe(502);
    expect(fetches).toBe(1);
    await publish('first');
    seams.clock.advance(1001);
    expect([await outcome(await bearer('first')), fetches]).toEqual(['ann', 2]);
  });
});

describe('keys that have become old', () => {
  it('go on while new ones are being fetched, and then no longer', async () => {
    const token = await bearer('first');
    expect(await outcome(token)).toBe('ann');
    await publish('second');
    seams.clock.advance(5 * minuteMs - 1);
    expect([await outcome(token), fetches]).toEqual(['ann', 1]);
    seams.clock.advance(1);
    expect(await outcome(token)).toBe('ann');
    await settled(2);
    expect(await outcome(token)).toBe(401);
    expect(await outcome(await bearer('second', 'second'))).toBe('ann');
  });

  it('go on for a quarter of an hour where no others can be had, and come back with the identity service', async () => {
    const token = await bearer('first');
    expect(await outcome(token)).toBe('ann');
    answerKeys = fail;
    for (const count of [2, 3]) {
      seams.clock.advance(5 * minuteMs);
      expect(await outcome(token)).toBe('ann');
      await settled(count);
    }
    seams.clock.advance(5 * minuteMs);
    expect(await outcome(token)).toBe(502);
    await publish('first');
    seams.clock.advance(1001);
    expect(await outcome(token)).toBe('ann');
  });

  it('are trusted no more after a time in which nobody came', async () => {
    const token = await bearer('first');
    expect(await outcome(token)).toBe('ann');
    await publish('second');
    seams.clock.advance(60 * minuteMs);
    expect(await outcome(token)).toBe(401);
  });
});
