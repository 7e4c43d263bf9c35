import { DEFAULTS } from '../../blueprint/defaults.ts';
import {
  entriesAt,
  entryAt,
  mapAt,
  mapsAt,
  numberAt,
  optionalQuantityAt,
  quantityAt,
  textAt,
} from '../../blueprint/fields.ts';
import { NETWORK_PRESETS } from '../../blueprint/networks.ts';
import { parseBandwidth, parseDuration, parseRange, parseShare } from '../../blueprint/quantities.ts';
import { nearFix } from '../../diagnostics/edits.ts';
import type { MapNode } from '../../source/parsed-document.ts';
import type { GatewayView } from '../gateway-view.ts';
import type { DeviceApp, Gateway, Journey, Network, Plan } from '../model.ts';
import { checkSignIn } from './check-sign-in.ts';
import type { Declared } from './declared-names.ts';
import { referTo } from './references.ts';
import { elementBase, type Resolution, reportAt, writtenIn } from './resolution.ts';
import { checkSum, resolveShares } from './resolve-shares.ts';
import { resolveStep } from './resolve-steps.ts';
import { shownNames } from './shown-names.ts';

/** What a device application uses, by name. */
export interface Usable {
  readonly views: ReadonlyMap<string, GatewayView>;
  readonly networks: ReadonlyMap<string, Network>;
}

/** Returns the application, or null where its gateway is unknown; what is wrong is reported. */
export function resolveDevice(work: Resolution, declared: Declared, usable: Usable): DeviceApp | null {
  const { node } = declared;
  if (node === null) return null;
  const at = { declared, node };
  const platforms = resolveShares(work, { ...at, key: 'platforms' }, DEFAULTS.device.platforms);
  const versions = resolveShares(work, { ...at, key: 'versions' }, DEFAULTS.device.versions);
  const networks = resolveNetworks(work, at, usable.networks);
  const view = resolveGatewayView(work, at, usable.views);
  if (view === null) return null;
  const { gateway } = view;
  checkSignIn(work, declared, view);
  return {
    ...elementBase(work, declared),
    tier: 'devices',
    gateway,
    plan: resolvePlan(work, at, gateway),
    population: numberAt(node, 'population') ?? DEFAULTS.device.population,
    platforms: platforms.map(({ name, share }) => ({ platform: name === 'ios' ? 'ios' : 'android', share })),
    versions: versions.map(({ name, share }) => ({ version: name, share })),
    networks,
    offline: readOffline(mapAt(node, 'offline')),
    timeoutMs: quantityAt(node, 'timeout', { parse: parseDuration, default: DEFAULTS.device.timeout }),
    data: readData(node),
    journeys: resolveJourneys(work, at, view),
  };
}

/** Returns the presets and the networks of the blueprint's own, by name; an own one replaces a preset. */
export function readNetworks(root: MapNode): ReadonlyMap<string, Network> {
  const presets = NETWORK_PRESETS.map(({ source: _, ...network }): [string, Network] => [
    network.name,
    network,
  ]);
  const own = mapsAt(root, 'networks').map((entry): [string, Network] => [
    entry.key,
    {
      name: entry.key,
      roundTripMs: quantityAt(entry.value, 'round-trip', { parse: parseDuration, default: '0ms' }),
      downKbitPerSecond: quantityAt(entry.value, 'down', { parse: parseBandwidth, default: '1Mbit/s' }),
      upKbitPerSecond: quantityAt(entry.value, 'up', { parse: parseBandwidth, default: '1Mbit/s' }),
      loss: quantityAt(entry.value, 'loss', { parse: parseShare, default: '0%' }),
    },
  ]);
  return new Map([...presets, ...own]);
}

interface At {
  readonly declared: Declared;
  readonly node: MapNode;
}

function resolveNetworks(
  work: Resolution,
  at: At,
  known: ReadonlyMap<string, Network>,
): DeviceApp['networks'] {
  return resolveShares(work, { ...at, key: 'networks' }, DEFAULTS.device.networks).flatMap(
    ({ name, share, place }) => {
      const network = known.get(name);
      if (network !== undefined) return [{ network, share }];
      const hint = work.suggest(name, () => known.keys(), 'there are');
      reportAt(work, place, {
        rule: 'unknown-reference',
        message: `mobile application "${at.declared.name}" is on an undefined network "${name}"`,
        hint,
        fix: nearFix(place.span, name, hint),
      });
      return [];
    },
  );
}

