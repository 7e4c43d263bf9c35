import { describe, expect, it } from 'vitest';
import { shortTombstones } from '../../src/rules/short-tombstones.ts';
import { sampleWith } from '../model/sample.ts';
import { fixed, found } from '../support/rule-findings.ts';

describe('short-tombstones', () => {
  it('reports phones that are away for longer than the default', () => {
    const text = sampleWith(['for: 5s..30s', 'for: 5s..3d']);
    expect(found(shortTombstones, text)).toEqual([
      'mobileServices.sync.tombstones at "sync": mobile service "sync" forgets deleted items after 2d, but phones of "app" are offline for up to 3d (set "tombstones" to 3d at least)',
    ]);
    expect(fixed(shortTombstones, text)).toEqual([
      'suggestion: keep tombstones for 3d',
      '- sync: { kind: sync, collections: { orders: { conflict: client-wins } } }',
      '+ sync: { kind: sync, collections: { orders: { conflict: client-wins } }, tombstones: 3d }',
    ]);
  });

  it('reports tombstones at their value', () => {
    const text = sampleWith(['for: 5s..30s', 'for: 5s..3d'], ['kind: sync,', 'kind: sync, tombstones: 1h,']);
    expect(found(shortTombstones, text)).toEqual([
      'mobileServices.sync.tombstones at "1h": mobile service "sync" forgets deleted items after 1h, but phones of "app" are offline for up to 3d (set "tombstones" to 3d at least)',
    ]);
    expect(fixed(shortTombstones, text)).toEqual([
      'suggestion: keep tombstones for 3d',
      '- sync: { kind: sync, tombstones: 1h, collections: { orders: { conflict: client-wins } } }',
      '+ sync: { kind: sync, tombstones: 3d, collections: { orders: { conflict: client-wins } } }',
    ]);
  });

  it('is silent where both are the same', () => {
    const text = sampleWith(['for: 5s..30s', 'for: 5s..2d']);
    expect(found(shortTombstones, text)).toEqual([]);
  });

  it('is silent where the phones that are away do not synchronise', () => {
    const text = sampleWith(['for: 5s..30s', 'for: 5s..3d'], ['          - sync: orders\n', '']);
    expect(found(shortTombstones, text)).toEqual([]);
  });
});
