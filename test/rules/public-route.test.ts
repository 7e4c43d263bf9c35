import { describe, expect, it } from 'vitest';
import { publicRoute } from '../../src/rules/public-route.ts';
import { sampleWith } from '../model/sample.ts';
import { fixed, found } from '../support/rule-findings.ts';

describe('public-route', () => {
  it('reports a public route to a frontend, at the value', () => {
    const text = sampleWith(['/home: { to: shop, cache: 15s }', '/home: { to: shop, public: true }']);
    expect(found(publicRoute, text)).toEqual([
      'gateway.api.routes./home.public at "true": route "/home" of API gateway "api" lets requests in without a token (leave "public" out: a phone has its token before its first screen)',
    ]);
    expect(fixed(publicRoute, text)).toEqual([
      'suggestion: ask for a token on the route "/home"',
      '- /home: { to: shop, public: true }',
      '+ /home: { to: shop }',
    ]);
  });

  it('reports a public route to a mobile service', () => {
    const text = sampleWith(['/sync/**: { to: sync }', '/sync/**: { to: sync, public: true }']);
    expect(found(publicRoute, text)).toEqual([
      'gateway.api.routes./sync/**.public at "true": route "/sync/**" of API gateway "api" lets requests in without a token (leave "public" out: a phone has its token before its first screen)',
    ]);
    expect(fixed(publicRoute, text)).toEqual([
      'suggestion: ask for a token on the route "/sync/**"',
      '- /sync/**: { to: sync, public: true }',
      '+ /sync/**: { to: sync }',
    ]);
  });

  it('is silent on signing in and on the check of the version', () => {
    const text = sampleWith(
      ['{ to: identity }', '{ to: identity, public: true }'],
      ['{ to: app-check }', '{ to: app-check, public: true }'],
    );
    expect(found(publicRoute, text)).toEqual([]);
  });

  it('is silent where no route asks for a token', () => {
    const text = sampleWith(
      ['/home: { to: shop, cache: 15s }', '/home: { to: shop, public: true }'],
      ['    authenticates: identity\n', ''],
    );
    expect(found(publicRoute, text)).toEqual([]);
  });
});
