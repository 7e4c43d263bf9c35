import type { Tier } from '../model/model.ts';

/** A column of the figure: over its whole width, the main one, or the one at its side. */
export type Column = 'whole' | 'main' | 'side';

/**
 * Where each tier stands: levels from top to bottom, and the column. Mobile services share the integrations' level
 * though their frame starts beside the frontends: so what frontends send them flows downwards too.
 */
const PLACEMENT: Readonly<Record<Tier, { readonly level: number; readonly column: Column }>> = {
  devices: { level: 0, column: 'whole' },
  gateway: { level: 1, column: 'whole' },
  frontends: { level: 2, column: 'main' },
  integrations: { level: 3, column: 'main' },
  mobileServices: { level: 3, column: 'side' },
  backends: { level: 4, column: 'main' },
  providers: { level: 4, column: 'side' },
};

export function levelOf(tier: Tier): number {
  return PLACEMENT[tier].level;
}

export function columnOf(tier: Tier): Column {
  return PLACEMENT[tier].column;
}

/** Returns all tiers from top to bottom, left to right. */
export function tiersInOrder(): readonly Tier[] {
  return ['devices', 'gateway', 'frontends', 'integrations', 'mobileServices', 'backends', 'providers'];
}
