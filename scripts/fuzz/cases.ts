import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc, { type Arbitrary } from 'fast-check';
import { stringify } from 'yaml';
import { shapedBlueprints } from './shaped-values.ts';
import { soundBlueprints } from './sound-values.ts';
import { changedBytes, changedTexts } from './text-mutations.ts';
import { changedTrees, written } from './tree-mutations.ts';

/** A blueprint, or one of its contracts, as it comes from outside. */
export interface FuzzCase {
  /** How it was made. */
  readonly sort: string;
  readonly blueprint: string | Uint8Array;
  /** What stands in the place of every contract; null: the contracts of the reference blueprint. */
  readonly contract: { readonly file: string; readonly bytes: Uint8Array } | null;
}

/** Where the reference blueprint and its contracts lie, and the smaller one. */
export interface Corpus {
  readonly reference: string;
  readonly minimal: string;
  readonly contracts: Readonly<Record<string, string>>;
}

const CONTRACTS = ['crm.openapi.yaml', 'catalog.openapi.yaml', 'erp.wsdl'];

/** Reads what the cases start from, below the root of the repository. */
export function readCorpus(root: string): Corpus {
  const folder = join(root, 'blueprints/mobile-integration');
  const read = (path: string) => readFileSync(path, 'utf8');
  return {
    reference: read(join(folder, 'blueprint.yaml')),
    minimal: read(join(root, 'blueprints/minimal/blueprint.yaml')),
    contracts: Object.fromEntries(
      CONTRACTS.map((name) => [`contracts/${name}`, read(join(folder, 'contracts', name))]),
    ),
  };
}

/** Cases of all sorts. */
export function fuzzCases(corpus: Corpus): Arbitrary<FuzzCase> {
  const real = fc.constantFrom(corpus.minimal, corpus.minimal, corpus.minimal, corpus.reference);
  const sound = written(soundBlueprints);
  const shaped = written(shapedBlueprints);
  const valid = fc.oneof(real, sound, shaped);
  const blueprint = (sort: string, made: Arbitrary<string | Uint8Array>) =>
    made.map((text): FuzzCase => ({ sort, blueprint: text, contract: null }));
  return fc.oneof(
    { weight: 1, arbitrary: blueprint('sound', sound) },
    { weight: 2, arbitrary: blueprint('shaped', shaped) },
    { weight: 5, arbitrary: blueprint('text', changedTexts(valid)) },
    { weight: 2, arbitrary: blueprint('bytes', changedBytes(valid)) },
    { weight: 5, arbitrary: blueprint('tree', written(changedTrees(fc.oneof(real, sound)))) },
    { weight: 2, arbitrary: blueprint('tree and text', changedTexts(written(changedTrees(real)))) },
    { weight: 3, arbitrary: contractCases(corpus) },
  );
}

function contractCases({ contracts }: Corpus): Arbitrary<FuzzCase> {
  // Small, and it calls each of the backends.
  const [blueprint = ''] = fc
    .sample(soundBlueprints, { seed: 1, numRuns: 1 })
    .map((value) => stringify(value));
  return fc.constantFrom(...Object.entries(contracts)).chain(([file, text]) => {
    const texts = fc.constant(text);
    const trees = changedTrees(texts);
    const changed: Arbitrary<Uint8Array>[] = [
      changedTexts(texts).map((made) => Buffer.from(made)),
      changedBytes(texts),
    ];
    if (file.endsWith('.yaml')) {
      changed.push(
        written(trees).map((made) => Buffer.from(made)),
        trees.map((made) => Buffer.from(JSON.stringify(made) ?? 'null')),
      );
    }
    return fc
      .oneof(...changed)
      .map((bytes): FuzzCase => ({ sort: 'contract', blueprint, contract: { file, bytes } }));
  });
}
