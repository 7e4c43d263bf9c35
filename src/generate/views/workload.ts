import { rememberedFor } from '../../model/memo.ts';
import type { Backend, Element, Model, Provider } from '../../model/model.ts';
import { type FreeText, freeText } from '../free-text.ts';
import { constant } from '../names.ts';
import { controllerNameOf, isPersistent, MOST_OF_STATEFUL_SET } from './controller-name.ts';
import { neighboursOf } from './edge-index.ts';
import { labelsOf, selectorOf, tierName } from './labels.ts';
import { composeNetworksOf, egressOf, ingressOf, productionEgressOf } from './networks.ts';
import { type OutsideUrls, urlsOf } from './outside.ts';
import { SERVICE_PORT } from './port.ts';
import { ACCOUNTS_FOLDER, type PushAccountView, pushAccounts } from './push-accounts.ts';
import { DRAIN_SECONDS, graceSecondsOf, type SizingView, sizingOf } from './sizing.ts';

/** One container to be deployed: a service, or the stand-in of a backend or of a push provider. */
export interface WorkloadView {
  /** Name of the element, a DNS label. */
  readonly name: string;
  /** What of the blueprint it is: `frontends.storefront`. Lines that a template writes for it in a list are traced to that. */
  readonly blueprintPath: string;
  /** `frontend-microservice`: for labels. */
  readonly tier: string;
  readonly title: FreeText;
  readonly description: FreeText;
  readonly owner: FreeText;
  readonly hasOwner: boolean;
  /** With commas between; `''` if there are none. */
  readonly tags: FreeText;
  readonly hasTags: boolean;
  readonly labels: Readonly<Record<string, string>>;
  /** Those of its labels that tell its pods from all others. */
  readonly selector: Readonly<Record<string, string>>;
  /** Rules of a Kubernetes NetworkPolicy: `ingress` and `egress`. */
  readonly traffic: object;
  /** The rules for a cluster in which backends and providers are outside: `egress` only. */
  readonly productionTraffic: object;
  /** Name of the whole system, and of the namespace that it is in unless an overlay says another. */
  readonly system: string;
  /** Folder in the generated project. */
  readonly folder: string;
  readonly port: number;
  /** Port of this machine at which a gateway is reached: 8080 for the first; 0 for others, which are not. */
  readonly hostPort: number;
  readonly isGateway: boolean;
  readonly isStandIn: boolean;
  readonly sizing: SizingView;
  /** Seconds for which it goes on when it is to end, and within which it has ended. */
  readonly drainSeconds: number;
  readonly graceSeconds: number;
  /** True where several copies may run: nothing is kept in it. */
  readonly isScalable: boolean;
  /** True where it has container native storage. */
  readonly isPersistent: boolean;
  /** True where it keeps a database without that, as every mobile service does: until it ends, and no longer. */
  readonly isForgetful: boolean;
  /** Name of its Deployment or StatefulSet: that of the element, unless that is too long for one. */
  readonly controller: string;
  /** Name of the Service that names its pods, where it has storage: free of the names of elements. `''` for others. */
  readonly podsName: string;
  /** The size of its storage, `5Gi`; `''`: it has none. */
  readonly storageSize: string;
  /** Whom it calls, by name. */
  readonly calls: readonly CallView[];
  readonly hasCalls: boolean;
  /** Those among them that stand in for what is outside. */
  readonly outside: readonly (CallView & OutsideUrls)[];
  readonly isBoundary: boolean;
  /** What it is called by the push providers that it reaches. */
  readonly accounts: readonly PushAccountView[];
  readonly hasAccounts: boolean;
  /** Name of the Secret in which the credentials of these accounts are, and the folder in which its files are found. */
  readonly accountsSecret: string;
  readonly accountsFolder: string;
  /** Names of the networks of a compose file that it is on, sorted. */
  readonly networks: readonly string[];
  readonly hasNetworks: boolean;
}

/** One element that another calls. */
export interface CallView {
  readonly name: string;
  /** `CRM_URL`. */
  readonly variable: string;
  readonly url: string;
}

/** An element that something runs for. */
export type Deployed = Exclude<Element, { readonly tier: 'devices' }>;

/** Returns every workload of the system, in the order of the model: services first, then stand-ins. */
export function workloadViews(model: Model): readonly WorkloadView[] {
  return [...viewsByName(model).values()];
}

/** Returns the view of one workload. */
export function workloadView(model: Model, element: Deployed): WorkloadView {
  const view = viewsByName(model).get(element.name);
  if (view === undefined) throw new Error(`nothing runs for ${element.name}`);
  return view;
}

/** Asked for from many views, made once for a model. */
const viewsByName = rememberedFor(
  (model: Model): ReadonlyMap<string, WorkloadView> =>
    new Map(deployedElements(model).map((element) => [element.name, makeView(model, element)])),
);

