import { type Client, serve, type TestSeams, testSeams } from '@lintel/kit/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createService } from '../src/service.ts';
import type { SecurityConfig } from '../src/settings.ts';
import { compareVersions } from '../src/version-policy.ts';

const config: SecurityConfig = {
  name: 'app-check',
  host: '127.0.0.1',
  port: 0,
  logLevel: 'silent',
  instanceId: 'test',
  minimumVersion: '1.2.0',
  disabledVersions: ['1.3.1'],
};

describe('security', () => {
  let seams: TestSeams;
  let client: Client;
  beforeEach(async () => {
    seams = testSeams();
    client = await serve(await createService(config, seams), seams);
  });
  afterEach(() => client.close());

  const launch = (version: string, deviceId = 'device-1') =>
    client.request('POST', '/security/init', { body: { version, appId: 'shopper', deviceId } });

  it('lets a supported version run and says nothing to its user', async () => {
    const reply = await launch('1.2.0');
    expect(reply.status).toBe(200);
    expect(reply.body).toEqual({
      disabled: false,
      disabledMessage: '',
      numOfAppLaunches: 1,
      lastLaunchedAt: '2026-01-01T00:00:00.000Z',
    });
  });

  it('stops a version before the minimum, and names the minimum', async () => {
    const reply = await launch('1.1.9');
    expect(reply.body).toMatchObject({ disabled: true, disabledMessage: expect.stringContaining('1.2.0') });
  });

  it('stops a withdrawn version only by its exact name', async () => {
    expect((await launch('1.3.1')).body).toMatchObject({ disabled: true });
    expect((await launch('1.3.10')).body).toMatchObject({ disabled: false });
  });

  it('counts the launches of each device by itself', async () => {
    await launch('1.2.0');
    seams.clock.advance(60_000);
    expect((await launch('1.3.0')).body).toMatchObject({
      numOfAppLaunches: 2,
      lastLaunchedAt: '2026-01-01T00:01:00.000Z',
    });
    expect((await launch('1.3.0', 'device-2')).body).toMatchObject({ numOfAppLaunches: 1 });
  });

  it('counts every one of many launches at once', async () => {
    const replies = await Promise.all(Array.from({ length: 50 }, () => launch('1.2.0')));
    const counts = replies.map((reply) => (reply.body as { numOfAppLaunches: number }).numOfAppLaunches);
    expect(counts.sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
  });

  it.each([
    [{ appId: 'shopper', deviceId: 'd' }, '"version" is missing'],
    [{ version: 1, appId: 'shopper', deviceId: 'd' }, '"version" must be a text'],
    [
      { version: '1', appId: 'shopper', deviceId: 'd'.repeat(129) },
      '"deviceId" must have at most 128 characters',
    ],
    [[], 'the body must be a JSON object'],
  ])('refuses %j', async (body, detail) => {
    const reply = await client.request('POST', '/security/init', { body });
    expect(reply.status).toBe(400);
    expect(reply.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(reply.body).toMatchObject({ status: 400, detail });
  });
});

describe('compareVersions', () => {
  const ascending = [
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-rc.2',
    '1.0.0-rc.11',
    '1.0.0',
  ];

  it('orders versions as semver does, prereleases first', () => {
    const all = [...ascending, '1.0.1', '1.2', '1.10.0', '2'];
    expect(all.toReversed().sort(compareVersions)).toEqual(all);
  });

  it('takes an absent part for 0 and ignores build metadata', () => {
    expect(compareVersions('1.2', '1.2.0')).toBe(0);
    expect(compareVersions('1.2.0+7', '1.2.0+8')).toBe(0);
  });
});
