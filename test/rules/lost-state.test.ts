import { describe, expect, it } from 'vitest';
import { lostState } from '../../src/rules/lost-state.ts';
import { SAMPLE, sampleWith } from '../model/sample.ts';
import { fixed, found } from '../support/rule-findings.ts';

describe('lost-state', () => {
  it('reports a sync service without storage', () => {
    const text = sampleWith(['kind: sync,', 'kind: sync, storage: none,']);
    expect(found(lostState, text)).toEqual([
      'mobileServices.sync.storage at "none": mobile service "sync" has no storage: whenever it stops, the changes that phones handed in are gone (give it some, for example "storage: { engine: sqlite, size: 1Gi }")',
    ]);
    expect(fixed(lostState, text)).toEqual([
      'suggestion: give "sync" storage',
      '- sync: { kind: sync, storage: none, collections: { orders: { conflict: client-wins } } }',
      '+ sync: { kind: sync, storage: { engine: sqlite, size: 1Gi }, collections: { orders: { conflict: client-wins } } }',
    ]);
  });

  it('reports an identity service without storage', () => {
    const text = sampleWith(['{ kind: identity }', '{ kind: identity, storage: none }']);
    expect(found(lostState, text)).toEqual([
      'mobileServices.identity.storage at "none": mobile service "identity" has no storage: whenever it stops, every token is refused and every phone has to register again (give it some, for example "storage: { engine: sqlite, size: 1Gi }")',
    ]);
    expect(fixed(lostState, text)).toEqual([
      'suggestion: give "identity" storage',
      '- identity: { kind: identity, storage: none }',
      '+ identity: { kind: identity, storage: { engine: sqlite, size: 1Gi } }',
    ]);
  });

  it('is silent on a security service, which has nothing to lose', () => {
    expect(found(lostState, SAMPLE)).toEqual([]);
  });
});
