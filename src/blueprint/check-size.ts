import type { Report } from '../diagnostics/findings.ts';
import type { MapEntry, MapNode, Node } from '../source/parsed-document.ts';
import type { Span } from '../source/source.ts';
import { entriesAt, itemsAt, mapsAt } from './fields.ts';

/** What a blueprint may hold beside what any document may (`LIMITS`): much of it is compared with each other. */
export const SIZES = {
  elements: 2500,
  operations: 6000,
  'operations of one element': 500,
  parts: 12_000,
  'parts of one operation': 250,
  routes: 3000,
  plans: 1000,
  journeys: 2500,
  steps: 3000,
  objectives: 2500,
  scenarios: 500,
  faults: 1000,
  'load phases': 1000,
} as const;

type Sized = keyof typeof SIZES;

const TIERS = ['devices', 'gateway', 'frontends', 'integrations', 'mobileServices', 'backends'] as const;

/** Reports the first thing of each sort that is one too many. Returns true if there is none. */
export function checkSize(root: MapNode, report: Report): boolean {
  let isSmall = true;
  for (const [what, places] of Object.entries(placesOf(root))) {
    const most = SIZES[what as Sized];
    const excess = places[most];
    if (excess === undefined) continue;
    isSmall = false;
    const message = `more than ${most} ${what} (${places.length})`;
    report({ rule: 'limit', message, hint: 'split the blueprint', span: excess, path: '' });
  }
  return isSmall;
}

/** Where each thing is written, by sort, in the order of the tiers; of one element or operation, those of the largest. */
function placesOf(root: MapNode): Readonly<Record<Sized, readonly Span[]>> {
  const services = ['frontends', 'integrations'].flatMap((tier) => mapsAt(root, tier));
  const operations = below(services, 'operations');
  const journeys = below(mapsAt(root, 'devices'), 'journeys');
  const gateways = mapsAt(root, 'gateway');
  const scenarios = mapsAt(root, 'scenarios');
  return {
    elements: keys(TIERS.flatMap((tier) => entriesAt(root, tier))),
    operations: keys(operations),
    'operations of one element': keys(largest(services, 'operations')),
    parts: keys(below(operations, 'gathers')),
    'parts of one operation': keys(largest(operations, 'gathers')),
    routes: keys(below(gateways, 'routes')),
    plans: keys(below(gateways, 'plans')),
    journeys: keys(journeys),
    steps: items(journeys, 'steps'),
    objectives: spans(itemsAt(root, 'objectives')),
    scenarios: keys(scenarios),
    faults: items(scenarios, 'faults'),
    'load phases': items(scenarios, 'load'),
  };
}

function below(entries: readonly MapEntry[], key: string): readonly MapEntry[] {
  return entries.flatMap(({ value }) => (value.type === 'map' ? entriesAt(value, key) : []));
}

function largest(entries: readonly MapEntry[], key: string): readonly MapEntry[] {
  return entries.reduce<readonly MapEntry[]>((most, entry) => {
    const own = below([entry], key);
    return own.length > most.length ? own : most;
  }, []);
}

function keys(entries: readonly MapEntry[]): readonly Span[] {
  return entries.map((entry) => entry.keySpan);
}

function items(entries: readonly MapEntry[], key: string): readonly Span[] {
  return spans(entries.flatMap(({ value }) => (value.type === 'map' ? itemsAt(value, key) : [])));
}

function spans(nodes: readonly Node[]): readonly Span[] {
  return nodes.map((node) => node.span);
}
