import { type Answer, type CallContext, createHttpService, type Input, type Service } from '@lintel/kit';
import { type Client, serve, type TestSeams, testSeams } from '@lintel/kit/testing';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterEach, beforeEach } from 'vitest';
import { createService } from '../src/service.ts';
import type { GatewayConfig, Route } from '../src/settings.ts';

const keys = await generateKeyPair('ES256');

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

/** What the gateway is told in tests, unless they say something else. */
export const config: GatewayConfig = {
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

/** What the service behind the gateway was asked. */
interface Asked {
  readonly operation: string;
  readonly input: Input;
  readonly context: CallContext;
}

/** How a token is unlike a good one. */
interface TokenChange {
  readonly key?: typeof keys.privateKey;
  readonly audience?: string;
  readonly expiresInS?: number;
}

/** A gateway between its clients, a service `shop` and the identity service, anew for each test. */
export class GatewayUnderTest {
  readonly seams: TestSeams = testSeams();
  client!: Client;
  /** In order. */
  readonly asked: Asked[] = [];
  answerWith: (input: Input) => Promise<Answer> = async (input) => ({
    status: 200,
    body: { id: input.params['id'] ?? null, sent: input.body ?? null },
  });
  /** What is closed in the end. */
  readonly started: Client[] = [];

  async start(): Promise<void> {
    for (const service of [this.#shop(), this.#identity()])
      this.started.push(await serve(service, this.seams));
    this.client = await serve(createService(config, this.seams), this.seams);
    this.started.push(this.client);
  }

  async stop(): Promise<void> {
    await Promise.all(this.started.map((client) => client.close()));
    await this.seams.dispatcher.destroy();
  }

  /** Returns the header of somebody who signed in. */
  async bearer(subject: string, change: TokenChange = {}) {
    const nowS = Math.floor(this.seams.clock.now() / 1000);
    const token = await new SignJWT({ app: 'shopper', plan: 'standard' })
      .setProtectedHeader({ alg: 'ES256', kid: 'first' })
      .setIssuer('http://identity:8080')
      .setAudience(change.audience ?? 'shop')
      .setSubject(subject)
      .setIssuedAt(nowS)
      .setExpirationTime(nowS + (change.expiresInS ?? 300))
      .sign(change.key ?? keys.privateKey);
    return { authorization: `Bearer ${token}` };
  }

  #shop(): Service {
    const operation = (name: string, method: string, path: string) => ({
      name,
      method,
      path,
      deadlineMs: 10_000,
      handle: (input: Input, context: CallContext) => {
        this.asked.push({ operation: name, input, context });
        return this.answerWith(input);
      },
    });
    return createHttpService({ ...config, name: 'shop' }, this.seams, [
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

  #identity(): Service {
    const handle = async () => {
      const key = { ...(await exportJWK(keys.publicKey)), kid: 'first', alg: 'ES256' };
      return { status: 200, body: { keys: [key] } };
    };
    const operations = [{ name: 'keys', method: 'GET', path: '/auth/jwks', deadlineMs: 1000, handle }];
    return createHttpService({ ...config, name: 'identity' }, this.seams, operations);
  }
}

/** Returns a function that gives the gateway of the test that runs. */
export function useGateway(): () => GatewayUnderTest {
  let gateway = new GatewayUnderTest();
  beforeEach(async () => {
    gateway = new GatewayUnderTest();
    await gateway.start();
  });
  afterEach(() => gateway.stop());
  return () => gateway;
}
