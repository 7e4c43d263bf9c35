import { posix } from 'node:path';
import { compactContract } from '../../contracts/compact-contract.ts';
import { lazily, rememberedFor } from '../../model/memo.ts';
import type { Backend, Model, Provider } from '../../model/model.ts';
import { type FreeText, freeText } from '../free-text.ts';
import { identifier } from '../names.ts';
import { scopeOf } from '../rename-scope.ts';
import { standInApi } from './open-api/stand-in-api.ts';
import {
  type CallView,
  type Deployed,
  deployedElements,
  type WorkloadView,
  workloadView,
  workloadViews,
} from './workload.ts';

/** As `workloadViews`, made once for a model. */
export const knownWorkloads = rememberedFor(workloadViews);

/** Names of the modules that are the same for all packages of a project. */
export interface ModuleNames {
  /** npm scope, `@shop`. */
  readonly scope: string;
  readonly kitName: string;
  readonly testingName: string;
  readonly standInName: string;
  readonly systemName: string;
}

/** One npm package of the generated project: a service, or a stand-in. */
export interface PackageView extends ModuleNames {
  readonly name: string;
  /** As a variable: `crmIntegration`. */
  readonly variable: string;
  readonly title: FreeText;
  readonly description: FreeText;
  readonly hasDescription: boolean;
  /** What it is called in sentences: `frontend microservice`. */
  readonly noun: string;
  /** `@shop/service-storefront`: no element can take the name of the kit. */
  readonly packageName: string;
  readonly folder: string;
  readonly tier: string;
  /** Kind of a mobile service; `''` for others. */
  readonly kind: string;
  /** Protocol of a backend; `''` for others. */
  readonly protocol: string;
  readonly isGateway: boolean;
  readonly isStandIn: boolean;
  readonly isPersistent: boolean;
  readonly calls: readonly SettingView[];
  readonly hasCalls: boolean;
  /** Folders of the project that it builds on, relative to its own. */
  readonly references: readonly { readonly path: string }[];
  /** Packages that it needs, those of the project first in scope. */
  readonly dependencies: readonly string[];
}

/** An address among a service's settings. */
export interface SettingView extends CallView {
  /** `crmIntegration`. */
  readonly property: string;
  /** `crmIntegrationUrl`. */
  readonly setting: string;
}

/** Returns every package beside the kit, the stand-ins' runtime and the whole, in the order of the model. */
export function packageViews(model: Model): readonly PackageView[] {
  return [...packagesByName(model).values()];
}

/** Returns the view of one package of the model. */
export function packageView(model: Model, element: Deployed): PackageView {
  const view = packagesByName(model).get(element.name);
  if (view === undefined) throw new Error(`no package runs for ${element.name}`);
  return view;
}

const packagesByName = rememberedFor((model: Model) => {
  const workloads = new Map(knownWorkloads(model).map((view) => [view.name, view]));
  return new Map(
    deployedElements(model).map((element) => {
      const workload = workloads.get(element.name) ?? workloadView(model, element);
      return [element.name, makePackageView(model, element, workload)];
    }),
  );
});

function makePackageView(model: Model, element: Deployed, workload: WorkloadView): PackageView {
  const { name, title, folder, tier, isGateway, isStandIn, isPersistent, hasCalls } = workload;
  const scope = scopeOf(model.name);
  return {
    name,
    variable: identifier(name),
    title,
    description: freeText(element.description),
    hasDescription: element.description !== '',
    noun: model.pattern.tiers.find(({ key }) => key === element.tier)?.noun ?? element.tier,
    ...moduleNames(scope),
    packageName: packageNameOf(scope, folder),
    folder,
    tier,
    kind: element.tier === 'mobileServices' ? element.kind.id : '',
    protocol: element.tier === 'backends' ? element.protocol : '',
    isGateway,
    isStandIn,
    isPersistent,
    calls: settingsOf(workload.calls),
    hasCalls,
    references: (isStandIn ? ['kit', 'stand-in'] : ['kit']).map((target) => ({
      path: posix.relative(folder, target),
    })),
    dependencies: [
      `${scope}/kit`,
      ...(isStandIn ? [`${scope}/stand-in`] : []),
      ...externalDependencies(element),
    ].sort(),
  };
}

/** Returns the names of a project's common modules. */
export function moduleNames(scope: string): ModuleNames {
  return {
    scope,
    kitName: `${scope}/kit`,
    testingName: `${scope}/kit/testing`,
    standInName: `${scope}/stand-in`,
    systemName: `${scope}/system`,
  };
}

/** Returns the name of the package in a folder: `services/push` is `@shop/service-push`. */
export function packageNameOf(scope: string, folder: string): string {
  return `${scope}/${folder.replace(/^(service|backend)s\//, '$1-')}`;
}

function settingsOf(calls: readonly CallView[]): readonly SettingView[] {
  return calls.map((call) => {
    const property = identifier(call.name);
    return { ...call, property, setting: `${property}Url` };
  });
}

/** The stand-in of a backend or of a push provider. */
export interface StandInView extends PackageView {
  /** `rest`, `soap`, `fcm` or `apns`. */
  readonly stands: string;
  readonly isBackend: boolean;
  /** Extension of the contract's file: `yaml`, `json`, `wsdl`. */
  readonly extension: string;
  readonly contractText: FreeText;
  /** A backend's `StandInContract`, see the stand-ins' runtime; it has those of the push providers itself. */
  readonly contract: object | null;
  /** Null for SOAP, and for push providers: the pack has their documents. Made where it is asked for. */
  readonly openApi: object | null;
  readonly behaviour: object;
}

/** Returns the view of a stand-in. */
export function standInView(model: Model, element: Backend | Provider): StandInView {
  const isBackend = element.tier === 'backends';
  const isRest = isBackend && element.protocol === 'rest';
  const openApi = lazily(() => (isRest ? standInApi(model, element) : null));
  return {
    ...packageView(model, element),
    stands: isBackend ? element.protocol : element.provider,
    isBackend,
    extension: isBackend ? extensionOf(element.contract.file) : '',
    contractText: freeText(isBackend ? element.contract.text : ''),
    contract: isBackend ? compactContractOf(element.contract) : null,
    get openApi() {
      return openApi();
    },
    behaviour: behaviourOf(element),
  };
}

/** Many backends may have one contract. */
const compactContractOf = rememberedFor(compactContract);

function behaviourOf({ behaves: { latency, errors, capacityPerSecond } }: Backend | Provider): object {
  return { latency, errors, capacityPerSecond };
}

function extensionOf(file: string): string {
  return /\.(json|wsdl|xml|ya?ml)$/i.exec(file)?.[1]?.toLowerCase() ?? 'txt';
}

/** What a kind of mobile service needs beside what all of them do. */
const kindDependencies: { readonly [kind: string]: readonly string[] } = {
  identity: ['jose'],
  push: ['jose', 'undici'],
};

function externalDependencies(element: Deployed): readonly string[] {
  switch (element.tier) {
    case 'gateway':
      return ['fastify', 'jose', 'lru-cache', 'undici'];
    case 'mobileServices':
      return ['fastify', 'kysely', ...(kindDependencies[element.kind.id] ?? [])];
    default:
      return [];
  }
}
