import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createUpstream, translateRest, translateSoap } from '../src/index.ts';
import { type TestSeams, testSeams } from '../src/testing.ts';
import { callContext, input } from './call-context.ts';
import { type FakeAnswer, FakeServer } from './fake-server.ts';
import { orderMessage } from './order-message.ts';

describe('a backend', () => {
  let seams: TestSeams;
  let server: FakeServer;
  let answer: FakeAnswer;
  beforeEach(async () => {
    seams = testSeams();
    server = await FakeServer.start(seams, 'erp', () => answer);
  });
  afterEach(async () => {
    await seams.dispatcher.destroy();
    await server.close();
  });
  const erp = () => ({
    backend: createUpstream('erp', 'http://erp:8080', seams),
    resilience: { timeoutMs: 500 },
  });
  const request = { operation: 'readOrder', method: 'GET', path: '/orders' };
  const refused = { status: 502, message: expect.not.stringContaining('svc-int') };

  it.each([401, 403, 407])(
    'that refuses this service with %i tells the phone nothing of it over REST',
    async (status) => {
      answer = { status, body: { detail: 'token of svc-int expired' } };
      await expect(translateRest(input(), callContext(seams), { ...erp(), request })).rejects.toMatchObject(
        refused,
      );
    },
  );

  it.each([401, 403, 407])(
    'that refuses this service with %i tells the phone nothing of it over SOAP',
    async (status) => {
      const fault = '<Fault><faultcode>Client</faultcode><faultstring>svc-int</faultstring></Fault>';
      answer = { status, type: 'text/xml', body: `<Envelope><Body>${fault}</Body></Envelope>` };
      const sent = translateSoap(input(), callContext(seams), { ...erp(), message: orderMessage });
      await expect(sent).rejects.toMatchObject(refused);
    },
  );

  it('that has had too many requests says when to come again', async () => {
    answer = { status: 429, headers: { 'retry-after': '30' } };
    await expect(translateRest(input(), callContext(seams), { ...erp(), request })).rejects.toMatchObject({
      status: 429,
      headers: { 'retry-after': '30' },
    });
  });
});

describe('a write whose caller sent an Idempotency-Key', () => {
  let seams: TestSeams;
  let server: FakeServer;
  beforeEach(async () => {
    // The pause of a retry is half of its step: 25 ms.
    seams = testSeams({ random: { next: () => 0.5 } });
    server = await FakeServer.start(seams, 'erp', () => ({ status: 503 }));
  });
  afterEach(async () => {
    await seams.dispatcher.destroy();
    await server.close();
  });
  const order = input({ body: { sku: 'a' } });
  const keyed = () => callContext(seams, { idempotencyKey: 'k' });
  const erp = () => ({
    backend: createUpstream('erp', 'http://erp:8080', seams),
    resilience: { timeoutMs: 500, retries: 1 },
  });

  it('is sent once over SOAP, whose envelope carries no key', async () => {
    await expect(translateSoap(order, keyed(), { ...erp(), message: orderMessage })).rejects.toMatchObject({
      status: 502,
    });
    expect(server.received).toHaveLength(1);
  });

  it('is repeated over REST, with the key', async () => {
    const request = { operation: 'createOrder', method: 'POST', path: '/orders' };
    const answered = expect(translateRest(order, keyed(), { ...erp(), request })).rejects.toMatchObject({
      status: 502,
    });
    await seams.clock.untilScheduled(25);
    seams.clock.advance(25);
    await answered;
    expect(server.received.map(({ headers }) => headers['idempotency-key'])).toEqual(['k', 'k']);
  });
});
