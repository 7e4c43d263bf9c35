import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { json, merge, patched } from './patched.ts';

const file = 'compose.yaml';
const compose = `x-service: &service
  init: true
  mem_limit: 384m # enough
  healthcheck:
    test: [CMD, node]
    interval: 5s
x-ports: &ports { http: 8080 }

services:
  # The first one.
  shop:
    <<: *service
    ports: *ports
  checkout:
    <<: [*service, *ports]
    ports: *ports
`;

const read = (text: string) => parse(text, { merge: true });

describe('what a map merges in', () => {
  it('is there to be replaced, and stays as it is elsewhere', () => {
    const operation = { op: 'replace', path: '/services/shop/mem_limit', value: '1g' } as const;
    expect(patched(file, compose, json(file, operation))).toBe(
      compose.replace('    ports: *ports\n  checkout', '    ports: *ports\n    mem_limit: 1g\n  checkout'),
    );
  });

  it('is written out where something within it changes, whole', () => {
    for (const patch of [
      merge(file, { services: { shop: { healthcheck: { interval: '10s' } } } }),
      json(file, { op: 'replace', path: '/services/shop/healthcheck/interval', value: '10s' }),
    ]) {
      const text = patched(file, compose, patch);
      expect(read(text).services.shop.healthcheck).toEqual({ test: ['CMD', 'node'], interval: '10s' });
      expect(read(text).services.checkout).toEqual(read(compose).services.checkout);
    }
  });

  it('is taken away alone', () => {
    for (const patch of [
      merge(file, { services: { checkout: { mem_limit: null } } }),
      json(file, { op: 'remove', path: '/services/checkout/mem_limit' }),
    ]) {
      const { services } = read(patched(file, compose, patch));
      const { mem_limit: _, ...rest } = read(compose).services.checkout;
      expect(services).toEqual({ ...read(compose).services, checkout: rest });
    }
  });

  it('changes for all where what they merge in does', () => {
    const text = patched(file, compose, merge(file, { 'x-service': { mem_limit: '1g' } }));
    expect(text).toBe(compose.replace('384m', '1g'));
  });

  it('is looked at by a test, which writes nothing', () => {
    const is = { op: 'test', path: '/services/checkout/http', value: 8080 } as const;
    expect(patched(file, compose, json(file, is))).toBe(compose);
    expect(patched(file, compose, json(file, { ...is, value: 1 }))).toBe(
      'found: the operation "test" cannot be made on compose.yaml: "/services/checkout/http" is 8080',
    );
  });
});

describe('an alias', () => {
  it('becomes a copy where it is changed', () => {
    const text = patched(file, compose, merge(file, { services: { shop: { ports: { admin: 9090 } } } }));
    expect(read(text).services.shop.ports).toEqual({ http: 8080, admin: 9090 });
    expect(read(text).services.checkout.ports).toEqual({ http: 8080 });
  });

  it('goes on to stand for what is replaced where its anchor is', () => {
    const operation = { op: 'replace', path: '/x-ports', value: { https: 8443 } } as const;
    expect(read(patched(file, compose, json(file, operation))).services.shop.ports).toEqual({ https: 8443 });
  });

  it.each([
    ['taken away', merge(file, { 'x-ports': null }), '"*ports" would stand for nothing'],
    [
      'moved away',
      json(file, { op: 'move', from: '/x-ports', path: '/z' }),
      '"*ports" would stand for nothing',
    ],
    [
      'meant to be another',
      json(file, { op: 'replace', path: '/services/shop/<<', value: 1 }),
      '"<<" is not written by patches',
    ],
    ['no map any more', merge(file, { 'x-service': 1 }), '"<<" would have no map to merge in'],
    [
      'taken away before it is read',
      json(file, { op: 'remove', path: '/x-ports' }, { op: 'test', path: '/services/shop/ports', value: 1 }),
      '"*ports" would stand for nothing',
    ],
  ])('whose anchor is %s is found', (_, patch, reason) => {
    expect(patched(file, compose, patch)).toMatch(/^found: .* compose\.yaml: /);
    expect(patched(file, compose, patch)).toContain(reason);
  });
});
