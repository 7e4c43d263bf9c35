import type { Gateway, Model } from '../../model/model.ts';
import { type FreeText, freeText } from '../free-text.ts';
import { labelsOf, ownerLabelOf } from './labels.ts';
import { type NamespacesView, namespacesOf } from './namespaces.ts';
import { ENTRY_NETWORK } from './networks.ts';
import { METRICS_PORT, SERVICE_PORT } from './port.ts';
import { DRAIN_SECONDS, graceSecondsOf } from './sizing.ts';
import { type WatchedObjective, watchedObjectives } from './watched-objectives.ts';
import { type WorkloadView, workloadViews } from './workload.ts';

/** The whole system, as something that is deployed. */
export interface DeploymentView {
  readonly name: string;
  readonly namespaces: NamespacesView;
  readonly title: FreeText;
  readonly description: FreeText;
  readonly owner: FreeText;
  /** The same as the value of a label. */
  readonly ownerLabel: string;
  readonly workloads: readonly WorkloadView[];
  readonly services: readonly WorkloadView[];
  readonly standIns: readonly WorkloadView[];
  readonly hasStandIns: boolean;
  readonly gateways: readonly GatewayRouteView[];
  readonly graceSeconds: number;
  /** Port at which every service can be told to answer what it counts. */
  readonly metricsPort: number;
  /** What alerts are about. */
  readonly objectives: readonly WatchedObjective[];
  readonly hasObjectives: boolean;
  /** Services that reach backends or providers: where the edge of the system is. */
  readonly boundary: readonly WorkloadView[];
  readonly hasBoundary: boolean;
  readonly networks: readonly { readonly name: string; readonly internal: boolean }[];
  readonly volumes: readonly string[];
  readonly hasVolumes: boolean;
}

/** A gateway as the cluster's own gateway routes to it. */
export interface GatewayRouteView {
  readonly name: string;
  readonly system: string;
  readonly port: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly blueprintPath: string;
  /** What an HTTPRoute cannot say, a line each: whose tokens are asked for, where none are, and what the plans let through. */
  readonly promises: readonly FreeText[];
  /** Matches of HTTPRoute rules, at most eight a rule. */
  readonly rules: readonly { readonly matches: readonly { readonly path: PathMatch }[] }[];
}

interface PathMatch {
  readonly type: 'Exact' | 'PathPrefix';
  readonly value: string;
}

/** Returns the view of the system for compose and Kubernetes. */
export function deploymentView(model: Model): DeploymentView {
  const workloads = workloadViews(model);
  const services = workloads.filter(({ isStandIn }) => !isStandIn);
  const standIns = workloads.filter(({ isStandIn }) => isStandIn);
  const boundary = services.filter(({ isBoundary }) => isBoundary);
  const objectives = watchedObjectives(model);
  const networks = [...new Set(workloads.flatMap((workload) => workload.networks))].sort();
  const volumes = services.filter(({ isPersistent }) => isPersistent).map(({ name }) => name);
  return {
    name: model.name,
    namespaces: namespacesOf(model),
    title: freeText(model.title),
    description: freeText(model.description),
    owner: freeText(model.owner),
    ownerLabel: ownerLabelOf(model),
    workloads,
    services,
    standIns,
    hasStandIns: standIns.length > 0,
    gateways: model.gateways.map((gateway) => gatewayRouteView(model, gateway)),
    // A container is stopped at once: nothing has to be told first that it is gone.
    graceSeconds: graceSecondsOf(model) - DRAIN_SECONDS,
    metricsPort: METRICS_PORT,
    objectives,
    hasObjectives: objectives.length > 0,
    boundary,
    hasBoundary: boundary.length > 0,
    networks: networks.map((name) => ({ name, internal: name !== ENTRY_NETWORK })),
    volumes,
    hasVolumes: volumes.length > 0,
  };
}

/** Most matches and rules of one HTTPRoute (gateway.networking.k8s.io/v1). */
const MATCHES_PER_RULE = 8;
const RULES_PER_ROUTE = 16;

function gatewayRouteView(model: Model, gateway: Gateway): GatewayRouteView {
  const matches = new Map<string, PathMatch>();
  for (const { pattern } of gateway.routes) {
    const match = matchOf(pattern);
    matches.set(`${match.type} ${match.value}`, match);
  }
  const list = [...matches.values()];
  const fits = list.length > 0 && list.length <= MATCHES_PER_RULE * RULES_PER_ROUTE;
  const shown: readonly PathMatch[] = fits ? list : [{ type: 'PathPrefix', value: '/' }];
  const rules: GatewayRouteView['rules'][number][] = [];
  for (let from = 0; from < shown.length; from += MATCHES_PER_RULE) {
    rules.push({ matches: shown.slice(from, from + MATCHES_PER_RULE).map((path) => ({ path })) });
  }
  return {
    name: gateway.name,
    blueprintPath: gateway.path,
    system: model.name,
    port: SERVICE_PORT,
    labels: labelsOf(model, gateway),
    promises: promisesOf(gateway).map(freeText),
    rules,
  };
}

function promisesOf({ authenticates, plans, routes }: Gateway): readonly string[] {
  if (authenticates === null) return ['no token is asked for, and no plan applies'];
  const open = routes.filter((route) => route.public).map(({ pattern }) => pattern);
  const except = open.length === 0 ? '' : `, but for ${open.join(', ')}`;
  const tokens = `a token (JWT, RFC 7519) that ${authenticates.name} has signed is asked for${except}`;
  const limits = plans.map(
    ({ name, ratePerSecond, burst, per }) =>
      `plan ${name}: ${Number(ratePerSecond.toPrecision(4))} requests/s for each ${per}, ${burst} at once`,
  );
  return [tokens, ...limits];
}

/** A pattern's fixed beginning: what follows a parameter the gateway itself tells apart. */
function matchOf(pattern: string): PathMatch {
  const fixed = pattern.replace(/\/(?:\*\*|\{).*$/, '');
  return fixed === pattern
    ? { type: 'Exact', value: pattern }
    : { type: 'PathPrefix', value: fixed === '' ? '/' : fixed };
}
