import { describe, expect, it } from 'vitest';
import { checkRules } from '../../../src/rules/index.ts';
import { load } from '../../config/memory-files.ts';
import { modelOf } from '../../model/sample.ts';
import { foundBy } from './found-by.ts';
import { LANDSCAPE } from './landscape.ts';

const message = '{from} -> {to}';
const EVERY = [
  'app -> api',
  'api -> identity',
  'api -> shop',
  'api -> push',
  'api -> sync',
  'api -> analytics',
  'api -> app-check',
  'shop -> crm-integration',
  'shop -> erp-integration',
  'shop -> push',
  'crm-integration -> crm',
  'erp-integration -> erp',
  'push -> push-fcm',
  'push -> push-apns',
];

/** The edges that a rule finds, as its message names them. */
function edges(demand: string): readonly string[] {
  return foundBy(demand, { message }).map((one) => one.split(' | ')[2] ?? '');
}

describe('forbid on edges', () => {
  it('finds each edge between elements once, and none to the storage of a service', () => {
    expect([...edges("forbid: { from: { name: '*' } }")].sort()).toEqual([...EVERY].sort());
  });

  it.each([
    ['from a tier', '{ from: { tier: integrations } }', ['crm-integration -> crm', 'erp-integration -> erp']],
    ['to a kind', '{ to: { kind: push } }', ['api -> push', 'shop -> push']],
    ['to any of several kinds', '{ to: { kind: [sync, metrics] } }', ['api -> sync', 'api -> analytics']],
    ['from one to another', '{ from: { name: shop }, to: { kind: push } }', ['shop -> push']],
    [
      'by patterns of names',
      "{ from: { name: 'crm-*' }, to: { name: '{crm,erp}' } }",
      ['crm-integration -> crm'],
    ],
    [
      'by all that a selector says',
      '{ to: { tier: mobileServices, name: [push, crm] } }',
      ['api -> push', 'shop -> push'],
    ],
    [
      'but for some',
      '{ from: { tier: gateway }, to: { tier: mobileServices, not: { kind: [identity, security, metrics] } } }',
      ['api -> push', 'api -> sync'],
    ],
    ['from where nothing starts', '{ from: { tier: backends } }', []],
  ])('finds edges %s', (_, demand, expected) => {
    expect(edges(`forbid: ${demand}`)).toEqual(expected);
  });

  it('selects elements by any of their tags', () => {
    expect(edges('forbid: { to: { tag: pci } }')).toEqual(['erp-integration -> erp']);
    expect(edges('forbid: { to: { tag: [new, old] } }')).toEqual(['erp-integration -> erp']);
    expect(edges('forbid: { to: { tag: new } }')).toEqual([]);
  });

  it('points at where the edge is declared, under the element that it starts at, and at its end', () => {
    const demand = 'forbid: { from: { name: shop }, to: { kind: push } }';
    expect(foundBy(demand, { message: '{name} at {path}' })).toEqual([
      'message | frontends.shop | shop at frontends.shop',
    ]);
    const loaded = load({ 'lintel.config.yaml': `custom: { own-rule: { message: m, ${demand} } }` });
    const [finding] = checkRules(modelOf(LANDSCAPE), loaded.config?.custom);
    const [related] = finding?.related ?? [];
    expect(related?.message).toBe('"push" is declared here');
    expect(LANDSCAPE.slice(related?.span.start, related?.span.end)).toBe('push');
  });
});

describe('require on edges', () => {
  it('finds each element without an edge to any of the others, at the element', () => {
    expect(
      foundBy('require: { from: { tier: [frontends, integrations] }, to: { tier: backends, name: crm } }', {
        message: '"{from}" does not reach the CRM, {path}',
      }),
    ).toEqual([
      'shop | frontends.shop | "shop" does not reach the CRM, frontends.shop',
      'erp-integration | integrations.erp-integration | "erp-integration" does not reach the CRM, integrations.erp-integration',
    ]);
  });

  it('finds nothing where each has one', () => {
    expect(foundBy('require: { from: { tier: integrations }, to: { tier: backends } }')).toEqual([]);
  });
});

describe('allow on edges', () => {
  it('finds the edges that start at the ones or end at the others and do not do both', () => {
    expect(edges('allow: { from: { name: crm-integration }, to: { name: erp } }')).toEqual([
      'crm-integration -> crm',
      'erp-integration -> erp',
    ]);
  });

  it('finds nothing where every such edge is between them', () => {
    expect(edges('allow: { from: { tier: integrations }, to: { tier: backends } }')).toEqual([]);
  });

  it('lets nobody else in', () => {
    expect(edges('allow: { from: { name: shop }, to: { tier: [integrations, mobileServices] } }')).toEqual([
      'api -> identity',
      'api -> push',
      'api -> sync',
      'api -> analytics',
      'api -> app-check',
    ]);
  });
});
