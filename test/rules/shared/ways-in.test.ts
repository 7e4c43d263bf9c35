import { describe, expect, it } from 'vitest';
import { waysIn } from '../../../src/rules/shared/ways-in.ts';
import { modelOf, sampleWith } from '../../model/sample.ts';

/** The ways of the sample with other routes and operations of its shop, as `route > operation`. */
function ways(routes: readonly string[], operations: readonly string[]): readonly string[] {
  const text = sampleWith(
    ['      /push/**', `${routes.map((one) => `      ${one}: { to: shop }\n`).join('')}      /push/**`],
    [
      '      placeOrder:',
      `${operations
        .map(
          (http, at) =>
            `      more${at}: { http: '${http}', gathers: { a: { from: crm-integration.listOffers } } }\n`,
        )
        .join('')}      placeOrder:`,
    ],
  );
  return waysIn(modelOf(text)).map(({ route, operation }) => `${route.pattern} > ${operation.name}`);
}

const sample = ['/home > getHome', '/orders/** > placeOrder'];

describe('waysIn', () => {
  it('leads from each route to the operations that it is the most specific one for', () => {
    expect(ways(['/shop/**', '/shop/{id}'], ['GET /shop/{id}', 'GET /shop/{id}/parts'])).toEqual([
      ...sample,
      '/shop/** > more1',
      '/shop/{id} > more0',
    ]);
  });

  it('leads from a route that serves one value of a parameter to its operation', () => {
    expect(ways(['/shop/best', '/shop/**'], ['GET /shop/{id}', 'PUT /shop/{id}'])).toEqual([
      ...sample,
      '/shop/best > more0',
      '/shop/best > more1',
      '/shop/** > more0',
      '/shop/** > more1',
    ]);
  });

  it('leads to the operation with that very path, where there is one, and not to the parameter', () => {
    expect(ways(['/shop/best', '/shop/**'], ['GET /shop/best', 'GET /shop/{id}'])).toEqual([
      ...sample,
      '/shop/best > more0',
      '/shop/** > more1',
    ]);
  });
});
