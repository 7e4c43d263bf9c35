import type { Blueprint } from '../../blueprint/blueprint.ts';
import { textAt } from '../../blueprint/fields.ts';
import { readPatches } from '../../blueprint/read-patches.ts';
import type { PatternTier } from '../../patterns/pattern.ts';
import { createGatewayView, type GatewayView } from '../gateway-view.ts';
import type { Element, Gateway, Integration, IntegrationCall, MobileService, Model } from '../model.ts';
import { buildEdges } from './build-edges.ts';
import { checkReferenceCycles } from './check-reference-cycles.ts';
import type { Declared } from './declared-names.ts';
import { blueprintDigest } from './digest.ts';
import { deepFreeze } from './freeze.ts';
import { type Resolution, titleOf } from './resolution.ts';
import { resolveBackend } from './resolve-backends.ts';
import { readNetworks, resolveDevice } from './resolve-devices.ts';
import { resolveFrontend } from './resolve-frontends.ts';
import { resolveGateway } from './resolve-gateways.ts';
import { resolveIntegration } from './resolve-integrations.ts';
import { resolveMobileService } from './resolve-mobile-services.ts';
import { resolveObjectives } from './resolve-objectives.ts';
import { resolveScenarios } from './resolve-scenarios.ts';

/**
 * Returns the model of a blueprint, frozen. Whatever is wrong is reported, all of it, and left out of the model: it is
 * whole only if nothing was reported.
 */
export function resolveModel(work: Resolution): Model {
  const elements = resolveElements(work);
  checkReferenceCycles(work);
  const all: readonly Element[] = [
    ...elements.devices,
    ...elements.gateways,
    ...elements.frontends,
    ...elements.integrations,
    ...elements.mobileServices,
    ...elements.backends,
    ...elements.providers,
  ];
  const edges = buildEdges(all);
  // With elements or parts left out, edges are too: a fault on one of those would be reported although it is right.
  const known = new Set(edges.map((edge) => `${edge.from} -> ${edge.to}`));
  const isWhole = work.references.every(({ from, to }) => known.has(`${from} -> ${to}`));
  const resolved = deepFreeze({
    source: work.source,
    ...words(work.blueprint),
    pattern: work.pattern,
    ...elements,
    elements: all,
    edges,
    objectives: resolveObjectives(work, elements.devices),
    scenarios: resolveScenarios(work, isWhole ? { elements: all, edges } : null),
    patches: readPatches(work.blueprint.root, (mistake) => work.report({ ...mistake, rule: 'patch' })),
  });
  let digest: string | null = null;
  return Object.freeze({
    ...resolved,
    // Made when it is asked for: to validate, nobody does, and the module for it takes long to load.
    get digest() {
      digest ??= blueprintDigest(work.source.text, elements.backends);
      return digest;
    },
  });
}

function words(blueprint: Blueprint) {
  const text = (key: string) => textAt(blueprint.root, key);
  const name = text('name') ?? '';
  return {
    name,
    title: text('title') ?? titleOf(name),
    description: text('description') ?? '',
    owner: text('owner') ?? '',
  };
}

/** Resolves from the bottom of the figure to the top, so that every link leads to an element that is complete. */
function resolveElements(work: Resolution) {
  const tier = <T extends Element>(
    key: PatternTier['key'],
    resolve: (declared: Declared) => T | null,
  ): readonly T[] =>
    [...work.names.values()].flatMap((declared) => (declared.tier === key ? (resolve(declared) ?? []) : []));
  const backends = tier('backends', (one) => resolveBackend(work, one));
  const mobileServices = tier('mobileServices', (one) => resolveMobileService(work, one));
  const reached = byName(backends);
  const integrations = tier('integrations', (one) => resolveIntegration(work, one, reached));
  const from = { integrationCalls: callsOf(integrations), mobileServices: byName(mobileServices) };
  const frontends = tier('frontends', (one) => resolveFrontend(work, one, from));
  const to = { frontends: byName(frontends), mobileServices: byName(mobileServices) };
  const gateways = tier('gateway', (one) => resolveGateway(work, one, to));
  const usable = {
    views: viewsOf(work, gateways, mobileServices),
    networks: readNetworks(work.blueprint.root),
  };
  const devices = tier('devices', (one) => resolveDevice(work, one, usable));
  const providers = mobileServices.flatMap(({ settings }) =>
    settings.kind === 'push' ? settings.providers : [],
  );
  return { devices, gateways, frontends, integrations, mobileServices, backends, providers };
}

function callsOf(integrations: readonly Integration[]): ReadonlyMap<string, IntegrationCall> {
  const calls = integrations.flatMap((element) =>
    element.operations.map((operation): [string, IntegrationCall] => [
      `${element.name}.${operation.name}`,
      { type: 'integration', element, operation },
    ]),
  );
  return new Map(calls);
}

function viewsOf(work: Resolution, gateways: readonly Gateway[], mobileServices: readonly MobileService[]) {
  const isUnknown = (one: Declared) => one.tier === 'mobileServices' && one.kind === null;
  const platform = { services: mobileServices, hasUnknownKinds: [...work.names.values()].some(isUnknown) };
  const views = gateways.flatMap((gateway): readonly [string, GatewayView][] => {
    const declared = work.names.get(gateway.name);
    return declared ? [[gateway.name, createGatewayView(gateway, declared, platform)]] : [];
  });
  return new Map(views);
}

function byName<T extends { readonly name: string }>(elements: readonly T[]): ReadonlyMap<string, T> {
  return new Map(elements.map((element) => [element.name, element]));
}
