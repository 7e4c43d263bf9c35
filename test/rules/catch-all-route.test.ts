import { describe, expect, it } from 'vitest';
import { catchAllRoute } from '../../src/rules/catch-all-route.ts';
import { sampleWith } from '../model/sample.ts';
import { found } from '../support/rule-findings.ts';

describe('catch-all-route', () => {
  it('reports a route that takes every path, and names the narrow ones', () => {
    const text = sampleWith(['/home: { to: shop, cache: 15s }', '/**: { to: shop }']);
    expect(found(catchAllRoute, text)).toEqual([
      'gateway.api.routes./** at "/**": route "/**" of API gateway "api" hands every path on to frontend microservice "shop" (name what is behind it: "/home" and "/orders")',
    ]);
  });

  it('reports a route of parameters alone', () => {
    const text = sampleWith([
      '/home: { to: shop, cache: 15s }',
      '/home: { to: shop }\n      /{any}/**: { to: shop }',
    ]);
    expect(found(catchAllRoute, text)).toEqual([
      'gateway.api.routes./{any}/** at "/{any}/**": route "/{any}/**" of API gateway "api" hands every path on to frontend microservice "shop" (name what is behind it: "/home" and "/orders")',
    ]);
  });

  it('is silent on all below a segment', () => {
    const text = sampleWith(['/home: { to: shop, cache: 15s }', '/home/**: { to: shop }']);
    expect(found(catchAllRoute, text)).toEqual([]);
  });

  it('leaves a route that opens a mobile service to the rule about that', () => {
    const text = sampleWith(['/push/**: { to: push }', '/**: { to: push }']);
    expect(found(catchAllRoute, text)).toEqual([]);
  });
});
