import { describe, expect, it } from 'vitest';
import { freshMs, mayStore } from '../src/storable.ts';

describe('mayStore', () => {
  it.each([
    {},
    { 'cache-control': '' },
    { 'cache-control': 'max-age=60' },
    { 'cache-control': 'Public, S-MaxAge=060, max-age="5"' },
    { 'cache-control': 'must-revalidate, no-transform, x-private=1, no-storey' },
    { 'content-type': 'application/json', etag: '"1"' },
  ])('lets a plain answer be kept (%j)', (headers) => {
    expect(mayStore(200, headers)).toBe(true);
  });

  it.each([
    'no-store',
    'No-Store',
    'public,NO-CACHE',
    'private',
    'Private="set-cookie, x-own", max-age=60',
    'max-age=0',
    'max-age=60, s-maxage=0',
    'Max-Age = 00',
    'max-age="0"',
    'max-age',
    'max-age=soon',
    's-maxage=-1',
  ])('keeps none that forbids it (%s)', (control) => {
    expect(mayStore(200, { 'cache-control': control })).toBe(false);
  });

  it('reads a header that was sent twice', () => {
    const headers: Record<string, string[]> = { 'cache-control': ['public', 'no-store'] };
    expect(mayStore(200, Object.assign({}, headers))).toBe(false);
  });

  it.each([
    { 'set-cookie': ['sid=1'] },
    { vary: 'accept-language' },
    { vary: '*' },
    { 'content-encoding': 'gzip' },
    { 'x-missing': 'offers' },
  ])('keeps none that is for one request alone (%j)', (headers) => {
    expect(mayStore(200, headers)).toBe(false);
  });

  it.each([201, 204, 206, 301, 404, 500])('keeps none of status %i', (status) => {
    expect(mayStore(status, {})).toBe(false);
  });
});

describe('freshMs', () => {
  it.each([
    ['as long as the route says', undefined, undefined, 60_000],
    ['as long as the service says', 'max-age=5', undefined, 5000],
    ['no longer than the route says', 'max-age=600', undefined, 60_000],
    ['as long as it says for shared caches', 'max-age=5, s-maxage="7"', undefined, 7000],
    ['as long as it says first', 'max-age=5, max-age=50', undefined, 5000],
    ['for what is left of it', 'max-age=5', '3', 2000],
    ['not at all where nothing is', 'max-age=5', '100', -95_000],
  ])('is %s', (_how, control, age, expected) => {
    const headers = { ...(control && { 'cache-control': control }), ...(age && { age }) };
    expect(freshMs(headers, 60_000)).toBe(expected);
  });
});
