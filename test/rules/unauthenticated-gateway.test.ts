import { describe, expect, it } from 'vitest';
import { unauthenticatedGateway } from '../../src/rules/unauthenticated-gateway.ts';
import { SAMPLE, sampleWith } from '../model/sample.ts';
import { fixed, found } from '../support/rule-findings.ts';

describe('unauthenticated-gateway', () => {
  it('reports a gateway without tokens and authenticates where phones can sign in', () => {
    const text = sampleWith(['    authenticates: identity\n', '']);
    expect(found(unauthenticatedGateway, text)).toEqual([
      'gateway.api at "api": API gateway "api" asks nobody for a token, so its plans limit nobody (add "authenticates: identity")',
    ]);
    expect(fixed(unauthenticatedGateway, text)).toEqual([
      'suggestion: authenticate with "identity"',
      '+ authenticates: identity',
    ]);
  });

  it('says which route is missing', () => {
    const text = sampleWith(
      ['    authenticates: identity\n', ''],
      ['      /auth/**: { to: identity }\n', ''],
    );
    expect(found(unauthenticatedGateway, text)).toEqual([
      'gateway.api at "api": API gateway "api" asks nobody for a token, so its plans limit nobody (add "authenticates: identity" and the route "/auth/**: { to: identity }")',
    ]);
    expect(fixed(unauthenticatedGateway, text)).toEqual([]);
  });

  it('says that the plans do not hold either, and what to add where there is no identity service', () => {
    const text = sampleWith(
      ['    authenticates: identity\n', ''],
      ['      /auth/**: { to: identity }\n', ''],
      ['  identity: { kind: identity }\n', ''],
      ['    plans:\n      standard: { rate: 20/s, per: device, burst: 40 }\n', ''],
    );
    expect(found(unauthenticatedGateway, text)).toEqual([
      'gateway.api at "api": API gateway "api" asks nobody for a token (add a mobile service of the kind identity, a route to it, and "authenticates" with its name)',
    ]);
    expect(fixed(unauthenticatedGateway, text)).toEqual([]);
  });

  it('is silent on a gateway that authenticates', () => {
    expect(found(unauthenticatedGateway, SAMPLE)).toEqual([]);
  });
});
