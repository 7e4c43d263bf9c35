import { type Reply, serve } from '@lintel/kit/testing';
import { describe, expect, it } from 'vitest';
import { createService } from '../src/service.ts';
import { config, useGateway } from './gateway-under-test.ts';

const gateway = useGateway();

/** Headers of an answer but those of the moment and of how it was sent. */
function comparable({ headers }: Reply): Record<string, string> {
  const sent = Object.fromEntries(headers);
  for (const name of ['date', 'content-length', 'transfer-encoding']) delete sent[name];
  return sent;
}

describe('the cache', () => {
  it('gives an answer again, to everyone, until it is stale', async () => {
    await gateway().client.request('GET', '/news', { headers: await gateway().bearer('ann') });
    const second = await gateway().client.request('GET', '/news', { headers: await gateway().bearer('bob') });
    expect([second.status, second.headers.get('age'), gateway().asked.length]).toEqual([200, '0', 1]);
    gateway().seams.clock.advance(1001);
    await gateway().client.request('GET', '/news', { headers: await gateway().bearer('bob') });
    expect(gateway().asked.length).toBe(2);
  });

  it('never gives the answer for one caller to another', async () => {
    await gateway().client.request('GET', '/mine', { headers: await gateway().bearer('ann') });
    await gateway().client.request('GET', '/mine', { headers: await gateway().bearer('bob') });
    expect(gateway().asked.length).toBe(2);
  });

  it('never gives what a public route answered to somebody, or answers somebody with what it has for all', async () => {
    for (const headers of [{}, await gateway().bearer('ann'), await gateway().bearer('bob'), {}])
      await gateway().client.request('GET', '/shown', { headers });
    expect(gateway().asked.length).toBe(3);
  });

  it('gives an answer again for no longer than the service says', async () => {
    gateway().answerWith = async () => ({
      status: 200,
      body: [],
      headers: { 'cache-control': 'max-age=2', age: '1' },
    });
    for (const milliseconds of [0, 999, 1]) {
      gateway().seams.clock.advance(milliseconds);
      await gateway().client.request('GET', '/long', { headers: await gateway().bearer('ann') });
    }
    expect(gateway().asked.length).toBe(2);
  });

  it('gives an answer again with all that the service said of it', async () => {
    const said = {
      etag: '"1"',
      'last-modified': 'Thu, 01 Jan 2026 00:00:00 GMT',
      'content-language': 'de',
      'content-type': 'application/vnd.shop+json; charset=utf-8',
      link: '</news?page=2>; rel="next"',
      'x-content-type-options': 'other',
      'x-own': 'kept',
    };
    const hop = { connection: 'x-hop', 'x-hop': '1' };
    gateway().answerWith = async () => ({
      status: 200,
      body: '{"a":1}',
      headers: { ...said, ...hop, age: '7' },
    });
    const headers = await gateway().bearer('ann');
    const first = await gateway().client.request('GET', '/news', { headers });
    gateway().seams.clock.advance(999);
    const second = await gateway().client.request('GET', '/news', { headers });
    expect(gateway().asked.length).toBe(1);
    expect(second.body).toEqual(first.body);
    expect(Object.fromEntries(first.headers)).toMatchObject(said);
    expect(comparable(second)).toEqual({ ...comparable(first), age: '7' });
  });

  it('tells a client that has an answer that it is still the same', async () => {
    const headers = { etag: '"1"', 'content-language': 'de', 'x-own': 'kept' };
    gateway().answerWith = async () => ({ status: 200, body: {}, headers });
    const authorized = await gateway().bearer('ann');
    await gateway().client.request('GET', '/news', { headers: authorized });
    const ask = (tag: string) =>
      gateway().client.request('GET', '/news', { headers: { ...authorized, 'if-none-match': tag } });
    const same = await ask('W/"1"');
    expect([same.status, same.body, gateway().asked.length]).toEqual([304, null, 1]);
    expect(Object.fromEntries(same.headers)).toMatchObject({ etag: '"1"', 'x-own': 'kept', age: '0' });
    for (const name of ['content-type', 'content-language', 'content-length'])
      expect(same.headers.has(name)).toBe(false);
    expect((await ask('"2"')).status).toBe(200);
  });

  it('keeps no answer that lacks a part, and no failure', async () => {
    gateway().answerWith = async () => ({ status: 200, body: {}, headers: { 'x-missing': 'offers' } });
    await gateway().client.request('GET', '/news', { headers: await gateway().bearer('ann') });
    gateway().answerWith = async () => ({ status: 500, body: {} });
    await gateway().client.request('GET', '/news', { headers: await gateway().bearer('ann') });
    gateway().answerWith = async () => ({ status: 200, body: {} });
    const third = await gateway().client.request('GET', '/news', { headers: await gateway().bearer('ann') });
    expect([third.status, gateway().asked.length]).toEqual([200, 3]);
  });

  it('keeps no answer that says that it is for one caller', async () => {
    gateway().answerWith = async () => ({ status: 200, body: {}, headers: { 'set-cookie': 'sid=1' } });
    await gateway().client.request('GET', '/news', { headers: await gateway().bearer('ann') });
    const second = await gateway().client.request('GET', '/news', { headers: await gateway().bearer('bob') });
    expect([second.headers.get('age'), gateway().asked.length]).toEqual([null, 2]);
  });

  it('is none where it may hold nothing', async () => {
    const without = await serve(
      createService({ ...config, name: 'without', cacheBytes: 0 }, gateway().seams),
      gateway().seams,
    );
    gateway().started.push(without);
    for (const subject of ['ann', 'bob']) {
      const reply = await without.request('GET', '/news', { headers: await gateway().bearer(subject) });
      expect(reply.body).toEqual({ id: null, sent: null });
    }
    expect(gateway().asked.length).toBe(2);
  });
});
