import { mobileIntegration } from './mobile-integration.ts';
import type { AllowedEdge, Pattern, PatternTier } from './pattern.ts';

/** Every pattern, by the id that the `blueprint:` key names. */
export const PATTERNS: readonly Pattern[] = [mobileIntegration];

/** Returns the pattern of that id, or null. */
export function findPattern(id: string): Pattern | null {
  return PATTERNS.find((pattern) => pattern.id === id) ?? null;
}

/** Returns the edge of the pattern that allows one tier to talk to another, or null. */
export function allowedEdge(
  pattern: Pattern,
  from: PatternTier['key'],
  to: PatternTier['key'],
): AllowedEdge | null {
  return pattern.edges.find((edge) => edge.from === from && edge.to === to) ?? null;
}

/**
 * Returns the edges of the shortest allowed way from one tier to another, in order; empty where there is none.
 * Of several shortest ways the one whose edges come first in the pattern.
 */
export function allowedWay(
  pattern: Pattern,
  from: PatternTier['key'],
  to: PatternTier['key'],
): readonly AllowedEdge[] {
  const reached = new Set([from]);
  let ways: (readonly AllowedEdge[])[] = [[]];
  while (ways.length > 0) {
    const longer: (readonly AllowedEdge[])[] = [];
    for (const way of ways) {
      const end = way.at(-1)?.to ?? from;
      for (const edge of pattern.edges) {
        if (edge.from !== end || reached.has(edge.to)) continue;
        if (edge.to === to) return [...way, edge];
        reached.add(edge.to);
        longer.push([...way, edge]);
      }
    }
    ways = longer;
  }
  return [];
}
