import { request } from 'undici';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocalNetwork } from '../src/index.ts';
import { type TestSeams, testSeams } from '../src/testing.ts';
import { FakeServer } from './fake-server.ts';

describe('local network', () => {
  let seams: TestSeams;
  beforeEach(() => {
    seams = testSeams();
  });
  afterEach(() => seams.dispatcher.destroy());
  const get = (url: string) => request(url, { dispatcher: seams.dispatcher });

  it('leads each name to its own server, whatever the port', async () => {
    const a = await FakeServer.start(seams, 'a', () => ({ body: { name: 'a' } }));
    const b = await FakeServer.start(seams, 'b', () => ({ body: { name: 'b' } }));
    expect(await (await get('http://a:8080/x')).body.json()).toEqual({ name: 'a' });
    expect(await (await get('http://b/x')).body.json()).toEqual({ name: 'b' });
    await Promise.all([a.close(), b.close()]);
  });

  it('follows a service that moved', async () => {
    const before = await FakeServer.start(seams, 'a', () => ({ body: { at: 1 } }));
    await (await get('http://a:8080/')).body.dump();
    const after = await FakeServer.start(seams, 'a', () => ({ body: { at: 2 } }));
    expect(await (await get('http://a:8080/')).body.json()).toEqual({ at: 2 });
    await Promise.all([before.close(), after.close()]);
  });

  it.each(['http://unknown:8080/', 'http://example.org/', 'http://127.0.0.1:1/'])(
    'refuses %s',
    async (url) => {
      await expect(get(url)).rejects.toMatchObject({ code: 'ENOTFOUND' });
    },
  );

  it('can be closed by a promise or by a callback', async () => {
    await new LocalNetwork().close();
    await new Promise<void>((resolve) => new LocalNetwork().close(resolve));
  });
});
