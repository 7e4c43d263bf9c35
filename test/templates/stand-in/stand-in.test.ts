import { join } from 'node:path';
import { trace } from '@opentelemetry/api';
import { Agent } from 'undici';
import { afterEach, describe, expect, it } from 'vitest';
import { compactContract } from '../../../src/contracts/compact-contract.ts';
import { loadContract } from '../../../src/contracts/load-contract.ts';
import {
  type Seams,
  type Service,
  sqliteStorage,
  systemClock,
} from '../../../templates/typescript/kit/src/index.ts';
import type { Behaviour } from '../../../templates/typescript/stand-in/src/behaviour.ts';
import { apnsContract, fcmContract } from '../../../templates/typescript/stand-in/src/provider-contracts.ts';
import { seededRandom } from '../../../templates/typescript/stand-in/src/seeded-random.ts';
import { createStandIn } from '../../../templates/typescript/stand-in/src/stand-in.ts';
import type { StandInContract } from '../../../templates/typescript/stand-in/src/stand-in-contract.ts';

const root = join(import.meta.dirname, '../../../blueprints/mobile-integration');
const running: Service[] = [];
afterEach(async () => {
  for (const service of running.splice(0)) await service.close();
});

function contractIn(file: string): StandInContract {
  const result = loadContract(root, file);
  if ('problem' in result) throw new Error(result.problem);
  return compactContract(result.contract);
}

const healthy: Behaviour = { latency: { p50Ms: 0, p99Ms: 0 }, errors: 0, capacityPerSecond: null };

/** Starts a stand-in and returns how it is asked. */
async function start(contract: StandInContract, behaves: Behaviour = healthy) {
  const seams: Seams = {
    clock: systemClock,
    random: seededRandom('behaviour'),
    dispatcher: new Agent(),
    tracer: trace.getTracer('test'),
    logSink: { write: () => undefined },
    storage: sqliteStorage(null),
  };
  const config = { name: 'crm', host: '127.0.0.1', port: 0, logLevel: 'silent', instanceId: 'i' };
  const service = createStandIn(config, seams, { contract, behaves });
  running.push(service);
  const { url } = await service.listen();
  return async (method: string, path: string, body?: unknown, type = 'application/json') => {
    const text = type === 'application/json' ? JSON.stringify(body) : String(body);
    const init = body === undefined ? { method } : { method, headers: { 'content-type': type }, body: text };
    const response = await fetch(url + path, init);
    const answer = await response.text();
    const mediaType = response.headers.get('content-type') ?? '';
    return { status: response.status, mediaType, text: answer, headers: response.headers };
  };
}

describe('createStandIn', () => {
  it('answers below the base path, and gives back what was put', async () => {
    const ask = await start(contractIn('contracts/crm.openapi.yaml'));
    const first = await ask('GET', '/api/v4/customers/C-7');
    expect(JSON.parse(first.text)).toMatchObject({ custNo: 'C-7' });
    const changed = await ask('PUT', '/api/v4/customers/C-7', { language: 'sv' });
    expect(JSON.parse(changed.text)).toMatchObject({ custNo: 'C-7', language: 'sv' });
    expect(await ask('GET', '/api/v4/customers/C-7')).toMatchObject({ status: 200, text: changed.text });
  });

  it('answers what is wrong with a request as problem details', async () => {
    const ask = await start(contractIn('contracts/crm.openapi.yaml'));
    expect(await ask('PUT', '/api/v4/customers/C-7')).toMatchObject({
      status: 400,
      mediaType: expect.stringContaining('problem+json'),
    });
    expect(await ask('GET', '/api/v4/nothing')).toMatchObject({ status: 404 });
  });

  it('fails and refuses as its behaviour says', async () => {
    const crm = contractIn('contracts/crm.openapi.yaml');
    const failing = await start(crm, { ...healthy, errors: 1 });
    expect((await failing('GET', '/api/v4/customers/C-7')).status).toBe(500);
    const slow = await start(crm, { ...healthy, capacityPerSecond: 0.4 });
    const answers = [slow('GET', '/api/v4/customers/1'), slow('GET', '/api/v4/customers/2')];
    const statuses = (await Promise.all(answers)).map(({ status }) => status).sort();
    expect(statuses).toEqual([200, 503]);
  });

  it('speaks SOAP where its contract does, faults included', async () => {
    const erp = contractIn('contracts/erp.wsdl');
    const envelope = (body: string) =>
      `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${body}</s:Body></s:Envelope>`;
    const question = envelope(
      '<GetStock xmlns="http://erp.example.com/orderdesk/2011"><material>M</material></GetStock>',
    );
    const ask = await start(erp);
    const answer = await ask('POST', '/soap/orderdesk', question, 'text/xml; charset=utf-8');
    expect(answer).toMatchObject({ status: 200, mediaType: 'text/xml; charset=utf-8' });
    expect(answer.text).toContain('<m:GetStockResponse>');
    const failing = await start(erp, { ...healthy, errors: 1 });
    const failure = await failing('POST', '/soap/orderdesk', question, 'text/xml');
    expect(failure).toMatchObject({ status: 500, text: expect.stringContaining('<faultcode>soap:Server<') });
  });

  it('stands in for the push providers', async () => {
    const fcm = await start(fcmContract);
    const sent = await fcm('POST', '/v1/projects/shop-1234/messages:send', { message: { token: 't' } });
    expect(sent.status).toBe(200);
    expect(JSON.parse(sent.text).name).toMatch(/^projects\/.*\/messages\//);
    const apns = await start(apnsContract);
    expect(await apns('POST', '/3/device/abc', { aps: { alert: 'a' } })).toMatchObject({
      status: 200,
      text: '',
    });
  });
});
