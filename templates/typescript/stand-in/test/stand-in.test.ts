import { type Client, serve, testSeams } from '@lintel/kit/testing';
import { afterEach, describe, expect, it } from 'vitest';
import type { Behaviour } from '../src/behaviour.ts';
import { apnsContract, fcmContract } from '../src/provider-contracts.ts';
import { createStandIn } from '../src/stand-in.ts';
import type { StandInContract } from '../src/stand-in-contract.ts';
import { customers } from './customers.ts';
import { orderDesk } from './order-desk.ts';

const healthy: Behaviour = { latency: { p50Ms: 0, p99Ms: 0 }, errors: 0, capacityPerSecond: null };
const xml = { 'content-type': 'text/xml; charset=utf-8' };

describe('createStandIn', () => {
  const running: Client[] = [];
  afterEach(async () => {
    for (const client of running.splice(0)) await client.close();
  });

  /** Starts a stand-in and returns how it is asked; time passes for each request when it waits for its answer. */
  async function start(contract: StandInContract, behaves: Behaviour = healthy): Promise<Client['request']> {
    const seams = testSeams();
    const config = { name: 'crm', host: '127.0.0.1', port: 0, logLevel: 'silent', instanceId: 'i' };
    const client = await serve(createStandIn(config, seams, { contract, behaves }), seams);
    running.push(client);
    return (...request) => {
      void seams.clock.untilScheduled(0).then(() => seams.clock.advance(0));
      return client.request(...request);
    };
  }

  it('answers below the base path, and gives back what was put', async () => {
    const ask = await start(customers);
    expect((await ask('GET', '/api/v4/customers/C-7')).body).toMatchObject({ number: 'C-7' });
    const changed = await ask('PUT', '/api/v4/customers/C-7', { body: { language: 'fi' } });
    expect(changed.body).toEqual({ number: 'C-7', language: 'fi' });
    expect(await ask('GET', '/api/v4/customers/C-7')).toMatchObject({ status: 200, body: changed.body });
  });

  it('answers what is wrong with a request as problem details', async () => {
    const ask = await start(customers);
    const refused = await ask('PUT', '/api/v4/customers/C-7');
    expect([refused.status, refused.headers.get('content-type')]).toEqual([
      400,
      expect.stringContaining('problem+json'),
    ]);
    expect((await ask('GET', '/api/v4/nothing')).status).toBe(404);
  });

  it('fails and refuses as its behaviour says', async () => {
    const failing = await start(customers, { ...healthy, errors: 1 });
    expect((await failing('GET', '/api/v4/customers/C-7')).status).toBe(500);
    const slow = await start(customers, { ...healthy, capacityPerSecond: 0.4 });
    const answers = [slow('GET', '/api/v4/customers/1'), slow('GET', '/api/v4/customers/2')];
    const statuses = (await Promise.all(answers)).map(({ status }) => status).sort();
    expect(statuses).toEqual([200, 503]);
  });

  it('speaks SOAP where its contract does, faults included', async () => {
    const body =
      '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>' +
      '<GetStock xmlns="http://erp.example.com/orderdesk/2011"><material>M</material></GetStock>' +
      '</s:Body></s:Envelope>';
    const ask = await start(orderDesk);
    const answer = await ask('POST', '/soap/orderdesk', { body, headers: xml });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/xml; charset=utf-8']);
    expect(answer.body).toContain('<m:GetStockResponse>');
    const failing = await start(orderDesk, { ...healthy, errors: 1 });
    expect(await failing('POST', '/soap/orderdesk', { body, headers: xml })).toMatchObject({
      status: 500,
      body: expect.stringContaining('<faultcode>soap:Server<'),
    });
  });

  it('stands in for the push providers', async () => {
    const fcm = await start(fcmContract);
    const message = { message: { token: 't' } };
    const sent = await fcm('POST', '/v1/projects/shop-1234/messages:send', { body: message });
    expect(sent).toMatchObject({
      status: 200,
      body: { name: expect.stringMatching(/^projects\/.*\/messages\//) },
    });
    const apns = await start(apnsContract);
    const notification = { body: { aps: { alert: 'a' } } };
    expect(await apns('POST', '/3/device/abc', notification)).toMatchObject({ status: 200, body: null });
  });

  it('refuses as the push providers do', async () => {
    const slow = { ...healthy, capacityPerSecond: 0.4 };
    const path = '/v1/projects/shop-1234/messages:send';
    const refusals: unknown[] = [];
    for (const behaves of [healthy, { ...healthy, errors: 1 }, slow]) {
      const [fcm, apns] = [await start(fcmContract, behaves), await start(apnsContract, behaves)];
      // The second request is the one that is too much for the slow ones.
      if (behaves === slow) await Promise.all([fcm('POST', path), apns('POST', '/3/device/abc')]);
      for (const ask of [() => fcm('POST', path), () => apns('POST', '/3/device/abc')]) {
        const { status, body } = await ask();
        refusals.push([status, body]);
      }
    }
    const fcmError = (code: number, status: string) => ({
      error: { code, message: expect.any(String), status, details: [{ errorCode: status }] },
    });
    expect(refusals).toMatchObject([
      [400, fcmError(400, 'INVALID_ARGUMENT')],
      [400, { reason: 'PayloadEmpty' }],
      [500, fcmError(500, 'INTERNAL')],
      [500, { reason: 'InternalServerError' }],
      [503, fcmError(503, 'UNAVAILABLE')],
      [503, { reason: 'ServiceUnavailable' }],
    ]);
  });

  it('answers for a device that is gone as its push provider does', async () => {
    const fcm = await start(fcmContract);
    const message = { message: { token: 'unregistered-1' } };
    const gone = await fcm('POST', '/v1/projects/shop-1234/messages:send', { body: message });
    expect(gone).toMatchObject({
      status: 404,
      body: { error: { code: 404, status: 'NOT_FOUND', details: [{ errorCode: 'UNREGISTERED' }] } },
    });
    const apns = await start(apnsContract);
    const notification = { body: { aps: { alert: 'a' } } };
    expect(await apns('POST', '/3/device/unregistered-1', notification)).toMatchObject({
      status: 410,
      body: { reason: 'Unregistered', timestamp: Date.UTC(2026, 0, 1) },
    });
  });
});
