import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  edgesFrom,
  edgesTo,
  findCycles,
  type Link,
  matchRoute,
  reachable,
  topologicalLayers,
} from '../../src/model/graph.ts';
import { shapeOfPath, takesPath } from '../../src/model/http-path.ts';
import { modelOf, SAMPLE } from './sample.ts';

const links = (...pairs: readonly string[]): readonly Link[] =>
  pairs.map((pair) => ({ from: pair.charAt(0), to: pair.charAt(1) }));

describe('findCycles', () => {
  it('finds one shortest cycle a group, from the earliest name', () => {
    expect(findCycles(['a', 'b', 'c', 'd', 'e'], links('bc', 'cb', 'ab', 'cd', 'de', 'ec', 'aa'))).toEqual([
      ['a'],
      ['b', 'c'],
    ]);
  });

  it('finds none where layers hold all names, and some where they do not', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const link = fc.record({ from: fc.constantFrom(...names), to: fc.constantFrom(...names) });
    fc.assert(
      fc.property(fc.array(link, { maxLength: 12 }), (all) => {
        const layered = topologicalLayers(names, all).flat();
        expect(findCycles(names, all).length === 0).toBe(layered.length === names.length);
      }),
    );
  });

  it('stands a chain of 20,000 names', () => {
    const names = Array.from({ length: 20_000 }, (_, i) => `n${i}`);
    const chain = names.map((from, i) => ({ from, to: names[(i + 1) % names.length] ?? '' }));
    expect(findCycles(names, chain)[0]).toHaveLength(20_000);
  });
});

describe('topologicalLayers', () => {
  it('puts each name before what it points to, sorted in its layer', () => {
    expect(topologicalLayers(['d', 'c', 'b', 'a'], links('ac', 'bc', 'cd'))).toEqual([
      ['a', 'b'],
      ['c'],
      ['d'],
    ]);
  });
});

describe('reachable', () => {
  it('has the start and all behind it, sorted', () => {
    expect(reachable(links('ac', 'cb', 'xy', 'ba'), ['a'])).toEqual(['a', 'b', 'c']);
  });
});

describe('edges of a model', () => {
  it('are found by either end', () => {
    const model = modelOf(SAMPLE);
    expect(edgesFrom(model, 'erp-integration').map((edge) => edge.to)).toEqual(['erp']);
    expect(edgesTo(model, 'push-fcm').map((edge) => edge.from)).toEqual(['push']);
  });
});

describe('takesPath', () => {
  it.each([
    ['/products/{sku}', '/products/7', true],
    ['/products/{sku}', '/products/{id}', true],
    ['/products/{sku}', '/products', false],
    ['/products/new', '/products/{sku}', false],
    ['/orders/**', '/orders', true],
    ['/orders/**', '/orders/7/lines', true],
    ['/orders/**', '/order', false],
    ['/search', '/search?q=a/b', true],
    ['/', '/', true],
  ])('%s and %s: %s', (template, path, expected) => {
    expect(takesPath(template, path)).toBe(expected);
  });
});

describe('matchRoute', () => {
  const patterns = ['/**', '/a/**', '/a/{x}', '/a/b', '/{x}/b', '/a/{x}/c', '/{x}/{y}/**'];
  const match = (path: string) =>
    matchRoute(
      patterns.map((pattern) => ({ pattern })),
      path,
    )?.pattern ?? null;

  it('takes the most specific route, from the left', () => {
    expect(['/a/b', '/a/z', '/z/b', '/a', '/a/b/c', '/a/b/d', '/q', '/q/r'].map(match)).toEqual([
      '/a/b',
      '/a/{x}',
      '/{x}/b',
      '/a/**',
      '/a/{x}/c',
      '/a/**',
      '/**',
      '/{x}/{y}/**',
    ]);
    expect(matchRoute([{ pattern: '/a' }], '/b')).toBeNull();
  });

  it('finds a route exactly where one takes the path', () => {
    const segment = fc.constantFrom('a', 'b', '{x}');
    const path = fc.array(segment, { maxLength: 3 }).map((parts) => `/${parts.join('/')}`);
    fc.assert(
      fc.property(fc.array(path, { maxLength: 6 }), path, (templates, wanted) => {
        const found = matchRoute(
          templates.map((pattern) => ({ pattern })),
          wanted,
        );
        expect(found !== null).toBe(templates.some((template) => takesPath(template, wanted)));
        if (found !== null) expect(takesPath(found.pattern, wanted)).toBe(true);
      }),
    );
  });

  it('is as good for templates that differ in the names of parameters only', () => {
    expect(shapeOfPath('/a/{x}/b')).toBe(shapeOfPath('/a/{y}/b'));
  });
});
