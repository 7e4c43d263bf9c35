import { describe, expect, it } from 'vitest';
import { hello, usePush } from './push-under-test.ts';

describe('the registry of a push service', () => {
  const push = usePush();

  it('replaces the old token that a device names', async () => {
    await push().register('t1');
    const renewed = await push().client.request('POST', '/push/registry/device', {
      body: { deviceToken: 't2', operatingSystem: 'android' },
      headers: { 'x-ag-old-token': 't1' },
      caller: 'owner-of-t1',
    });
    expect(renewed.status).toBe(200);
    expect((await push().send(hello)).sent.recipients).toBe(1);
    const stolen = await push().register('t3', {}, { 'x-ag-old-token': 't2' });
    expect(stolen.status).toBe(200);
    expect((await push().send(hello)).sent.recipients).toBe(2);
  });

  it('lets who signed in be reached as nobody else', async () => {
    expect((await push().register('t1', { alias: 'owner-of-t1' })).status).toBe(200);
    const refused = await push().register('t2', { alias: 'owner-of-t1' });
    expect([refused.status, refused.body]).toMatchObject([
      403,
      { detail: '"alias" must be the id of the caller, or left out' },
    ]);
    expect((await push().send({ ...hello, criteria: { alias: ['owner-of-t1'] } })).sent.recipients).toBe(1);
    expect((await push().send(hello)).sent.recipients).toBe(1);
  });

  it('renews a registration, categories included, instead of adding one', async () => {
    await push().register('t1', { categories: ['news', 'sale'] });
    const reply = await push().register('t1', { categories: ['news'] });
    expect(reply.body).toEqual({ deviceToken: 't1', variant: 'fcm', categories: ['news'] });
    expect((await push().send({ ...hello, criteria: { categories: ['sale'] } })).sent.recipients).toBe(0);
    expect((await push().send(hello)).sent.recipients).toBe(1);
  });

  it('unregisters a device for its owner only, a token of 163 characters too', async () => {
    const token = 'T'.repeat(163);
    await push().register(token);
    const remove = (caller: string) =>
      push().client.request('DELETE', `/push/registry/device/${token}`, { caller });
    expect((await remove('someone-else')).status).toBe(404);
    expect((await remove(`owner-of-${token}`)).status).toBe(204);
    expect((await remove(`owner-of-${token}`)).status).toBe(404);
  });

  it.each([
    ['no token', { operatingSystem: 'ios' }, '"deviceToken" is missing'],
    ['no system', { deviceToken: 't' }, '"operatingSystem" is missing'],
    [
      'categories that are no list',
      { deviceToken: 't', operatingSystem: 'ios', categories: 'a' },
      'must be a list',
    ],
  ])('refuses a registration with %s', async (_what, body, detail) => {
    const reply = await push().client.request('POST', '/push/registry/device', { body });
    expect([reply.status, reply.body]).toMatchObject([400, { detail: expect.stringContaining(detail) }]);
  });
});
