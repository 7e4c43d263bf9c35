import { entriesAt, mapsAt, textAt } from '../blueprint/fields.ts';
import type { MapNode } from '../source/parsed-document.ts';

/** What a blueprint has, as far as an import has to fit in. Read from what is written, whether or not it is right. */
export interface BlueprintGround {
  /** Names of all elements. */
  readonly elements: ReadonlySet<string>;
  readonly backends: readonly { readonly name: string; readonly contract: string }[];
  readonly integrations: readonly GroundIntegration[];
  readonly gateways: readonly string[];
  readonly apps: readonly string[];
  readonly routes: readonly { readonly pattern: string; readonly to: string }[];
  readonly journeys: readonly string[];
}

export interface GroundIntegration {
  readonly name: string;
  readonly reaches: string;
  readonly operations: readonly { readonly name: string; readonly http: string; readonly calls: string }[];
}

const TIERS = ['devices', 'gateway', 'frontends', 'integrations', 'mobileServices', 'backends'];

/** Returns what a blueprint has, in the order of its text. */
export function groundOf(root: MapNode): BlueprintGround {
  const gateways = mapsAt(root, 'gateway');
  const apps = mapsAt(root, 'devices');
  return {
    elements: new Set(TIERS.flatMap((tier) => entriesAt(root, tier).map(({ key }) => key))),
    backends: mapsAt(root, 'backends').map(({ key, value }) => ({
      name: key,
      contract: textAt(value, 'contract') ?? '',
    })),
    integrations: mapsAt(root, 'integrations').map(({ key, value }) => ({
      name: key,
      reaches: textAt(value, 'reaches') ?? '',
      operations: mapsAt(value, 'operations').map((operation) => ({
        name: operation.key,
        http: textAt(operation.value, 'http') ?? '',
        calls: textAt(operation.value, 'calls') ?? '',
      })),
    })),
    gateways: gateways.map(({ key }) => key),
    apps: apps.map(({ key }) => key),
    routes: gateways.flatMap(({ value }) =>
      mapsAt(value, 'routes').map((route) => ({ pattern: route.key, to: textAt(route.value, 'to') ?? '' })),
    ),
    journeys: apps.flatMap(({ value }) => entriesAt(value, 'journeys').map(({ key }) => key)),
  };
}

/** What a new blueprint has before anything is imported. */
export const NEW_GROUND: BlueprintGround = {
  elements: new Set(['identity', 'mobile-api']),
  backends: [],
  integrations: [],
  gateways: [],
  apps: [],
  routes: [{ pattern: '/auth/**', to: 'identity' }],
  journeys: [],
};
