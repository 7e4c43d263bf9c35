import { type Client, serve, type TestSeams, testSeams } from '@lintel/kit/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createService } from '../../../templates/typescript/mobile/push/src/service.ts';
import { apnsContract, fcmContract } from '../../../templates/typescript/stand-in/src/provider-contracts.ts';
import { createStandIn } from '../../../templates/typescript/stand-in/src/stand-in.ts';

const own = { host: '127.0.0.1', port: 0, logLevel: 'silent', instanceId: 'test' };
const behaves = { latency: { p50Ms: 0, p99Ms: 0 }, errors: 0, capacityPerSecond: null };

let seams: TestSeams;
let running: readonly Client[];
let push: Client;

beforeEach(async () => {
  seams = testSeams();
  const providers = { fcm: 'http://push-fcm:8080', apns: 'http://push-apns:8080' };
  const accounts = { fcmProject: 'shop', fcmAccount: null, apnsTopic: 'org.example.shop', apnsKey: null };
  const settings = { providers, ...accounts, retentionMs: 86_400_000 };
  push = await serve(await createService({ ...own, name: 'push', ...settings }, seams), seams);
  const standIns = [
    createStandIn({ ...own, name: 'push-fcm' }, seams, { contract: fcmContract, behaves }),
    createStandIn({ ...own, name: 'push-apns' }, seams, { contract: apnsContract, behaves }),
  ];
  running = [push, ...(await Promise.all(standIns.map((standIn) => serve(standIn, seams))))];
});

afterEach(async () => {
  for (const client of running) await client.close();
  await seams.dispatcher.destroy();
});

it.each(['android', 'ios'])(
  'forgets a device of %s that the stand-in says is gone',
  async (operatingSystem) => {
    for (const deviceToken of ['unregistered-1', 'present-1'])
      await push.request('POST', '/push/registry/device', { body: { deviceToken, operatingSystem } });
    // A device is gone only if it was not registered again since.
    seams.clock.advance(1);
    const { body } = await push.request('POST', '/sender', { body: { message: { alert: 'Hello' } } });
    const { messageId } = body as { readonly messageId: string };
    const state = async () =>
      (await push.request('GET', `/sender/${messageId}`)).body as { completedAt: unknown };
    let became = await state();
    while (became.completedAt === null) {
      seams.clock.advance(0);
      became = await state();
    }
    expect(became).toMatchObject({ recipients: 2, delivered: 1, failed: 0, removed: 1 });
  },
);
