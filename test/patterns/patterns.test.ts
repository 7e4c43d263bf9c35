import { describe, expect, it } from 'vitest';
import { allowedEdge, allowedWay, findPattern, PATTERNS } from '../../src/patterns/index.ts';
import { mobileIntegration } from '../../src/patterns/mobile-integration.ts';

describe('patterns', () => {
  it('are found by their id and version', () => {
    expect(findPattern('mobile-integration/v1')).toBe(mobileIntegration);
    expect(findPattern('mobile-integration/v9')).toBeNull();
  });

  it('have edges between their own tiers only, each with a reason', () => {
    for (const { tiers, edges } of PATTERNS) {
      const keys = tiers.map((tier) => tier.key);
      for (const edge of edges) {
        expect(keys).toContain(edge.from);
        expect(keys).toContain(edge.to);
        expect(edge.because).not.toBe('');
      }
    }
  });
});

describe('the mobile integration pattern', () => {
  it('lets a device talk to the gateway only', () => {
    expect(mobileIntegration.edges.filter((edge) => edge.from === 'devices').map((edge) => edge.to)).toEqual([
      'gateway',
    ]);
  });

  it('puts an integration between a frontend and a backend', () => {
    expect(allowedEdge(mobileIntegration, 'frontends', 'backends')).toBeNull();
    expect(allowedWay(mobileIntegration, 'frontends', 'backends').map((edge) => edge.to)).toEqual([
      'integrations',
      'backends',
    ]);
  });

  it('has no way upwards', () => {
    expect(allowedWay(mobileIntegration, 'backends', 'devices')).toEqual([]);
  });
});
