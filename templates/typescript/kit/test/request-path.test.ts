import { describe, expect, it } from 'vitest';
import { fillByName, fillForCaller, fillFrom } from '../src/index.ts';
import { testSeams } from '../src/testing.ts';
import { callContext, input } from './call-context.ts';

const get = { operation: 'o', method: 'GET', path: '/customers/{id}/orders' };
const post = { ...get, method: 'POST' };
const seams = testSeams();
const nobody = callContext(seams);
const caller = callContext(seams, { caller: { id: 'ann', app: 'a', plan: 'p' } });

describe('fillFrom', () => {
  it('puts what the path names there and the rest into the query of a GET', () => {
    const filled = fillFrom(get, { id: 7, status: ['open', 'late'], filter: { a: 1 }, none: null });
    expect(filled).toEqual({
      ...get,
      path: '/customers/7/orders?status=open&status=late&filter=%7B%22a%22%3A1%7D',
    });
  });

  it('puts the rest into the body of a POST', () => {
    expect(fillFrom(post, { id: 7, note: null })).toEqual({
      ...post,
      path: '/customers/7/orders',
      body: { note: null },
    });
  });

  it('sends as body what is no object', () => {
    expect(fillFrom({ ...post, path: '/all' }, [1, 2]).body).toEqual([1, 2]);
  });

  it('lets no value leave its segment of the path', () => {
    expect(fillFrom(get, { id: '../admin?x=1#y' }).path).toBe('/customers/..%2Fadmin%3Fx%3D1%23y/orders');
  });

  it.each([undefined, null, ''])('refuses a path parameter that is %j', (id) => {
    expect(() => fillFrom(get, { id })).toThrow('"id" is missing');
  });
});

describe('fillByName', () => {
  it('looks for a path parameter in the parameters, the query, the body, and takes the caller at last', () => {
    const from = (parts: Parameters<typeof input>[0]) => fillByName(post, input(parts), caller).path;
    const all = { params: { id: 'p' }, query: { id: 'q' }, body: { id: 'b' } };
    expect(from(all)).toBe('/customers/p/orders');
    expect(from({ ...all, params: {} })).toBe('/customers/q/orders');
    expect(from({ body: { id: 'b' } })).toBe('/customers/b/orders');
    expect(from({})).toBe('/customers/ann/orders');
  });

  it('refuses a path parameter that is nowhere', () => {
    expect(() => fillByName(get, input(), nobody)).toThrow('"id" is missing');
  });

  it('hands the query of a GET on, and the body of a POST', () => {
    const given = input({ params: { id: '7' }, query: { page: '2' }, body: { a: 1 } });
    expect(fillByName(get, given, nobody)).toEqual({ ...get, path: '/customers/7/orders?page=2' });
    expect(fillByName(post, given, nobody)).toEqual({ ...post, path: '/customers/7/orders', body: { a: 1 } });
  });

  it.each(['.', '..'])('refuses a path parameter that is %j', (id) => {
    expect(() => fillByName(get, input({ params: { id } }), nobody)).toThrow(`"id" cannot be "${id}"`);
  });
});

describe('fillForCaller', () => {
  it('takes the id of the caller for what the path does not name, whatever query and body say', () => {
    const asked = input({ query: { id: 'bob', page: '2' }, body: { id: 'bob', a: 1 } });
    expect(fillForCaller(get, asked, caller)).toEqual({ ...get, path: '/customers/ann/orders?page=2' });
    expect(fillForCaller(post, asked, caller)).toEqual({
      ...post,
      path: '/customers/ann/orders',
      body: { a: 1 },
    });
  });

  it('gives the id of the caller to what the service takes by name', () => {
    const request = { ...get, path: '/account', takes: ['id'] };
    const asked = input({ query: { id: 'bob' }, body: { id: 'bob' } });
    expect(fillForCaller(request, asked, caller)).toEqual({ ...get, path: '/account?id=ann' });
    const change = { ...request, method: 'PUT' };
    expect(fillForCaller(change, asked, caller)).toMatchObject({ path: '/account', body: { id: 'ann' } });
  });

  it('takes what the path names, and hands query and body on', () => {
    const asked = input({ params: { id: '7' }, query: { id: '8' }, body: [1] });
    expect(fillForCaller(get, asked, caller).path).toBe('/customers/7/orders?id=8');
    expect(fillForCaller(post, asked, caller)).toMatchObject({ path: '/customers/7/orders', body: [1] });
  });

  it('fills by name where nobody is authenticated', () => {
    expect(fillForCaller(get, input({ query: { id: '7' } }), nobody).path).toBe('/customers/7/orders?id=7');
    expect(() => fillForCaller(get, input(), nobody)).toThrow('"id" is missing');
  });
});
