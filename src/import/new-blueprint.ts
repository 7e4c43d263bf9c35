import { type BlockEntry, block, blockList, noted, writeYaml } from '../init/yaml-text.ts';
import type { ImportedContract } from './imported-contract.ts';
import { backendEntry, integrationEntry } from './integration-entries.ts';
import type { ScreenPlan } from './plan-screens.ts';
import {
  dataEntries,
  journeyEntries,
  journeyObjectives,
  routeEntries,
  screenEntries,
  usualDeadline,
} from './screen-entries.ts';

/** What a new blueprint is made of: contracts, and screens for each. */
export interface NewBlueprint {
  readonly name: string;
  readonly imported: readonly ImportedContract[];
  readonly plans: readonly ScreenPlan[];
}

const LOAD_PER_SECOND = 20;
/** A success of 90 % takes 29 samples when none misses; this leaves room for a few that do. */
const SAMPLES_OF_A_JOURNEY = 100;
const LEAST_SECONDS = 30;

const HEAD = [
  'A start from contracts: a screen for each operation, and journeys that open them all. Put your own screens,',
  'journeys and figures in their place.',
];

/** Returns the text of a blueprint that stands by itself: a phone, a gateway, screens, and the contracts behind them. */
export function writeNewBlueprint(blueprint: NewBlueprint): string {
  const { name, imported, plans } = blueprint;
  const [first] = imported;
  const head = block([
    { key: 'blueprint', value: 'mobile-integration/v1', above: HEAD },
    { key: 'name', value: name },
    noted('owner', 'team-mobile', 'the team that answers for it'),
  ]);
  const tiers: readonly BlockEntry[] = [
    { key: 'devices', value: block({ [`${name}-app`]: app(plans) }) },
    { key: 'gateway', value: block({ 'mobile-api': gateway(plans) }) },
    { key: 'frontends', value: block(plans.map((plan) => frontendEntry(plan, usualDeadline))) },
    { key: 'integrations', value: block(imported.map(integrationEntry)) },
    { key: 'mobileServices', value: block({ identity: { kind: 'identity' } }) },
    { key: 'backends', value: block(imported.map(backendEntry)) },
    { key: 'objectives', value: blockList(journeyObjectives(plans.flatMap(({ journeys }) => journeys))) },
    { key: 'scenarios', value: scenarios(plans, first) },
  ];
  return [head, ...tiers.map((tier) => block([tier]))].map((part) => writeYaml(part)).join('\n');
}

function app(plans: readonly ScreenPlan[]) {
  const data = dataEntries(Object.assign({}, ...plans.map((plan) => plan.data)));
  return block([
    { key: 'networks', value: { lte: '60%', '4g': '40%' } },
    ...(data.length === 0 ? [] : [{ key: 'data', value: block(data) }]),
    { key: 'journeys', value: block(journeyEntries(plans.flatMap(({ journeys }) => journeys))) },
  ]);
}

function gateway(plans: readonly ScreenPlan[]) {
  return block([
    { key: 'authenticates', value: 'identity' },
    { key: 'deadline', value: '4s' },
    { key: 'plans', value: block({ standard: { rate: '10/s', burst: 40, per: 'device' } }) },
    {
      key: 'routes',
      value: block([
        ...routeEntries(plans.flatMap(({ routes }) => routes)),
        noted('/auth/**', { to: 'identity', public: true }, 'how a phone gets its token'),
      ]),
    },
  ]);
}

/** Returns the entry of a frontend microservice with all its screens. */
export function frontendEntry({ frontend, screens }: ScreenPlan, deadline: string): BlockEntry {
  return { key: frontend, value: block({ operations: block(screenEntries(screens, deadline)) }) };
}

function scenarios(plans: readonly ScreenPlan[], victim: ImportedContract | undefined) {
  const journeys = plans.reduce((sum, plan) => sum + plan.journeys.length, 0);
  const needed = Math.ceil((SAMPLES_OF_A_JOURNEY * journeys) / LOAD_PER_SECOND / 5) * 5;
  const seconds = Math.max(LEAST_SECONDS, needed);
  const load = { load: `${LOAD_PER_SECOND}/s`, for: `${seconds}s` };
  const on = `${victim?.integration} -> ${victim?.backend}`;
  const fault = { on, kind: 'status', status: 503, between: `5s..${seconds - 5}s` };
  return block({
    everyday: load,
    'backend-outage': block({ ...load, faults: blockList([fault]) }),
  });
}