function makeView(model: Model, element: Deployed): WorkloadView {
  const calls = neighboursOf(model, element.name).callees.map(({ to }) => callView(to));
  const standIns = standInsByName(model);
  const outside = calls.flatMap((call) => {
    const standIn = standIns.get(call.name);
    return standIn === undefined ? [] : [{ ...call, ...urlsOf(standIn) }];
  });
  const isStandIn = standIns.has(element.name);
  const accounts = accountsOf(model, element);
  const isScalable = ['gateway', 'frontends', 'integrations'].includes(element.tier);
  const storageSize = storageSizeOf(element);
  const networks = composeNetworksOf(model, element);
  // What nobody in particular owns is owned by who owns the whole.
  const owner = element.owner || model.owner;
  return {
    name: element.name,
    blueprintPath: element.path,
    tier: tierName(element.tier),
    title: freeText(element.title),
    description: freeText(element.description),
    owner: freeText(owner),
    hasOwner: owner !== '',
    tags: freeText(element.tags.join(', ')),
    hasTags: element.tags.length > 0,
    labels: labelsOf(model, element),
    selector: selectorOf(model, element.name),
    traffic: { ingress: ingressOf(model, element), egress: egressOf(model, calls) },
    productionTraffic: { egress: productionEgressOf(model, calls, outside) },
    system: model.name,
    folder: folderOf(element),
    port: SERVICE_PORT,
    hostPort: element.tier === 'gateway' ? SERVICE_PORT + model.gateways.indexOf(element) : 0,
    isGateway: element.tier === 'gateway',
    isStandIn,
    sizing: sizingOf(model, element, isScalable),
    drainSeconds: DRAIN_SECONDS,
    graceSeconds: graceSecondsOf(model),
    isScalable,
    isPersistent: isPersistent(element),
    isForgetful: !isPersistent(element) && element.tier === 'mobileServices',
    controller: controllerNameOf(element),
    podsName: isPersistent(element) ? podsNameOf(model, element.name) : '',
    storageSize,
    calls,
    hasCalls: calls.length > 0,
    outside,
    isBoundary: outside.length > 0,
    accounts,
    hasAccounts: accounts.length > 0,
    accountsSecret: `${element.name}-accounts`,
    accountsFolder: ACCOUNTS_FOLDER,
    networks,
    hasNetworks: networks.length > 0,
  };
}

/** Returns the elements that something runs for: all but the phones. */
export function deployedElements(model: Model): readonly Deployed[] {
  return [
    ...model.gateways,
    ...model.frontends,
    ...model.integrations,
    ...model.mobileServices,
    ...standIns(model),
  ];
}

/** Returns the folder of an element in the generated project. */
export function folderOf(element: Deployed): string {
  return isStandInElement(element) ? `backends/${element.name}` : `services/${element.name}`;
}

/** Returns how one element is told where another is. */
export function callView(name: string): CallView {
  return { name, variable: `${constant(name)}_URL`, url: `http://${name}:${SERVICE_PORT}` };
}

function isStandInElement(element: Deployed): element is Backend | Provider {
  return element.tier === 'backends' || element.tier === 'providers';
}

function standIns(model: Model): readonly (Backend | Provider)[] {
  return [...model.backends, ...model.providers];
}

function accountsOf(model: Model, element: Deployed): readonly PushAccountView[] {
  if (element.tier !== 'mobileServices' || element.settings.kind !== 'push') return [];
  const providers = new Set(element.settings.providers.map(({ provider }) => provider));
  return pushAccounts(model).filter(({ provider }) => providers.has(provider));
}

function podsNameOf(model: Model, name: string): string {
  const known = podsNames(model).get(name);
  if (known === undefined) throw new Error(`${name} has no storage`);
  return known;
}

const podsNames = rememberedFor((model: Model): ReadonlyMap<string, string> => {
  const taken = new Set(model.elements.map((element) => element.name));
  const names = new Map<string, string>();
  for (const { name, storage } of model.mobileServices) {
    if (storage === null) continue;
    const first = `${name.slice(0, MOST_OF_STATEFUL_SET)}-pods`;
    let free = first;
    for (let number = 2; taken.has(free); number++) free = `${first}${number}`;
    taken.add(free);
    names.set(name, free);
  }
  return names;
});

const standInsByName = rememberedFor(
  (model: Model): ReadonlyMap<string, Backend | Provider> =>
    new Map(standIns(model).map((standIn) => [standIn.name, standIn])),
);

function storageSizeOf(element: Deployed): string {
  const bytes = element.tier === 'mobileServices' ? element.storage?.sizeBytes : undefined;
  return bytes === undefined ? '' : quantityOf(bytes);
}

/** Returns bytes as a Kubernetes quantity, in the largest binary unit that holds them without a fraction. */
function quantityOf(bytes: number): string {
  const units = ['', 'Ki', 'Mi', 'Gi', 'Ti'];
  let unit = 0;
  let value = bytes;
  while (value >= 1024 && value % 1024 === 0 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${value}${units[unit] ?? ''}`;
}
