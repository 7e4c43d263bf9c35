import type { Backend, Element, Model, Provider } from '../../model/model.ts';
import { type FreeText, freeText } from '../free-text.ts';
import { constant } from '../names.ts';
import { edgesOf, tierOf } from './edges-of.ts';
import { labelsOf, selectorOf, tierName } from './labels.ts';
import { composeNetworksOf, egressOf, ingressOf, productionEgressOf } from './networks.ts';
import { SERVICE_PORT } from './port.ts';

/** One container to be deployed: a service, or the stand-in of a backend or of a push provider. */
export interface WorkloadView {
  /** Name of the element, a DNS label. */
  readonly name: string;
  /** `frontend-microservice`: for labels. */
  readonly tier: string;
  readonly title: FreeText;
  readonly description: FreeText;
  readonly owner: FreeText;
  /** With commas between; `''` if there are none. */
  readonly tags: FreeText;
  readonly labels: Readonly<Record<string, string>>;
  /** Those of its labels that tell its pods from all others. */
  readonly selector: Readonly<Record<string, string>>;
  /** Rules of a Kubernetes NetworkPolicy: `ingress` and `egress`. */
  readonly traffic: object;
  /** The rules for a cluster in which backends and providers are outside: `egress` only. */
  readonly productionTraffic: object;
  /** Name of the whole system. */
  readonly system: string;
  /** Folder in the generated project. */
  readonly folder: string;
  readonly port: number;
  /** Port of this machine at which a gateway is reached: 8080 for the first; 0 for others, which are not. */
  readonly hostPort: number;
  readonly isGateway: boolean;
  readonly isStandIn: boolean;
  /** True where several copies may run: nothing is kept in it. */
  readonly isScalable: boolean;
  /** True where it has container native storage. */
  readonly isPersistent: boolean;
  /** The size of its storage, `5Gi`; `''`: it has none. */
  readonly storageSize: string;
  /** Whom it calls, by name. */
  readonly calls: readonly CallView[];
  readonly hasCalls: boolean;
  /** Those among them that are part of the system, and those that stand in for what is outside. */
  readonly outside: readonly CallView[];
  readonly isBoundary: boolean;
  /** Names of the networks of a compose file that it is on, sorted. */
  readonly networks: readonly string[];
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
  return deployedElements(model).map((element) => workloadView(model, element));
}

/** Returns the view of one workload. */
export function workloadView(model: Model, element: Deployed): WorkloadView {
  const calls = edgesOf(model, element.name)
    .from.filter((edge) => edge.kind !== 'storage')
    .map((edge) => callView(edge.to))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const outside = calls.filter(({ name }) => isStandInTier(tierOf(model, name)));
  const isStandIn = isStandInElement(element);
  return {
    name: element.name,
    tier: tierName(element.tier),
    title: freeText(element.title),
    description: freeText(element.description),
    // What nobody in particular owns is owned by who owns the whole.
    owner: freeText(element.owner || model.owner),
    tags: freeText(element.tags.join(', ')),
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
    isScalable: ['gateway', 'frontends', 'integrations'].includes(element.tier),
    isPersistent: storageSizeOf(element) !== '',
    storageSize: storageSizeOf(element),
    calls,
    hasCalls: calls.length > 0,
    outside,
    isBoundary: outside.length > 0,
    networks: composeNetworksOf(model, element),
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
  return isStandInTier(element.tier);
}

function isStandInTier(tier: Element['tier'] | undefined): boolean {
  return tier === 'backends' || tier === 'providers';
}

function standIns(model: Model): readonly (Backend | Provider)[] {
  return [...model.backends, ...model.providers];
}

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
