import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const lintel = `${root}bin/lintel.js`;
export const reference = `${root}blueprints/mobile-integration/blueprint.yaml`;
export const fourTiers = `${root}scripts/bench/four-tiers/blueprint.yaml`;
