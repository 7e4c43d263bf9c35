import { describe, expect, it } from 'vitest';
import { idleSetting } from '../../src/rules/idle-setting.ts';
import { sampleWith } from '../model/sample.ts';
import { fixed, found } from '../support/rule-findings.ts';

describe('idle-setting', () => {
  it('reports a key that nobody is asked for, and takes it out safely', () => {
    const text = sampleWith([
      '/home: { to: shop, cache: 15s }',
      '/home: { to: shop, idempotency: required }',
    ]);
    expect(found(idleSetting, text)).toEqual([
      'gateway.api.routes./home.idempotency at "required": "idempotency" of route "/home" has no effect: no operation behind it changes anything (take it out)',
    ]);
    expect(fixed(idleSetting, text)).toEqual([
      'safe: remove "idempotency"',
      '- /home: { to: shop, idempotency: required }',
      '+ /home: { to: shop }',
    ]);
  });

  it('reports a cache in front of what is not kept', () => {
    const text = sampleWith([
      '/orders/**: { to: shop, idempotency: required }',
      '/orders/**: { to: shop, cache: 5s }',
    ]);
    expect(found(idleSetting, text)).toEqual([
      'gateway.api.routes./orders/**.cache at "5s": "cache" of route "/orders/**" has no effect: only answers to GET are kept, and no operation behind it has that method (take it out)',
    ]);
    expect(fixed(idleSetting, text)).toEqual([
      'safe: remove "cache"',
      '- /orders/**: { to: shop, cache: 5s }',
      '+ /orders/**: { to: shop }',
    ]);
  });

  it('reports for whom a cache is that is not there', () => {
    const text = sampleWith(['/home: { to: shop, cache: 15s }', '/home: { to: shop, cache-per: everyone }']);
    expect(found(idleSetting, text)).toEqual([
      'gateway.api.routes./home.cache-per at "everyone": "cache-per" of route "/home" has no effect: the route has no "cache" (take it out)',
    ]);
    expect(fixed(idleSetting, text)).toEqual([
      'safe: remove "cache-per"',
      '- /home: { to: shop, cache-per: everyone }',
      '+ /home: { to: shop }',
    ]);
  });

  it('reports a key for a mobile service that only records', () => {
    const text = sampleWith(['/metrics: { to: analytics }', '/metrics: { to: analytics, cache: 5s }']);
    expect(found(idleSetting, text)).toEqual([
      'gateway.api.routes./metrics.cache at "5s": "cache" of route "/metrics" has no effect: only answers to GET are kept, and no operation behind it has that method (take it out)',
    ]);
    expect(fixed(idleSetting, text)).toEqual([
      'safe: remove "cache"',
      '- /metrics: { to: analytics, cache: 5s }',
      '+ /metrics: { to: analytics }',
    ]);
  });

  it('is silent on a key for a mobile service that changes something', () => {
    const text = sampleWith(['/push/**: { to: push }', '/push/**: { to: push, idempotency: required }']);
    expect(found(idleSetting, text)).toEqual([]);
  });

  it('is silent on settings of a route for reading and writing', () => {
    const text = sampleWith(
      ['/home: { to: shop, cache: 15s }', '/home: { to: shop, cache: 15s, idempotency: required }'],
      ['createOrder }\n          message', 'createOrder }\n          message'],
      ['http: POST /orders\n', 'http: POST /home\n'],
      ['request: POST /orders', 'request: POST /home'],
      ['step: POST /orders', 'step: POST /home'],
      ['      /orders/**: { to: shop, idempotency: required }\n', ''],
    );
    expect(found(idleSetting, text)).toEqual([]);
  });
});
