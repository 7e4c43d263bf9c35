import { entriesAt, textAt } from '../blueprint/fields.ts';
import { parseShare } from '../blueprint/quantities.ts';
import type { MapNode } from '../source/parsed-document.ts';
import type { ImportedContract } from './imported-contract.ts';
import { type Addition, mapAtPath } from './insert-entries.ts';
import { backendEntry, integrationEntry, operationEntries } from './integration-entries.ts';
import { frontendEntry } from './new-blueprint.ts';
import type { ScreenPlan } from './plan-screens.ts';
import {
  dataEntries,
  journeyEntries,
  journeyObjectives,
  routeEntries,
  screenEntries,
} from './screen-entries.ts';

/** Returns what is added to a blueprint for imported contracts: backends, integrations, operations. */
export function contractAdditions(imported: readonly ImportedContract[]): readonly Addition[] {
  const added = imported.filter(({ isNewIntegration }) => isNewIntegration);
  const extended = imported.filter(({ isNewIntegration }) => !isNewIntegration);
  return [
    { path: ['integrations'], entries: added.map(integrationEntry) },
    ...extended.map((one) => ({
      path: ['integrations', one.integration, 'operations'],
      entries: operationEntries(one),
    })),
    { path: ['backends'], entries: imported.filter(({ isNewBackend }) => isNewBackend).map(backendEntry) },
  ];
}

/** Where screens are added: the names of the gateway and of the mobile application. */
export interface Home {
  readonly gateway: string;
  readonly app: string;
  /** Of new screens: below the gateway's. */
  readonly deadline: string;
}

/** Returns what is added to a blueprint for screens; `takesJourneys` says whether the app's shares leave room. */
export function screenAdditions(
  root: MapNode,
  plans: readonly ScreenPlan[],
  home: Home,
): readonly Addition[] {
  const isThere = ({ frontend }: ScreenPlan) => mapAtPath(root, ['frontends', frontend]) !== null;
  const app = ['devices', home.app];
  const known = new Set(mapAtPath(root, [...app, 'data'])?.entries.keys());
  const data = dataEntries(Object.assign({}, ...plans.map((plan) => plan.data)));
  const journeys = plans.flatMap((plan) => plan.journeys);
  return [
    ...(takesJourneys(root, home.app)
      ? [
          { path: [...app, 'data'], entries: data.filter(({ key }) => !known.has(key)) },
          { path: [...app, 'journeys'], entries: journeyEntries(journeys) },
          { path: ['objectives'], items: journeyObjectives(journeys) },
        ]
      : []),
    {
      path: ['gateway', home.gateway, 'routes'],
      entries: routeEntries(plans.flatMap(({ routes }) => routes)),
    },
    {
      path: ['frontends'],
      entries: plans.filter((plan) => !isThere(plan)).map((plan) => frontendEntry(plan, home.deadline)),
    },
    ...plans.filter(isThere).map((plan) => ({
      path: ['frontends', plan.frontend, 'operations'],
      entries: screenEntries(plan.screens, home.deadline),
    })),
  ];
}

/** False where the shares of the app's journeys are all given: another journey would have none. */
export function takesJourneys(root: MapNode, app: string): boolean {
  const holder = mapAtPath(root, ['devices', app]);
  const shares = (holder === null ? [] : entriesAt(holder, 'journeys')).map(({ value }) =>
    value.type === 'map' ? parseShare(textAt(value, 'share') ?? '') : null,
  );
  const given = shares.reduce<number>((sum, share) => sum + (share ?? 0), 0);
  return shares.includes(null) || given < 1 - 1e-6;
}