function resolveGatewayView(
  work: Resolution,
  at: At,
  views: ReadonlyMap<string, GatewayView>,
): GatewayView | null {
  const name = textAt(at.node, 'gateway');
  const span = entryAt(at.node, 'gateway')?.value.span;
  if (name !== null && span !== undefined) {
    const to = referTo(work, at.declared, { name, place: { span, path: `${at.declared.path}.gateway` } });
    return to && (views.get(name) ?? null);
  }
  const declared = [...work.names.values()].filter((other) => other.tier === 'gateway');
  if (declared.length > 1) {
    reportAt(work, at.declared, {
      rule: 'unknown-reference',
      message: `mobile application "${at.declared.name}" does not say which gateway it uses`,
      hint: `add "gateway", one of ${shownNames(declared.map((other) => other.name))}`,
    });
    return null;
  }
  return [...views.values()][0] ?? null;
}

function resolvePlan(work: Resolution, at: At, gateway: Gateway): Plan | null {
  const name = textAt(at.node, 'plan');
  if (name === null) return gateway.plans[0] ?? null;
  const plan = gateway.plans.find((candidate) => candidate.name === name);
  if (plan !== undefined) return plan;
  const place = {
    span: entryAt(at.node, 'plan')?.value.span ?? at.declared.span,
    path: `${at.declared.path}.plan`,
  };
  const known = () => gateway.plans.map((candidate) => candidate.name);
  const hint = work.suggest(name, known, `API gateway "${gateway.name}" has`);
  reportAt(work, place, {
    rule: 'unknown-reference',
    message: `mobile application "${at.declared.name}" is on an undefined plan "${name}"`,
    hint: hint ?? `API gateway "${gateway.name}" has no plans`,
    fix: nearFix(place.span, name, hint),
  });
  return null;
}

function readOffline(node: MapNode | null): DeviceApp['offline'] {
  if (node === null) return null;
  const share = optionalQuantityAt(node, 'share', parseShare);
  const range = optionalQuantityAt(node, 'for', parseRange);
  return share === null || range === null ? null : { share, ...range };
}

function readData(node: MapNode): DeviceApp['data'] {
  const values = entriesAt(node, 'data').map((entry): [string, readonly (string | number)[]] => {
    const items = entry.value.type === 'list' ? entry.value.items : [];
    return [
      entry.key,
      items.flatMap((item) =>
        item.type === 'scalar' && (typeof item.value === 'string' || typeof item.value === 'number')
          ? [item.value]
          : [],
      ),
    ];
  });
  return Object.fromEntries(values);
}

function resolveJourneys(work: Resolution, at: At, view: GatewayView): readonly Journey[] {
  const entries = mapsAt(at.node, 'journeys');
  const written = entries.map((entry) => optionalQuantityAt(entry.value, 'share', parseShare));
  const given = written.reduce<number>((sum, share) => sum + (share ?? 0), 0);
  const open = written.filter((share) => share === null).length;
  const path = `${at.declared.path}.journeys`;
  const rest = open === 0 ? 0 : Math.max(0, 1 - given) / open;
  const shares = written.map((share) => share ?? rest);
  const place = { span: entryAt(at.node, 'journeys')?.keySpan ?? at.declared.span, path };
  if (entries.length > 0)
    checkSum(
      work,
      shares.map((share) => ({ share })),
      place,
    );
  return entries.map((entry, index) => {
    const journeyPath = `${path}.${entry.key}`;
    const steps = entry.value.entries.get('steps')?.value;
    const items = steps?.type === 'list' ? steps.items : [];
    return {
      name: entry.key,
      share: shares[index] ?? 0,
      steps: items.flatMap((item, number) => {
        const stepAt = { journey: entry.key, path: `${journeyPath}.steps.${number}` };
        return resolveStep(work, { ...stepAt, node: item }, view) ?? [];
      }),
      span: entry.keySpan,
      path: journeyPath,
      written: writtenIn(entry.value),
    };
  });
}
