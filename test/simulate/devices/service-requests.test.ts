import { type Client, serve, type TestSeams, testSeams } from '@lintel/kit/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { collectionOf, createDevice, type Device } from '../../../src/simulate/devices/device.ts';
import { serviceRequest } from '../../../src/simulate/devices/service-requests.ts';
import { describeTraffic, type ServiceStepSpec } from '../../../src/simulate/plan/traffic-spec.ts';
import { createService } from '../../../templates/typescript/mobile/sync/src/service.ts';
import { tinyApp, tinyModel, tinyScenario } from '../../support/tiny-model.ts';

const step: ServiceStepSpec = {
  type: 'service',
  label: 'sync: orders',
  action: 'sync',
  argument: 'orders',
  calls: [
    { name: 'push', method: 'POST', path: '/sync/orders' },
    { name: 'pull', method: 'GET', path: '/sync/orders' },
  ],
  public: false,
};

interface Exchanged {
  readonly path: string;
  readonly answer: Readonly<Record<string, unknown>>;
}

describe('a phone that synchronises with the service that is generated', () => {
  let client: Client;
  let seams: TestSeams;
  beforeEach(async () => {
    seams = testSeams();
    const settings = { name: 'sync', host: '127.0.0.1', port: 0, logLevel: 'silent', instanceId: 'test' };
    const collections = [{ name: 'orders', conflict: 'reject' }] as const;
    client = await serve(await createService({ ...settings, collections, tombstonesMs: 1000 }, seams), seams);
  });
  afterEach(() => client.close());

  /** Two phones of one user, so that what the one changes the other sees. */
  const phone = (number: number): Device => {
    const [app] = describeTraffic(tinyModel([tinyApp([])]), tinyScenario(1, 1000), { seed: 1 }).apps;
    if (app === undefined) throw new Error('the tiny model has no app');
    return createDevice(app, number, { platform: 'android', version: '1.0.0' });
  };
  const change = (device: Device, name: string) => collectionOf(device, 'orders').pending.set('item-1', name);
  const synchronise = async (device: Device) => {
    const exchanged: Exchanged[] = [];
    for (const call of step.calls) {
      const request = serviceRequest(device, step, { call, nowMs: 0 });
      if (request === null) continue;
      const { method, path, body } = request;
      const answer = await client.request(method, path, { body, caller: 'ann' });
      expect(answer.status).toBe(200);
      expect(request.accept(JSON.stringify(answer.body))).toBe(true);
      exchanged.push({ path, answer: answer.body as Exchanged['answer'] });
    }
    return exchanged;
  };

  it('has its changes accepted, one after the other on the same item', async () => {
    const device = phone(1);
    for (const version of [1, 2, 3]) {
      change(device, `change-${version}`);
      const [pushed] = await synchronise(device);
      expect(pushed?.answer).toMatchObject({ accepted: [{ id: 'item-1', version }], conflicts: [] });
    }
  });

  it('has a change refused that another phone was quicker with, and knows better afterwards', async () => {
    const [first, second] = [phone(1), phone(2)];
    change(first, 'first');
    await synchronise(first);
    change(second, 'second');
    const [refused] = await synchronise(second);
    expect(refused?.answer).toMatchObject({ accepted: [], conflicts: [{ id: 'item-1', reason: 'changed' }] });
    change(second, 'third');
    const [accepted] = await synchronise(second);
    expect(accepted?.answer).toMatchObject({ accepted: [{ id: 'item-1', version: 2 }], conflicts: [] });
  });

  it('pulls everything once, and then what came after its checkpoint', async () => {
    const [writer, reader] = [phone(1), phone(2)];
    change(writer, 'first');
    await synchronise(writer);
    const [all] = await synchronise(reader);
    expect(all).toMatchObject({ path: '/sync/orders', answer: { changes: [{ id: 'item-1' }] } });
    const [nothing] = await synchronise(reader);
    expect(nothing?.path).toContain(`since=${all?.answer['checkpoint']}`);
    expect(nothing?.answer).toMatchObject({ changes: [] });
    change(writer, 'second');
    await synchronise(writer);
    const [news] = await synchronise(reader);
    expect(news?.answer).toMatchObject({ changes: [{ id: 'item-1', version: 2 }] });
  });

  it('starts over when it was away for too long, and hands its change in afterwards', async () => {
    const away = phone(1);
    change(away, 'first');
    await synchronise(away);
    const deletion = { changes: [{ id: 'item-1', base: 1, deleted: true }] };
    await client.request('POST', '/sync/orders', { body: deletion, caller: 'ann' });
    seams.clock.advance(1001);
    change(away, 'second');
    const [refused, all] = await synchronise(away);
    expect(refused?.answer).toEqual({ resync: true });
    expect(all).toMatchObject({ path: '/sync/orders', answer: { changes: [] } });
    const [accepted] = await synchronise(away);
    expect(accepted?.answer).toMatchObject({ accepted: [{ change: 'second', id: 'item-1', version: 1 }] });
  });
});
