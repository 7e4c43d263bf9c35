import { describe, expect, it } from 'vitest';
import { shadowedRoute } from '../../src/rules/shadowed-route.ts';
import { sampleWith } from '../model/sample.ts';
import { fixed, found } from '../support/rule-findings.ts';

describe('shadowed-route', () => {
  it('reports a route whose operations are all taken', () => {
    const text = sampleWith([
      '/home: { to: shop, cache: 15s }',
      '/home: { to: shop }\n      /home/**: { to: shop }',
    ]);
    expect(found(shadowedRoute, text)).toEqual([
      'gateway.api.routes./home/** at "/home/**": no request takes the route "/home/**": more specific ones lead to all operations of frontend microservice "shop" below it (move what it says to the routes that are taken, or remove it)',
    ]);
    expect(fixed(shadowedRoute, text)).toEqual([
      'suggestion: remove the route "/home/**"',
      '- /home/**: { to: shop }',
    ]);
  });

  it('reports a route to a mobile service', () => {
    const text = sampleWith([
      '/metrics: { to: analytics }',
      '/metrics: { to: analytics }\n      /metrics/**: { to: analytics }',
    ]);
    expect(found(shadowedRoute, text)).toEqual([
      'gateway.api.routes./metrics/** at "/metrics/**": no request takes the route "/metrics/**": more specific ones lead to all operations of mobile service "analytics" below it (move what it says to the routes that are taken, or remove it)',
    ]);
    expect(fixed(shadowedRoute, text)).toEqual([
      'suggestion: remove the route "/metrics/**"',
      '- /metrics/**: { to: analytics }',
    ]);
  });

  it('is silent on a route that serves one value of a parameter', () => {
    const text = sampleWith(
      [
        '/home: { to: shop, cache: 15s }',
        '/home: { to: shop }\n      /offers/best: { to: shop }\n      /offers/**: { to: shop }',
      ],
      [
        '      placeOrder:',
        "      getOffer: { http: 'GET /offers/{sku}', gathers: { a: { from: crm-integration.listOffers } } }\n      placeOrder:",
      ],
    );
    expect(found(shadowedRoute, text)).toEqual([]);
  });
});
