import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { loadContract } from '../../../src/contracts/load-contract.ts';
import { loadPack } from '../../../src/generate/pack/load-pack.ts';
import { planFiles } from '../../../src/generate/plan-files.ts';
import { checkBlueprint } from '../../../src/model/check-blueprint.ts';
import type { Model } from '../../../src/model/model.ts';
import { createSource } from '../../../src/source/source.ts';
import { blueprintModel } from '../../support/blueprint-model.ts';
import { variants } from '../variants.ts';
import type { Manifest } from './manifest.ts';

const packs = ['compose', 'kubernetes'].map((name) => loadPack('templates', name));

/** Every blueprint that comes with Lintel, and every variant, by name. */
export const deployedModels: readonly (readonly [string, Model])[] = [
  ...readdirSync('blueprints', { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => [name, blueprintModel(name)] as const),
  ...Object.entries(variants).map(([name, text]) => [name, modelOf(text)] as const),
];

/** Returns the model of a blueprint that reaches the reference blueprint's contracts. Throws where it has errors. */
export function modelOf(text: string): Model {
  const load = (file: string) => loadContract(join('blueprints', 'mobile-integration'), file);
  const { model, diagnostics } = checkBlueprint(createSource('variant.blueprint.yaml', text), load);
  if (model === null) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return model;
}

/** Returns what the packs for deployment make of a model, by path. */
export function deployFiles(model: Model): ReadonlyMap<string, string> {
  return new Map(planFiles(model, packs).files.map(({ path, content }) => [path, content]));
}

/** Returns the documents of a file in YAML. Throws where it has a mistake. */
export function documentsOf(text: string): readonly Manifest[] {
  return parseAllDocuments(text, { merge: true }).map((document) => {
    const [mistake] = [...document.errors, ...document.warnings];
    if (mistake !== undefined) throw mistake;
    return document.toJS();
  });
}

/** Returns the manifests of the base, of the stand-ins and of the routes as they are before kustomize, which makes the config maps. */
export function plainManifests(model: Model): readonly Manifest[] {
  return [...deployFiles(model)]
    .filter(([path]) =>
      /^deploy\/kubernetes\/(base|stand-ins|components\/gateway-api)\/[^/]+\.yaml$/.test(path),
    )
    .filter(([path]) => !path.endsWith('/kustomization.yaml'))
    .flatMap(([, text]) => documentsOf(text));
}

/** The same names as `model.elements`, without the phones: what runs. */
export function runningNames(model: Model): readonly string[] {
  return model.elements
    .filter(({ tier }) => tier !== 'devices')
    .map(({ name }) => name)
    .sort();
}

/** Returns the declared edges between what runs, as `from -> to`, sorted. */
export function runningEdges(model: Model): readonly string[] {
  const running = new Set(runningNames(model));
  return model.edges
    .filter(({ kind, from }) => kind !== 'storage' && running.has(from))
    .map(({ from, to }) => `${from} -> ${to}`)
    .sort();
}
