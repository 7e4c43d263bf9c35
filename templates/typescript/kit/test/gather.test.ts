import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { badGateway, createUpstream, expression, gather, type Part, type Upstream } from '../src/index.ts';
import { type TestSeams, testSeams } from '../src/testing.ts';
import { callContext, input } from './call-context.ts';
import { FakeServer } from './fake-server.ts';

const request = { operation: 'read', method: 'GET', path: '/{id}' };

/** An upstream that notes when calls begin, and answers each when it is told to. */
function heldUpstream() {
  const begun: string[] = [];
  const answers = new Map<string, () => void>();
  const upstream: Upstream = {
    name: 'held',
    call: (_context, { path }) =>
      new Promise((resolve) => {
        begun.push(path);
        answers.set(path, () => resolve({ status: 200, headers: {}, text: JSON.stringify(path) }));
      }),
  };
  return { begun, upstream, answer: (path: string) => answers.get(path)?.() };
}

const answering = (text: string): Upstream => ({
  name: 'answering',
  call: async () => ({ status: 200, headers: {}, text }),
});
const failing: Upstream = {
  name: 'failing',
  call: async () => {
    throw badGateway('failing', 'fails');
  },
};
const part = (from: Upstream, more: Partial<Part> = {}): Part => ({ from, request, ...more });

describe('gather', () => {
  let seams: TestSeams;
  beforeEach(() => {
    seams = testSeams();
  });
  afterEach(() => seams.dispatcher.destroy());
  const run = (parts: Readonly<Record<string, Part>>) =>
    gather(input({ params: { id: '1' } }), callContext(seams), parts);

  it('begins all parts at once and keeps their order in the answer', async () => {
    const { begun, upstream, answer } = heldUpstream();
    const gathered = run({
      a: part(upstream, { request: { ...request, path: '/a' } }),
      b: part(upstream, { request: { ...request, path: '/b' } }),
    });
    expect(begun).toEqual(['/a', '/b']);
    answer('/b');
    answer('/a');
    const { status, body } = await gathered;
    expect([status, JSON.stringify(body)]).toEqual([200, '{"a":"/a","b":"/b"}']);
  });

  it('lets a part wait for another and see what it brought', async () => {
    const server = await FakeServer.start(seams, 'backend', ({ url }) => ({
      body: { url, segment: 'gold' },
    }));
    const backend = createUpstream('backend', 'http://backend:8080', seams);
    const { body } = await run({
      offers: part(backend, {
        request: { ...request, path: '/offers' },
        sends: expression('{ "segment": parts.customer.segment }'),
        after: ['customer'],
      }),
      customer: part(backend),
    });
    expect(body).toMatchObject({ offers: { url: '/offers?segment=gold' }, customer: { url: '/1' } });
    await server.close();
  });

  it('marks an optional part that is missing, in the body and in a header', async () => {
    const answer = await run({
      stock: part(failing, { optional: true }),
      product: part(answering('{"sku":1}')),
      offers: part(failing, { optional: true }),
    });
    expect(answer).toEqual({
      status: 200,
      body: { stock: null, product: { sku: 1 }, offers: null, missing: ['stock', 'offers'] },
      headers: { 'x-missing': 'stock, offers' },
    });
  });

  it('names nothing as missing where nothing is', async () => {
    expect(await run({ a: part(answering('1')) })).toEqual({ status: 200, body: { a: 1 } });
  });

  it('lets a part go on without the optional part that it waited for', async () => {
    const { body } = await run({
      a: part(failing, { optional: true }),
      b: part(answering('2'), { after: ['a'] }),
    });
    expect(body).toEqual({ a: null, b: 2, missing: ['a'] });
  });

  it('fails as the required part that failed', async () => {
    const parts = { a: part(answering('1')), b: part(failing), c: part(answering('3'), { after: ['b'] }) };
    await expect(run(parts)).rejects.toMatchObject({ status: 502, message: 'failing fails' });
  });

  it('passes a refusal on as it is', async () => {
    const refusing: Upstream = {
      name: 'refusing',
      call: async () => ({ status: 404, headers: {}, text: '{"detail":"no such customer"}' }),
    };
    await expect(run({ a: part(refusing) })).rejects.toMatchObject({
      status: 404,
      message: 'no such customer',
    });
  });

  it('gives an optional part its own time, and goes on without it', async () => {
    const server = await FakeServer.start(seams, 'backend', () => null);
    const backend = createUpstream('backend', 'http://backend:8080', seams);
    const gathered = run({ a: part(backend, { optional: true, timeoutMs: 300 }), b: part(answering('2')) });
    await server.hasReceived(1);
    seams.clock.advance(300);
    expect((await gathered).body).toEqual({ a: null, b: 2, missing: ['a'] });
    await server.close();
  });
});
