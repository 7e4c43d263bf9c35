import { describe, expect, it } from 'vitest';
import { longTokenLifetime } from '../../src/rules/long-token-lifetime.ts';
import { SAMPLE, sampleWith } from '../model/sample.ts';
import { fixed, found } from '../support/rule-findings.ts';

describe('long-token-lifetime', () => {
  it('reports a token that is valid for a day', () => {
    const text = sampleWith(['{ kind: identity }', '{ kind: identity, token-lifetime: 24h }']);
    expect(found(longTokenLifetime, text)).toEqual([
      'mobileServices.identity.token-lifetime at "24h": access tokens of mobile service "identity" are valid for 24h (take 1h at most; 300s is usual, and phones fetch new ones by themselves)',
    ]);
    expect(fixed(longTokenLifetime, text)).toEqual([
      'suggestion: let tokens expire after 300s',
      '- identity: { kind: identity, token-lifetime: 24h }',
      '+ identity: { kind: identity, token-lifetime: 300s }',
    ]);
  });

  it('is silent on an hour', () => {
    const text = sampleWith(['{ kind: identity }', '{ kind: identity, token-lifetime: 60m }']);
    expect(found(longTokenLifetime, text)).toEqual([]);
  });

  it('is silent on the default', () => {
    expect(found(longTokenLifetime, SAMPLE)).toEqual([]);
  });
});
