import type { Model } from '../../model/model.ts';
import { type FreeText, freeText } from '../free-text.ts';
import { naturally } from '../names.ts';
import { scopeOf } from '../rename-scope.ts';
import { type ModuleNames, moduleNames, type PackageView, packageViews } from './package.ts';

/** The whole, as one npm workspace. */
export interface ProjectView extends ModuleNames {
  readonly name: string;
  readonly title: FreeText;
  readonly description: FreeText;
  readonly hasDescription: boolean;
  readonly owner: FreeText;
  readonly hasOwner: boolean;
  readonly packages: readonly PackageView[];
  readonly services: readonly PackageView[];
  readonly standIns: readonly PackageView[];
  readonly hasStandIns: boolean;
  /** The services that issue tokens. */
  readonly identities: readonly PackageView[];
  readonly pushServices: readonly PackageView[];
  /** Whether something is to be done before it is fit for production. */
  readonly hasOpenEnds: boolean;
  /** In the order of their names, as imports are sorted: before the kit, and after it. */
  readonly modulesBeforeKit: readonly PackageView[];
  readonly modulesAfterKit: readonly PackageView[];
  /** Folders of all projects of TypeScript. */
  readonly references: readonly { readonly path: string }[];
  readonly systemReferences: readonly { readonly path: string }[];
  /** The gateway that `npm start` opens to the outside. */
  readonly entry: string;
  readonly dependencies: readonly string[];
  readonly kitDependencies: readonly string[];
  readonly standInDependencies: readonly string[];
  readonly toolchain: readonly string[];
}

const TOOLCHAIN = ['@biomejs/biome', '@types/node', 'chokidar', 'typescript', 'vitest'];

const KIT_DEPENDENCIES = [
  '@opentelemetry/api',
  '@opentelemetry/exporter-prometheus',
  '@opentelemetry/exporter-trace-otlp-http',
  '@opentelemetry/resources',
  '@opentelemetry/sdk-metrics',
  '@opentelemetry/sdk-trace-base',
  'fast-xml-parser',
  'fastify',
  'jsonata',
  'kysely',
  'libsql',
  'pino',
  'undici',
];

/** Returns the view of the whole. */
export function projectView(model: Model): ProjectView {
  const packages = packageViews(model);
  const folders = ['kit', 'stand-in', ...packages.map(({ folder }) => folder)];
  const scope = scopeOf(model.name);
  const identities = packages.filter(({ kind }) => kind === 'identity');
  const pushServices = packages.filter(({ kind }) => kind === 'push');
  const sorted = [...packages].sort((a, b) => naturally(a.packageName, b.packageName));
  return {
    name: model.name,
    title: freeText(model.title),
    description: freeText(model.description),
    hasDescription: model.description !== '',
    owner: freeText(model.owner),
    hasOwner: model.owner !== '',
    ...moduleNames(scope),
    packages,
    services: packages.filter(({ isStandIn }) => !isStandIn),
    standIns: packages.filter(({ isStandIn }) => isStandIn),
    hasStandIns: packages.some(({ isStandIn }) => isStandIn),
    identities,
    pushServices,
    hasOpenEnds: identities.length > 0 || pushServices.length > 0,
    modulesBeforeKit: sorted.filter(({ isStandIn }) => isStandIn),
    modulesAfterKit: sorted.filter(({ isStandIn }) => !isStandIn),
    references: [...folders, 'system'].map((path) => ({ path })),
    systemReferences: folders.map((path) => ({ path: `../${path}` })),
    entry: model.gateways[0]?.name ?? '',
    kitDependencies: KIT_DEPENDENCIES,
    standInDependencies: [`${scope}/kit`, 'fast-xml-parser'],
    toolchain: TOOLCHAIN,
    dependencies: [`${scope}/kit`, ...packages.map(({ packageName }) => packageName)].sort(),
  };
}
