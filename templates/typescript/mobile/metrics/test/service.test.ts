import { type Client, serve, type TestSeams, testSeams } from '@lintel/kit/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createService } from '../src/service.ts';
import type { MetricsConfig } from '../src/settings.ts';

const dayMs = 86_400_000;

const config: MetricsConfig = {
  name: 'analytics',
  host: '127.0.0.1',
  port: 0,
  logLevel: 'silent',
  instanceId: 'test',
  retentionMs: 30 * dayMs,
};

describe('metrics', () => {
  let seams: TestSeams;
  let client: Client;
  beforeEach(async () => {
    seams = testSeams();
    client = await serve(await createService(config, seams), seams);
  });
  afterEach(() => client.close());

  const record = (body: unknown) => client.request('POST', '/metrics', { body });
  const device = (platform: string) => ({ platform, platformVersion: '14' });

  it('answers an event with 204 and no body', async () => {
    const reply = await record({ clientId: 'c1', type: 'init' });
    expect([reply.status, reply.body]).toEqual([204, null]);
  });

  it('counts events by type, platform, version and check', async () => {
    const app = { appId: 'shopper', appVersion: '1.2.0', sdkVersion: '3' };
    await record({ clientId: 'c1', type: 'init', data: { app, device: device('android') } });
    await record({ clientId: 'c1', type: 'order-placed', data: { app, device: device('android') } });
    await record({ clientId: 'c2', type: 'init', data: { device: device('ios') } });
    const checks = [
      { id: 'root', name: 'Rooted', passed: true },
      { id: 'lock', name: 'Screen lock', passed: false },
    ];
    await record({ clientId: 'c2', type: 'security', data: { security: checks } });
    const reply = await client.request('GET', '/summary');
    expect(reply.status).toBe(200);
    expect(reply.body).toEqual({
      since: null,
      events: 4,
      clients: 2,
      types: [
        { type: 'init', events: 2, clients: 2 },
        { type: 'order-placed', events: 1, clients: 1 },
        { type: 'security', events: 1, clients: 1 },
      ],
      platforms: [
        { platform: 'android', platformVersion: '14', events: 2, clients: 1 },
        { platform: null, platformVersion: null, events: 1, clients: 1 },
        { platform: 'ios', platformVersion: '14', events: 1, clients: 1 },
      ],
      versions: [
        { appId: null, appVersion: null, events: 2, clients: 1 },
        { appId: 'shopper', appVersion: '1.2.0', events: 2, clients: 1 },
      ],
      checks: [
        { id: 'lock', name: 'Screen lock', passed: 0, failed: 1 },
        { id: 'root', name: 'Rooted', passed: 1, failed: 0 },
      ],
    });
  });

  it('forgets events, and their checks, that are older than the retention', async () => {
    const security = [{ id: 'root', name: 'Rooted', passed: true }];
    await record({ clientId: 'c1', type: 'security', data: { security } });
    seams.clock.advance(20 * dayMs);
    await record({ clientId: 'c1', type: 'init' });
    seams.clock.advance(11 * dayMs);
    const reply = await client.request('GET', '/summary');
    expect(reply.body).toMatchObject({ events: 1, types: [{ type: 'init' }], checks: [] });
  });

  it('keeps an event by its arrival, whatever the clock of the device says', async () => {
    await record({ clientId: 'c1', type: 'init', timestamp: '1999-01-01T00:00:00Z' });
    seams.clock.advance(dayMs);
    await record({ clientId: 'c1', type: 'init', timestamp: 4_000_000_000_000 });
    expect((await client.request('GET', '/summary')).body).toMatchObject({ events: 2 });
  });

  it('counts from a point in time on', async () => {
    await record({ clientId: 'c1', type: 'init' });
    seams.clock.advance(dayMs);
    await record({ clientId: 'c2', type: 'init' });
    const reply = await client.request('GET', '/summary?since=2026-01-02T00:00:00Z');
    expect(reply.body).toMatchObject({ since: '2026-01-02T00:00:00.000Z', events: 1, clients: 1 });
  });

  it('loses none of many events at once', async () => {
    const security = [{ id: 'root', name: 'Rooted', passed: true }];
    const replies = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        record({ clientId: `c${index}`, type: 'security', data: { security } }),
      ),
    );
    expect(new Set(replies.map((reply) => reply.status))).toEqual(new Set([204]));
    expect((await client.request('GET', '/summary')).body).toMatchObject({
      events: 50,
      clients: 50,
      checks: [{ passed: 50 }],
    });
  });

  const tooMany = Array.from({ length: 31 }, (_, index) => ({ id: `${index}`, name: 'x', passed: true }));
  it.each([
    ['no client', { type: 'init' }, '"clientId" is missing'],
    ['a client id of 129 characters', { clientId: 'c'.repeat(129), type: 'init' }, 'at most 128 characters'],
    ['no type', { clientId: 'c' }, '"type" is missing'],
    ['a type with a space', { clientId: 'c', type: 'a b' }, '"type" must consist of'],
    ['a security event without checks', { clientId: 'c', type: 'security' }, 'needs "data.security"'],
    ['31 checks', { clientId: 'c', type: 'security', data: { security: tooMany } }, 'at most 30 entries'],
    [
      'a check without outcome',
      { clientId: 'c', type: 'x', data: { security: [{ id: '1' }] } },
      '"passed" must be',
    ],
    ['a time that is none', { clientId: 'c', type: 'init', timestamp: 'yesterday' }, '"timestamp" must be'],
  ])('refuses an event with %s', async (_what, body, detail) => {
    const reply = await record(body);
    expect(reply.status).toBe(400);
    expect(reply.body).toMatchObject({ detail: expect.stringContaining(detail) });
  });
});
