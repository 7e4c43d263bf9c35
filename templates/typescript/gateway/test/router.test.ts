import { describe, expect, it } from 'vitest';
import { createRouter } from '../src/router.ts';
import type { Route } from '../src/settings.ts';

function route(pattern: string): Route {
  return { pattern, to: 'shop', cacheMs: null, cachePer: 'caller', idempotency: 'accepted', public: false };
}

describe('the router', () => {
  const find = createRouter(
    ['/home', '/orders/**', '/orders/{id}', '/orders/{id}/lines/**', '/orders/open', '/**'].map(route),
  );

  it.each([
    ['/home', '/home'],
    ['/orders', '/orders/**'],
    ['/orders/7', '/orders/{id}'],
    ['/orders/open', '/orders/open'],
    ['/orders/7/lines/1/price', '/orders/{id}/lines/**'],
    ['/orders/7/receipt', '/orders/**'],
    ['/orders/open/receipt', '/orders/**'],
    ['/elsewhere', '/**'],
    ['/', '/**'],
  ])('serves %s by %s', (path, pattern) => {
    expect(find(path)?.pattern).toBe(pattern);
  });

  it('serves nothing without a route', () => {
    expect(createRouter([route('/home')])('/homes')).toBeNull();
  });
});
