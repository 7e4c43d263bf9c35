import { describe, expect, it } from 'vitest';
import { sharedCache } from '../../src/rules/shared-cache.ts';
import { SAMPLE, sampleWith } from '../model/sample.ts';
import { fixed, found } from '../support/rule-findings.ts';

describe('shared-cache', () => {
  it("reports a cache for everyone before a part that is found by the caller's id", () => {
    const text = sampleWith(['cache: 15s', 'cache: 15s, cache-per: everyone']);
    expect(found(sharedCache, text)).toEqual([
      `gateway.api.routes./home.cache-per at "everyone": route "/home" gives one caller's answers to everyone, but operation "getHome" answers by who asks (leave "cache-per" out: a cached answer is then only for the caller who got it first)`,
    ]);
    expect(fixed(sharedCache, text)).toEqual([
      'suggestion: keep the answers of the route "/home" for each caller',
      '- /home: { to: shop, cache: 15s, cache-per: everyone }',
      '+ /home: { to: shop, cache: 15s, cache-per: caller }',
    ]);
  });

  it('reports an expression that reads the caller', () => {
    const text = sampleWith(
      ['cache: 15s', 'cache: 15s, cache-per: everyone'],
      [
        'from: crm-integration.getCustomer }',
        'from: crm-integration.getCustomer, sends: \'{ "id": $$.caller.id }\' }',
      ],
    );
    expect(found(sharedCache, text)).toEqual([
      `gateway.api.routes./home.cache-per at "everyone": route "/home" gives one caller's answers to everyone, but operation "getHome" answers by who asks (leave "cache-per" out: a cached answer is then only for the caller who got it first)`,
    ]);
    expect(fixed(sharedCache, text)).toEqual([
      'suggestion: keep the answers of the route "/home" for each caller',
      '- /home: { to: shop, cache: 15s, cache-per: everyone }',
      '+ /home: { to: shop, cache: 15s, cache-per: caller }',
    ]);
  });

  it('reports the collections of a sync service', () => {
    const text = sampleWith(['{ to: sync }', '{ to: sync, cache: 5s, cache-per: everyone }']);
    expect(found(sharedCache, text)).toEqual([
      `gateway.api.routes./sync/**.cache-per at "everyone": route "/sync/**" gives one caller's answers to everyone, but mobile service "sync" keeps a collection for each caller (leave "cache-per" out: a cached answer is then only for the caller who got it first)`,
    ]);
    expect(fixed(sharedCache, text)).toEqual([
      'suggestion: keep the answers of the route "/sync/**" for each caller',
      '- /sync/**: { to: sync, cache: 5s, cache-per: everyone }',
      '+ /sync/**: { to: sync, cache: 5s, cache-per: caller }',
    ]);
  });

  it('is silent on what is the same for all', () => {
    const text = sampleWith(
      ['cache: 15s', 'cache: 15s, cache-per: everyone'],
      [
        'from: crm-integration.getCustomer }',
        'from: crm-integration.getCustomer, sends: \'{ "id": "caller" }\' }',
      ],
    );
    expect(found(sharedCache, text)).toEqual([]);
  });

  it('is silent on a cache for each caller', () => {
    expect(found(sharedCache, SAMPLE)).toEqual([]);
  });

  it('is silent where nobody is asked who he is', () => {
    const text = sampleWith([
      '/home: { to: shop, cache: 15s }',
      '/home: { to: shop, cache: 15s, cache-per: everyone, public: true }',
    ]);
    expect(found(sharedCache, text)).toEqual([]);
  });
});
